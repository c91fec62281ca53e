import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { join } from "node:path";

const ROOT = join(__dirname, "../..");

/** The rules that the linter finds broken in a text, as if it were this file. */
async function broken(file: string, source: string): Promise<string[]> {
  const linter = join(ROOT, "node_modules/eslint/bin/eslint.js");
  const options = ["--config", "schema/eslint.config.mjs", "--format", "json", "--stdin", "--stdin-filename", file];
  const child = spawn(process.execPath, [linter, ...options], { cwd: ROOT, stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.end(source);
  const [{ messages }] = JSON.parse(await text(child.stdout));
  return [...new Set<string>(messages.map(({ ruleId }: { ruleId: string }) => ruleId))]
    .map((rule) => rule.replace("@graphql-eslint/", ""))
    .sort();
}

test("an example that does not fit the schema, or is hard to read or to cache, is found", async () => {
  const bad = `query getOrder($id: ID!, $unused: Int) {
    order(id: $id) { title nothing }
    other: order(id: $id) { id title title }
  }
  fragment left on Order { id }`;
  expect(await broken("schema/operations/999-bad.graphql", bad)).toEqual([
    "fields-on-correct-type",
    "naming-convention",
    "no-duplicate-fields",
    "no-unused-fragments",
    "no-unused-variables",
    "require-selections",
  ]);
  const good = "query OneOrder($id: ID!) { order(id: $id) { id title } }";
  expect(await broken("schema/operations/999-good.graphql", good)).toEqual([]);
});

test("what a page asks for is held to the same", async () => {
  const bad = "query Orders { myOrders { nodes { titel } } }";
  expect(await broken("web/app/src/orders/bad.graphql", bad)).toEqual(["fields-on-correct-type", "require-selections"]);
});

test("a schema with wrong names, silent fields or lists that Relay cannot page is found", async () => {
  const bad = `
    """The root of all that is read."""
    type Query {
      """What is got."""
      get_things(first: Int): thingConnection
      silent: Int @deprecated(reason: "")
    }
    """Some things and more."""
    type thingConnection {
      """A list of texts."""
      edges: [String!]!
    }
    """Nobody leads to this."""
    type Island {
      """A text on it."""
      text: String
    }`;
  expect(await broken("schema/schema.graphql", bad)).toEqual(
    expect.arrayContaining([
      "naming-convention",
      "relay-arguments",
      "relay-connection-types",
      "require-deprecation-reason",
      "require-description",
    ]),
  );
});
