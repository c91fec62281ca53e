import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { getOperationAST, Kind, parse, print, visit } from "graphql";
import { EXAMPLES, startTour, Tour, type Turn } from "../app/demo/tour";
import type { Stream, World } from "../support/world";

/*
 * What the mock server answers, from a real one that plays the examples: `RECORD=true npm test -- test/clients/recorded-answers` writes it
 * anew. Otherwise the committed answers are held against what the server says today.
 */
const FILE = join(__dirname, "../../clients/mock/recorded.json");
/** When it was, whenever it was. */
const AT = Date.parse("2026-01-01T00:00:00.000Z");
const HOUR = 3_600_000;
/** How many messages of a stream: that it has begun, and the first that tells of something. */
const MESSAGES = 2;

interface Recorded {
  at: string;
  schemaVersion: string;
  refusals: unknown;
  answers: Record<string, unknown>;
}

/** With the type of each object, by which the mock finds fields again. */
const withTypes = (source: string): string =>
  print(
    visit(parse(source), {
      SelectionSet: (node, _key, parent) =>
        parent !== undefined && "kind" in parent && parent.kind === Kind.OPERATION_DEFINITION
          ? undefined
          : {
              ...node,
              selections: [{ kind: Kind.FIELD, name: { kind: Kind.NAME, value: "__typename" } }, ...node.selections],
            },
    }),
  );

/** Says the same of the same story, whenever it is played: ids and secrets by the order of their appearance, times by the hour. */
class Normaliser {
  private readonly names = new Map<string, string>();
  private readonly counts = new Map<string, number>();

  constructor(
    private readonly url: string,
    private readonly begun: number,
  ) {}

  of(value: unknown, key = ""): unknown {
    if (Array.isArray(value)) return value.map((each) => this.of(each, key));
    if (typeof value === "string") return this.text(value, key);
    // What was counted in milliseconds differs a little each time.
    if (typeof value === "number") return Math.round(value * 1_000) / 1_000;
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inside]) => [name, this.of(inside, name)]));
  }

  private text(value: string, key: string): string {
    if (/cursor$/i.test(key)) return this.named(value, "cursor", (n) => `cursor-${n}`);
    if (/token$/i.test(key)) return this.named(value, key, (n) => `${key}-${n}`);
    if (value.startsWith(this.url)) {
      const noun = new URL(value).pathname.split("/")[1] ?? "";
      return this.named(value, noun, (n) => `http://localhost:4000/${noun}/${n}`);
    }
    return value
      .replace(/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, (time) =>
        new Date(AT + Math.floor((Date.parse(time) - this.begun) / HOUR) * HOUR).toISOString(),
      )
      .replace(/\b([a-z]{3})_[0-9a-z]{26}\b/g, (id, kind: string) =>
        this.named(id, kind, (n) => `${kind}_${String(n).padStart(26, "0")}`),
      )
      .replace(/\b[0-9a-f]{64}\b/g, (hash) => this.named(hash, "hash", (n) => n.toString(16).padStart(64, "0")));
  }

  private named(value: string, kind: string, name: (n: number) => string): string {
    const known = this.names.get(value);
    if (known !== undefined) return known;
    const count = (this.counts.get(kind) ?? 0) + 1;
    this.counts.set(kind, count);
    this.names.set(value, name(count));
    return name(count);
  }
}

/**
 * What each field of each type held, wherever it stands: `Case.complaint<Complaint>.status` a string. Whether something is there at all may
 * depend on the day: null and an empty list fit anything.
 */
function kindsOf(value: unknown, path: string, found = new Map<string, Set<string>>()): Map<string, Set<string>> {
  const kinds = found.get(path) ?? new Set();
  found.set(path, kinds);
  if (Array.isArray(value)) value.forEach((each) => kindsOf(each, `${path}[]`, found));
  else if (typeof value === "object" && value !== null && "__typename" in value) {
    const type = `${path}<${String(value.__typename)}>`;
    found.set(type, new Set());
    for (const [key, inside] of Object.entries(value)) kindsOf(inside, `${type}.${key}`, found);
  } else if (value !== null) kinds.add(typeof value);
  return found;
}

