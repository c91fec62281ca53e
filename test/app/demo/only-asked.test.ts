import {
  getNamedType,
  getOperationAST,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  OperationTypeNode,
  parse,
  type GraphQLField,
  type GraphQLObjectType,
} from "graphql";
import CAST from "../../../schema/cast.json";
import { createSchema } from "../../../src/app/schema";
import { Context } from "../../../src/platform/graphql/context";
import { Job } from "../../../src/platform/jobs/job.entity";
import { forEachDatabase } from "../../support/databases";
import { eventually } from "../../support/eventually";
import type { Answer, Person, World } from "../../support/world";
import { EXAMPLES, startTour, Tour, type Send } from "./tour";
import { addTo } from "../../../src/platform/grouping.pure";

const MANY_REQUESTS = { BUDGET_PER_PERSON: "10000000", BUDGET_PER_ADDRESS: "10000000" };

/*
 * Lists read only what a document selects of their rows, and what is shown beside them with the same statement. Where nobody says what
 * is asked, every column is read, and each row by itself: both give the same text, whatever is asked and whoever asks.
 */
/** Others of the same roles are read to by the same plans. */
const ONE_OF_EACH = Object.entries(CAST).flatMap(([part, login]) => (part.startsWith("another") ? [] : login));

forEachDatabase((kind) => {
  let world: World;
  let tour: Tour;
  /** Of the tour's queries, as they were sent last. */
  const asked = new Map<string, { source: string; variables: Record<string, unknown> }>();

  /** The ids of each kind that its answers showed, in the order in which each was shown first. */
  const seen = new Map<string, Set<string>>();

  beforeAll(async () => {
    // Nothing is kept: a visitor's second answer would be the first. And of the largest document, too, only what it selects is read.
    world = await startTour(kind, MANY_REQUESTS, { limits: { answerBytes: 0, compiledSelections: 2_000 } });
    const send: Send = async ({ example: { source, name, stream }, person, variables }) => {
      if (stream) return {};
      if (getOperationAST(parse(source))?.operation !== OperationTypeNode.QUERY) return person.ok(source, variables);
      asked.set(name, { source, variables });
      await world.projected();
      await eventually(async () => expect(await world.db.find(Job, { finishedAt: null })).toEqual([]));
      return (await both(person, source, variables)).data;
    };
    tour = new Tour(world, async (turn) => {
      const data = await send(turn);
      for (const [id, kind = ""] of JSON.stringify(data).matchAll(/\b([a-z]{3})_[0-9a-z]{26}\b/g))
        seen.set(kind, (seen.get(kind) ?? new Set()).add(id));
      return data;
    });
  });
  afterAll(async () => {
    await world?.[Symbol.asyncDispose]();
  });

  /** The answer, after comparing it with the one for which everything was read. */
  async function both(person: Person, source: string, variables: Record<string, unknown> = {}): Promise<Answer> {
    const stopped = jest.spyOn(world.clock, "now").mockReturnValue(world.clock.now());
    const unasked = jest.spyOn(Context.prototype, "asks").mockReturnValue();
    const whole = await person.gql(source, variables);
    unasked.mockRestore();
    // A document is compiled, and read for what it selects, from the second time on.
    const lean = await person.gql(source, variables);
    stopped.mockRestore();
    const texts = [plainText(lean), plainText(whole)] as const;
    // Parsed, a difference is shown where it is.
    if (texts[0] !== texts[1]) expect([source, JSON.parse(texts[0])]).toEqual([source, JSON.parse(texts[1])]);
    expect(texts[0]).toBe(texts[1]);
    expect(whole.errors?.filter(({ extensions }) => extensions?.code === "INTERNAL_SERVER_ERROR") ?? []).toEqual([]);
    return lean;
  }

  test("the examples", async () => {
    for (const example of EXAMPLES) await tour.play(example);
    expect(asked.size).toBeGreaterThan(40);
  });

  test("the examples once more, at the end, for everybody", async () => {
    const some = [CAST.consumer, CAST.provider, CAST.auditor];
    for (const login of [null, ...(kind === "sqlite" ? ONE_OF_EACH : some)]) {
      const person = login === null ? world.visitor : await world.as(login);
      for (const { source, variables } of asked.values()) await both(person, source, variables);
    }
  });

  test("each field of each list by itself, and all of them together, where there is something in it", async () => {
    const schema = await createSchema();
    const alike = new Map<string, List[]>();
    let compared = 0;
    for (const places of lists(schema.getQueryType(), seen)) {
      const { login, list } = await whereItIsRead(places);
      await expectSame(login, [list], fieldsOf(list.type).join(" "));
      compared += 1;
      addTo(alike, `${login} ${list.type.name} ${list.before}`, list);
    }
    expect(compared).toBeGreaterThan(50);
    for (const [key, some] of kind === "sqlite" ? alike : []) {
      const [login = ""] = key.split(" ");
      for (const field of fieldsOf(some[0]?.type)) await expectSame(login, some, field);
      compared += fieldsOf(some[0]?.type).length * some.length;
    }
    if (kind === "sqlite") expect(compared).toBeGreaterThan(1_000);
  });

  /** Where the list has rows, of the places where it stands, for somebody who may read it: of two refusals, or of nothing, no field is compared. */
  async function whereItIsRead(places: readonly List[]): Promise<{ login: string; list: List }> {
    let empty: { login: string; list: List } | undefined;
    for (const login of [CAST.lead, ...ONE_OF_EACH]) {
      for (const list of places) {
        const { data, errors } = await (await world.as(login)).gql(selecting([list], "__typename"));
        if (errors) break;
        if (JSON.stringify(data).includes("__typename")) return { login, list };
        empty ??= { login, list };
      }
      // One of the root may be one's own: another's is looked at.
      if (empty && empty.list.before !== "") return empty;
    }
    if (!empty) throw new Error(`nobody may read ${places[0]?.name}`);
    return empty;
  }

  async function expectSame(login: string, some: readonly List[], selection: string): Promise<void> {
    const { errors = [] } = await both(await world.as(login), selecting(some, selection));
    expect(errors).toEqual([]);
  }
});

