import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { codegen } from "@graphql-codegen/core";
import { preset as nearOperationFile } from "@graphql-codegen/near-operation-file-preset";
import * as typedDocuments from "@graphql-codegen/typed-document-node";
import * as schemaTypes from "@graphql-codegen/typescript";
import * as operationTypes from "@graphql-codegen/typescript-operations";
import { createRequest, formatDocument, gql, stringifyDocument } from "@urql/core";
import { buildSchema, Kind, parse, print, stripIgnoredCharacters, validate, visit } from "graphql";
import { operationsOf } from "./lib/operations-of-schema.mjs";

/*
 * The package @redress/client: the types of the schema, and a typed operation for each of its root fields. The pages' typed client: beside
 * each `*.graphql` of web/app its operations and their types. And for both the documents as they are sent, for the server to register.
 * Never committed, so that it cannot differ from the schema.
 */
const root = join(import.meta.dirname, "..");
const sources = join(root, "web/app/src");
const schemaFile = join(sources, "api/schema.generated.ts");
const manifest = join(sources, "api/persisted-documents.generated.json");
const clientSources = join(root, "clients/typescript/src");

const scalars = { DateTime: "string", MinorUnits: "number", ID: "string", JSON: "Record<string, unknown>" };
const config = {
  scalars,
  enumsAsTypes: true,
  useTypeImports: true,
  skipTypename: true,
  strictScalars: true,
  documentMode: "documentNodeImportFragments",
  dedupeFragments: true,
};

export async function generateClient() {
  const text = readFileSync(join(root, "schema/schema.graphql"), "utf8");
  const schema = parse(text);
  const schemaAst = buildSchema(text);
  const documents = readdirSync(sources, { recursive: true })
    .filter((path) => path.endsWith(".graphql"))
    .sort()
    .map((path) => ({ location: join(sources, path), document: parse(readFileSync(join(sources, path), "utf8")) }));
  const common = { schema, schemaAst, config, pluginContext: {} };
  await write({
    ...common,
    filename: join(clientSources, "schema.generated.ts"),
    documents: [],
    plugins: [{ schema: { onlyOperationTypes: false } }],
    pluginMap: { schema: schemaTypes },
  });
  writeIfOther(schemaFile, 'export type * from "../../../../clients/typescript/src/schema.generated";\n');
  const session = sessionDocuments();
  const taken = new Set(session.map(rootFieldOf));
  const others = operationsOf(schemaAst, join(root, "schema/operations"), taken);
  const sentBySession = await writeOperations(common, "session.generated.ts", session);
  const sentByClient = [...sentBySession, ...(await writeOperations(common, "operations.generated.ts", others))];
  writeIfOther(join(clientSources, "persisted-documents.generated.json"), manifestOf(sentByClient));
  const nearby = await nearOperationFile.buildGeneratesSection({
    ...common,
    baseOutputDir: sources,
    presetConfig: { extension: ".generated.ts", baseTypesPath: "api/schema.generated.ts" },
    documents,
    plugins: [{ operations: {} }, { documents: {} }],
    pluginMap: { operations: operationTypes, documents: typedDocuments },
  });
  // The pages sign in by the package.
  const sent = [...sentBySession];
  for (const file of nearby) await write(file, (text) => sent.push(text));
  writeIfOther(manifest, manifestOf(sent));
  removeOrphans(new Set([schemaFile, ...nearby.map(({ filename }) => resolve(filename))]));
  return documents.map(({ location }) => relative(root, location));
}

/** One document for each operation of `session.graphql`, with what it spreads. */
function sessionDocuments() {
  const { definitions } = parse(readFileSync(join(clientSources, "session.graphql"), "utf8"), { noLocation: true });
  const fragments = definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  return definitions
    .filter(({ kind }) => kind === Kind.OPERATION_DEFINITION)
    .map((operation) => ({
      kind: Kind.DOCUMENT,
      definitions: [operation, ...fragments.filter(isSpreadBy(operation))],
    }));
}

function isSpreadBy(operation) {
  const spread = new Set();
  visit(operation, { FragmentSpread: (node) => void spread.add(node.name.value) });
  return (fragment) => spread.has(fragment.name.value);
}