/** Where two recordings of one story do not fit each other. */
function differences(one: Recorded["answers"], other: Recorded["answers"]): string[] {
  const kinds = (answers: Recorded["answers"]): Map<string, Set<string>> => {
    const found = new Map<string, Set<string>>();
    for (const [name, answer] of Object.entries(answers))
      for (const data of [answer].flat())
        for (const [key, inside] of Object.entries(data as object)) kindsOf(inside, `${name}.${key}`, found);
    return found;
  };
  const [before, after] = [kinds(one), kinds(other)];
  const missing = (from: typeof before, to: typeof before): string[] =>
    [...from.keys()].filter((path) => {
      const type = path.slice(0, path.lastIndexOf("."));
      return !to.has(path) && (to.has(type) || !path.includes("<")) && /\.\w+$/.test(path);
    });
  const unlike = [...before].filter(([path, found]) => {
    const now = after.get(path) ?? new Set();
    return found.size > 0 && now.size > 0 && [...found, ...now].some((kind) => !found.has(kind) || !now.has(kind));
  });
  return [...missing(before, after), ...missing(after, before), ...unlike.map(([path]) => path)];
}

let world: World;
let recorded: Recorded;

beforeAll(async () => {
  world = await startTour();
  recorded = await record();
  if (process.env.RECORD === "true") writeFileSync(FILE, `${JSON.stringify(recorded, null, 1)}\n`);
}, 240_000);
afterAll(() => world?.[Symbol.asyncDispose]());

async function record(): Promise<Recorded> {
  const begun = world.clock.now();
  const answers = new Map<string, unknown>();
  const streams = new Map<string, { field: string; stream: Stream }>();

  // oxlint-disable-next-line typescript/no-explicit-any -- answers are untyped, as on the wire
  async function send({ example: { name, source, stream }, person, variables }: Turn): Promise<Record<string, any>> {
    const typed = withTypes(source);
    if (!stream) {
      const data = await person.ok(typed, variables);
      if (!answers.has(name)) answers.set(name, data);
      // What the next example shows is not to depend on how fast this machine is.
      await world.projected();
      for (const [id] of JSON.stringify(data).matchAll(/\bjob_[0-9a-z]{26}\b/g)) await world.jobDone(id);
      return data;
    }
    const [root] = getOperationAST(parse(source))?.selectionSet.selections ?? [];
    const followed = person.follow(typed, variables);
    if (!streams.has(name))
      streams.set(name, { field: root?.kind === Kind.FIELD ? root.name.value : "", stream: followed });
    await followed.until(({ received }) => received.length > 0);
    return {};
  }

  const tour = new Tour(world, send);
  for (const example of EXAMPLES) await tour.play(example);
  for (const [name, { field, stream }] of streams)
    answers.set(
      name,
      stream.received.slice(0, MESSAGES).map((payload) => ({ [field]: payload as unknown })),
    );
  const catalogue = `{ schemaVersion refusals { code meaning httpStatus closeCode retry fields reasons } }`;
  const { schemaVersion, refusals } = await world.visitor.ok(catalogue);
  const normaliser = new Normaliser(world.url, begun);
  return {
    at: new Date(AT).toISOString(),
    schemaVersion,
    refusals,
    answers: Object.fromEntries([...answers].map(([name, answer]) => [name, normaliser.of(answer)])),
  };
}

test("every example is answered", () => {
  expect(Object.keys(recorded.answers).sort()).toEqual(EXAMPLES.map(({ name }) => name).sort());
});

test("what is committed has the shape of what the server says today; if not: RECORD=true npm test -- test/clients/recorded-answers", () => {
  const committed = JSON.parse(readFileSync(FILE, "utf8")) as Recorded;
  expect(Object.keys(committed.answers)).toEqual(Object.keys(recorded.answers));
  expect(differences(committed.answers, recorded.answers)).toEqual([]);
  const { at, schemaVersion, refusals } = recorded;
  expect(committed).toMatchObject({ at, schemaVersion, refusals });
});

test("a field that has gone, has come or has another kind would be found", () => {
  const answers = {
    Case: { complaint: { __typename: "Complaint", id: "cmp_1", offers: [{ __typename: "Offer", number: 1 }] } },
  };
  const changed = {
    Case: { complaint: { __typename: "Complaint", title: "", offers: [{ __typename: "Offer", number: "1" }] } },
  };
  expect(differences(answers, answers)).toEqual([]);
  expect(differences(answers, changed)).toEqual([
    "Case.complaint<Complaint>.id",
    "Case.complaint<Complaint>.title",
    "Case.complaint<Complaint>.offers[]<Offer>.number",
  ]);
});

test("nothing of the machine or the day that recorded it is in it", () => {
  const text = readFileSync(FILE, "utf8");
  expect(text).not.toContain("127.0.0.1");
  expect(text).not.toMatch(/eyJ[\w-]+\./);
  expect(text.match(/\b[a-z]{3}_(?!0{20})[0-9a-z]{26}\b/)).toBeNull();
});
