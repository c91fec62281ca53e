import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { temporaryFolder } from "../support/temporary";

const ROOT = join(__dirname, "../..");

/** A project with everything wrong that the linter is to find: names, silence, lists that nobody can page. */
const FILES = {
  "schema/schema.graphql": `
    """The root of all that is read."""
    type Query {
      """Things as they are got."""
      get_things(first: Int): ThingConnection
      silent: Int @deprecated(reason: "")
      """One thing by its id."""
      thing(id: ID!): Thing
    }
    """Something that has an id."""
    type Thing {
      """Its id, unique."""
      id: ID!
      """What it is called."""
      name: String
      """What it was called."""
      title: String @deprecated(reason: "Use name. Removed after 2027-12-01.")
    }
    """Some things and more."""
    type ThingConnection {
      """A list of texts."""
      edges: [String!]!
    }
    """Nobody leads to this."""
    type Island {
      """A text on it."""
      text: String
    }`,
  "schema/operations/1-bad.graphql": `
    query getThing($id: ID!, $unused: Int) {
      thing(id: $id) { name nothing }
      other: thing(id: $id) { id title title }
    }
    fragment left on Thing { id }`,
  "schema/operations/2-good.graphql": "query Good($id: ID!) { thing(id: $id) { id name } }",
  "web/app/src/bad.graphql": "query Bad { thing(id: 1) { naem } }",
};

/** By file, the rules that are broken in it. */
async function lint(files: Record<string, string>): Promise<Record<string, string[]>> {
  await using folder = await temporaryFolder("lint");
  for (const [file, source] of Object.entries(files)) {
    mkdirSync(dirname(join(folder.path, file)), { recursive: true });
    writeFileSync(join(folder.path, file), source);
  }
  const linter = join(ROOT, "node_modules/eslint/bin/eslint.js");
  const options = ["--config", join(ROOT, "schema/eslint.config.mjs"), "--format", "json", "."];
  const child = spawn(process.execPath, [linter, ...options], {
    cwd: folder.path,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const found: { filePath: string; messages: { ruleId: string }[] }[] = JSON.parse(await text(child.stdout));
  return Object.fromEntries(
    found.map(({ filePath, messages }) => [
      basename(filePath),
      [...new Set(messages.map(({ ruleId }) => ruleId.replace("@graphql-eslint/", "")))].sort(),
    ]),
  );
}

test("the linter finds what is wrong in the schema, in the examples and in what the pages ask for", async () => {
  expect(await lint(FILES)).toEqual({
    "schema.graphql": [
      "naming-convention",
      "no-unreachable-types",
      "relay-arguments",
      "relay-connection-types",
      "relay-edge-types",
      "relay-page-info",
      "require-deprecation-reason",
      "require-description",
    ],
    "1-bad.graphql": [
      "fields-on-correct-type",
      "naming-convention",
      "no-deprecated",
      "no-duplicate-fields",
      "no-unused-fragments",
      "no-unused-variables",
      "require-selections",
    ],
    "2-good.graphql": [],
    "bad.graphql": ["fields-on-correct-type", "require-selections"],
  });
});