const rootFieldOf = ({ definitions: [operation] }) => operation.selectionSet.selections[0].name.value;

/** As texts under the names of their root fields, so that a program takes only those it uses. Returns the texts. */
async function writeOperations(common, file, documents) {
  const texts = documents.map((document) => {
    const [problem] = validate(common.schemaAst, document);
    if (problem) throw new Error(`${rootFieldOf(document)}: ${problem.message}`);
    return stripIgnoredCharacters(print(document));
  });
  const definitions = new Map(
    documents.flatMap((document) => document.definitions.map((each) => [`${each.kind} ${each.name.value}`, each])),
  );
  const types = await codegen({
    ...common,
    filename: file,
    documents: [{ location: file, document: { kind: Kind.DOCUMENT, definitions: [...definitions.values()] } }],
    config: { ...config, namespacedImportName: "Types", importSchemaTypesFrom: "./schema.generated.ts" },
    plugins: [{ operations: {} }],
    pluginMap: { operations: operationTypes },
  });
  const constants = documents.map((document, index) => {
    const [{ operation, name }] = document.definitions;
    const data = `${name.value}${operation[0].toUpperCase()}${operation.slice(1)}`;
    const type = `TypedDocument<${data}, ${data}Variables>`;
    return `export const ${rootFieldOf(document)}: ${type} = ${JSON.stringify(texts[index])};\n`;
  });
  const imported = 'import type { TypedDocument } from "./typed-document";';
  // For `@defer`, which the schema does not have; both files would export it.
  const needed = types.replace(/^.*Internal type.*\nexport type Incremental.*\n/m, "");
  writeIfOther(join(clientSources, file), [imported, needed, ...constants].join("\n"));
  return texts;
}

const manifestOf = (texts) => JSON.stringify(Object.fromEntries(texts.map((text) => [hashOf(text), text])));

/**
 * The generator emits syntax trees, and each fragment in each document: forty mutations with one fragment would be forty times as much for a
 * phone to load. As text they take a third, and each fragment is there once.
 */
function asTexts(content, folder, send) {
  const fragments = new Map();
  const texts = content.replace(
    /^export const (\w+) = (\{"kind":"Document".*\}) as unknown as (.*)$/gm,
    (_, document, json, type) => {
      // Only operations are sent.
      if (document.endsWith("FragmentDoc")) return "";
      const { definitions } = JSON.parse(json);
      const printed = definitions.map((definition) => stripIgnoredCharacters(print(definition)));
      const parts = printed.map((text, index) => {
        const definition = definitions[index];
        if (definition.kind !== "FragmentDefinition") return text;
        const name = `fragment${definition.name.value}`;
        fragments.set(name, `const ${name} = \`${text}\`;\n`);
        return `\${${name}}`;
      });
      // As the client prints it, and as its cache asks for it: with the type of each object.
      const { query } = createRequest(gql(printed.join(" ")));
      for (const each of [query, formatDocument(query)]) send(stringifyDocument(each));
      return `export const ${document} = lazyDocument(\`${parts.join(" ")}\`) as unknown as ${type}`;
    },
  );
  if (texts === content) return content;
  return texts.replace(
    /^export const /m,
    (first) => `import { lazyDocument } from "${folder}/lazy-document";\n${[...fragments.values()].join("")}${first}`,
  );
}

/** Files generated for documents that were moved or deleted would still be compiled. */
function removeOrphans(wanted) {
  const generated = readdirSync(sources, { recursive: true }).filter((path) => path.endsWith(".generated.ts"));
  for (const path of generated) if (!wanted.has(join(sources, path))) rmSync(join(sources, path));
}

async function write(options, send) {
  const folder = relative(dirname(options.filename), join(sources, "api")) || ".";
  const path = folder.startsWith(".") ? folder : `./${folder}`;
  writeIfOther(options.filename, asTexts(await codegen(options), path, send));
}

/** A watching bundler would otherwise rebuild endlessly. */
function writeIfOther(path, content) {
  let before = "";
  try {
    before = readFileSync(path, "utf8");
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
  }
  if (before !== content) writeFileSync(path, content);
}

const hashOf = (text) => createHash("sha256").update(text).digest("hex");

if (import.meta.filename === process.argv[1]) await generateClient();