/** Cursors and links are sealed anew each time. */
const plainText = (answer: unknown): string =>
  JSON.stringify(answer)
    .replace(/"(\w*[cC]ursor)":"[^"]+"/g, '"$1":"…"')
    .replace(/[\w-]{80,}/g, "…")
    .replace(/"requestId":"[^"]+"/g, '"requestId":"…"')
    .replace(/name [0-9a-f-]{36}/g, "name …");

const isFree = (field: GraphQLField<unknown, unknown>): boolean => !field.args.some(isRequiredArgument);

/** A field, with the plain fields of what it leads to. */
function selectionOf(field: GraphQLField<unknown, unknown>): string | null {
  if (!isFree(field)) return null;
  const type = getNamedType(field.type);
  if (isLeafType(type)) return field.name;
  if (!isObjectType(type)) return null;
  const leaves = Object.values(type.getFields()).filter((each) => isFree(each) && isLeafType(getNamedType(each.type)));
  return leaves.length === 0 ? null : `${field.name} { ${leaves.map(({ name }) => name).join(" ")} }`;
}

const fieldsOf = (type: GraphQLObjectType | undefined): string[] =>
  Object.values(type?.getFields() ?? {}).flatMap((field) => selectionOf(field) ?? []);

/** Who reads the one reads of cases, which is written into it, so that the second answer has more; the other is read by programs alone. */
const APART = ["accessLog", "webhookEndpoints"];

interface List {
  /** Where it stands: nothing for one of the root. */
  before: string;
  after: string;
  name: string;
  type: GraphQLObjectType;
}

/** Of each of them the same. */
const selecting = (some: readonly List[], selection: string): string =>
  `{ ${some.map(({ before, name, after }) => `${before} ${name} { nodes { ${selection} } } ${after}`).join(" ")} }`;

/** Of the rows that the tour has shown last, so many are looked at for one that has something in the list. */
const MOST_PLACES = 12;

/** Every list that can be asked for with what the tour has shown, of the root and of what it shows by an id: in each place where it stands. */
function lists(query: GraphQLObjectType | null | undefined, seen: ReadonlyMap<string, ReadonlySet<string>>): List[][] {
  const root = Object.values(query?.getFields() ?? {});
  const below = root.flatMap((field) => {
    const type = getNamedType(field.type);
    const required = field.args.filter(isRequiredArgument);
    const prefix = /`([a-z]{3})_…`/.exec(required[0]?.description ?? "")?.[1];
    const ids = [...(seen.get(prefix ?? "") ?? [])].reverse().slice(0, MOST_PLACES);
    if (!isObjectType(type) || required.length !== 1 || ids.length === 0) return [];
    const among = listsAmong(Object.values(type.getFields()));
    return among.map((list) =>
      ids.map((id) => ({ ...list, before: `${field.name}(${required[0]?.name}: "${id}") {`, after: "}" })),
    );
  });
  return [...listsAmong(root).map((list) => [list]), ...below].filter(([list]) => !APART.includes(list?.name ?? ""));
}

function listsAmong(fields: readonly GraphQLField<unknown, unknown>[]): List[] {
  return fields.filter(isFree).flatMap(({ name, type: given }) => {
    const type = getNamedType(given);
    const nodes = isObjectType(type) && type.name.endsWith("Connection") ? type.getFields().nodes : undefined;
    const node = nodes && getNamedType(nodes.type);
    return isObjectType(node) ? [{ before: "", after: "", name, type: node }] : [];
  });
}
