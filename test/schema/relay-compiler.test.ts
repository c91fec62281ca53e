import { execFile } from "node:child_process";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { Kind, parse, print, visit, type DocumentNode } from "graphql";
import { temporaryFolder } from "../support/temporary";

const ROOT = join(__dirname, "../..");
const OPERATIONS = join(ROOT, "schema/operations");
const SUFFIX = { query: "Query", mutation: "Mutation", subscription: "Subscription" } as const;

/** Relay names what a module asks for after the module. */
function asModule(document: DocumentNode, module: string): string {
  const own = { kind: Kind.NAME } as const;
  return print(
    visit(document, {
      OperationDefinition: ({ operation, ...rest }) => ({
        ...rest,
        operation,
        name: { ...own, value: `${module}${SUFFIX[operation]}` },
      }),
      FragmentDefinition: ({ name, ...rest }) => ({ ...rest, name: { ...own, value: `${module}_${name.value}` } }),
      FragmentSpread: ({ name, ...rest }) => ({ ...rest, name: { ...own, value: `${module}_${name.value}` } }),
    }),
  );
}

async function compile(documents: Record<string, string>): Promise<string> {
  await using folder = await temporaryFolder("relay");
  mkdirSync(join(folder.path, "src"));
  copyFileSync(join(ROOT, "schema/schema.graphql"), join(folder.path, "schema.graphql"));
  for (const [module, text] of Object.entries(documents))
    writeFileSync(join(folder.path, "src", `${module}.js`), `graphql\`${text.replace(/[\\`]/g, "\\$&")}\`;\n`);
  writeFileSync(
    join(folder.path, "relay.config.json"),
    JSON.stringify({ src: "src", schema: "schema.graphql", language: "javascript" }),
  );
  const compiler = require.resolve("relay-compiler/cli.js");
  await promisify(execFile)(process.execPath, [compiler], { cwd: folder.path });
  return readdirSync(join(folder.path, "src/__generated__")).join("\n");
}

test("Relay's compiler takes every example operation", async () => {
  const files = readdirSync(OPERATIONS).filter((file) => file.endsWith(".graphql"));
  const documents = Object.fromEntries(
    files.map((file) => {
      const module = `Example${file.replace(/\W/g, "").replace(/graphql$/, "")}`;
      return [module, asModule(parse(readFileSync(join(OPERATIONS, file), "utf8")), module)];
    }),
  );
  const compiled = await compile(documents);
  for (const module of Object.keys(documents)) expect(compiled).toContain(module);
});

test("it takes lists as Relay pages and merges them, both ways", async () => {
  const compiled = await compile({
    Thread: `fragment Thread_messages on Complaint
      @argumentDefinitions(count: { type: "Int", defaultValue: 20 }, cursor: { type: "String" })
      @refetchable(queryName: "ThreadEarlierQuery") {
        messages(last: $count, before: $cursor) @connection(key: "Thread_messages") { edges { node { id text } } }
      }`,
    Cases: `query CasesQuery($count: Int!, $cursor: String) {
      myComplaints(first: $count, after: $cursor) @connection(key: "Cases_myComplaints") {
        edges { node { id title ...Thread_messages } }
      }
    }`,
    Refetched: `fragment Refetched_order on Order @refetchable(queryName: "RefetchedOrderQuery") { id title }`,
  });
  for (const made of ["ThreadEarlierQuery", "CasesQuery", "RefetchedOrderQuery"]) expect(compiled).toContain(made);
});
