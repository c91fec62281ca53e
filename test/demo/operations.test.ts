import { buildSchema, getOperationAST, OperationTypeNode, parse, validate } from "graphql";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { startWorld, type Person, type Stream, type World } from "../support/world";

const ROOT = join(__dirname, "../..");
const FOLDER = join(ROOT, "schema/operations");

interface Example {
  file: string;
  title: string;
  as: string;
  variables: string;
  source: string;
}

const read = (file: string): Example => {
  const source = readFileSync(join(FOLDER, file), "utf8");
  const line = (key: string): string | undefined => new RegExp(`^# ${key}: (.*)$`, "m").exec(source)?.[1];
  return {
    file,
    source,
    title: source.split("\n")[0] ?? "",
    as: line("as") ?? "",
    variables: line("variables") ?? "{}",
  };
};
const EXAMPLES = readdirSync(FOLDER).sort().map(read);
const isShortWay = ({ title }: Example): boolean => title.includes("The short way");

describe("the playground's examples", () => {
  const schema = buildSchema(readFileSync(join(ROOT, "schema/schema.graphql"), "utf8"));

  it.each(EXAMPLES)(
    "$file is one named, valid operation with a title in two languages",
    ({ source, title, variables }) => {
      const document = parse(source);
      expect(validate(schema, document)).toEqual([]);
      const operation = getOperationAST(document);
      expect(operation?.name?.value).toMatch(/^[A-Z]\w+$/);
      expect(title).toMatch(/^# \p{Script=Han}.* · [A-Z].*$/u);
      const declared = operation?.variableDefinitions?.map(({ variable }) => variable.name.value) ?? [];
      expect(Object.keys(JSON.parse(variables))).toEqual(declared);
    },
  );
});

/** Who plays the part that `# as:` names. */
const CAST = {
  anyone: "",
  consumer: "li.na",
  provider: "wang.owner",
  moderator: "chen.mod",
  lead: "zhou.lead",
} as const;

describe("the examples, run one after the other", () => {
  let world: World;
  /** The last id of each kind that an answer showed: what a reader would paste. */
  const latest = new Map<string, string>();
  const streams = new Map<string, Stream>();

  beforeAll(async () => {
    world = await startWorld("sqlite");
  });
  afterAll(() => world[Symbol.asyncDispose]());

  it.each(EXAMPLES.filter((example) => !isShortWay(example)))("$file works", async (example) => {
    for (const person of actors(example.as)) await run(example, await person);
  });

  it("plays the short way on a second case", async () => {
    const again = EXAMPLES.filter(({ file }) => /open-complaint|make-offer/.test(file));
    for (const example of [...again, ...EXAMPLES.filter(isShortWay)]) {
      for (const person of actors(example.as)) await run(example, await person);
    }
    const { complaint } = await (
      await world.as("li.na")
    ).ok(`query ($id: ID!) { complaint(id: $id) { status closureReason } }`, { id: latest.get("cmp") });
    expect(complaint).toEqual({ status: "CLOSED", closureReason: "SETTLED" });
  });

  it("showed every live stream something", () => {
    expect([...streams.keys()]).toEqual(["WatchMyCases", "WatchCase", "WatchQueue", "WatchRulings"]);
    for (const { received, errors } of streams.values()) {
      expect(errors).toEqual([]);
      expect(received.length).toBeGreaterThan(1);
    }
  });

  function actors(as: string): Promise<Person>[] {
    const parts = as.includes(" or ") ? [as.split(/,| or /)[0] ?? ""] : as.split(", then ");
    return parts.map(async (part) => {
      const login = part === "anyone signed in" ? "li.na" : CAST[part as keyof typeof CAST];
      return login ? world.as(login) : world.visitor;
    });
  }

  async function run({ source, variables }: Example, person: Person): Promise<void> {
    const filled = JSON.parse(
      variables.replace(/([a-z]{3})_…/g, (_, kind: string) => latest.get(kind) ?? `no ${kind} yet`),
    );
    const operation = getOperationAST(parse(source));
    if (operation?.operation === OperationTypeNode.SUBSCRIPTION) {
      const stream = person.follow(source, filled);
      streams.set(operation.name?.value ?? "", stream);
      await stream.until(({ received }) => received.length > 0);
      return;
    }
    const data = await person.ok(source, filled);
    for (const [id, kind] of JSON.stringify(data).matchAll(/\b([a-z]{3})_[0-9a-z]{26}\b/g)) latest.set(kind ?? "", id);
    if (data.createEvidenceUpload)
      expect((await fetch(data.createEvidenceUpload.uploadUrl, { method: "PUT", body: "hello" })).ok).toBe(true);
    if (data.advanceClock) await world.later(0);
    if (data.confirmRemedy) expect(data.confirmRemedy.complaint.closureReason).toBe("REMEDIED");
  }
});
