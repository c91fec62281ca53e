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
import type { Person, World } from "../../support/world";
import { EXAMPLES, startTour, Tour } from "./tour";
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

  beforeAll(async () => {
    // Nothing is kept: a visitor's second answer would be the first.
    world = await startTour(kind, MANY_REQUESTS, { limits: { answerBytes: 0 } });
    tour = new Tour(world, async ({ example: { source, name, stream }, person, variables }) => {
      if (stream) return {};
      if (getOperationAST(parse(source))?.operation !== OperationTypeNode.QUERY) return person.ok(source, variables);
      asked.set(name, { source, variables });
      await world.projected();
      await eventually(async () => expect(await world.db.find(Job, { finishedAt: null })).toEqual([]));
      return both(person, source, variables);
    });
  });
  afterAll(async () => {
    await world?.[Symbol.asyncDispose]();
  });

  /** The answer, after comparing it with the one for which everything was read. */
  // oxlint-disable-next-line typescript/no-explicit-any -- answers are untyped, as on the wire
  async function both(person: Person, source: string, variables: Record<string, unknown> = {}): Promise<any> {
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
    return lean.data;
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

  test("each field of each list by itself, and all of them together", async () => {
    const schema = await createSchema();
    const lead = await world.as(CAST.lead);
    let compared = 0;
    for (const { names, before, after, type } of lists(schema.getQueryType(), tour.latest)) {
      const fields = Object.values(type.getFields()).flatMap((field) => selectionOf(field) ?? []);
      const selections = kind === "sqlite" ? [...fields, fields.join(" ")] : [fields.join(" ")];
      for (const selection of selections)
        await both(
          lead,
          `{ ${before} ${names.map((name) => `${name} { nodes { ${selection} } }`).join(" ")} ${after} }`,
        );
      compared += selections.length * names.length;
    }
    expect(compared).toBeGreaterThan(kind === "sqlite" ? 1_000 : 50);
  });
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

/** Lists of one type that stand beside each other: of all of them the same is selected, as it is of each by itself. */
interface Lists {
  names: string[];
  before: string;
  after: string;
  type: GraphQLObjectType;
}

/** Every list that can be asked for with what the tour has shown, of the root and of what it shows by an id. */
function lists(query: GraphQLObjectType | null | undefined, latest: ReadonlyMap<string, string>): Lists[] {
  const root = Object.values(query?.getFields() ?? {});
  const below = root.flatMap((field) => {
    const type = getNamedType(field.type);
    const required = field.args.filter(isRequiredArgument);
    const prefix = /`([a-z]{3})_…`/.exec(required[0]?.description ?? "")?.[1];
    const id = latest.get(prefix ?? "");
    if (!isObjectType(type) || required.length !== 1 || !required[0] || !id) return [];
    return listsAmong(Object.values(type.getFields()), `${field.name}(${required[0].name}: "${id}") {`, "}");
  });
  return [...listsAmong(root, "", ""), ...below];
}

function listsAmong(fields: readonly GraphQLField<unknown, unknown>[], before: string, after: string): Lists[] {
  const found = new Map<GraphQLObjectType, string[]>();
  for (const field of fields.filter(isFree)) {
    const type = getNamedType(field.type);
    const nodes = isObjectType(type) && type.name.endsWith("Connection") ? type.getFields().nodes : undefined;
    const node = nodes && getNamedType(nodes.type);
    if (isObjectType(node)) addTo(found, node, field.name);
  }
  return [...found].map(([type, names]) => ({ names, before, after, type }));
}
