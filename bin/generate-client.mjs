import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { codegen } from "@graphql-codegen/core";
import { preset as nearOperationFile } from "@graphql-codegen/near-operation-file-preset";
import * as typedDocuments from "@graphql-codegen/typed-document-node";
import * as schemaTypes from "@graphql-codegen/typescript";
import * as operationTypes from "@graphql-codegen/typescript-operations";
import { createRequest, formatDocument, gql, stringifyDocument } from "@urql/core";
import { buildSchema, parse, print, stripIgnoredCharacters } from "graphql";

/*
 * The pages' typed client: beside each `*.graphql` of web/app its operations and their types, and in `api/schema.generated.ts` the enums
 * and inputs of the schema; and the documents as the pages send them, for the server to register. Never committed, so that it cannot
 * differ from the schema.
 */
const root = join(import.meta.dirname, "..");
const sources = join(root, "web/app/src");
const manifest = join(sources, "api/persisted-documents.generated.json");

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
    filename: join(sources, "api/schema.generated.ts"),
    documents: [],
    plugins: [{ schema: { onlyOperationTypes: false } }],
    pluginMap: { schema: schemaTypes },
  });
  const nearby = await nearOperationFile.buildGeneratesSection({
    ...common,
    baseOutputDir: sources,
    presetConfig: { extension: ".generated.ts", baseTypesPath: "api/schema.generated.ts" },
    documents,
    plugins: [{ operations: {} }, { documents: {} }],
    pluginMap: { operations: operationTypes, documents: typedDocuments },
  });
  const sent = new Map();
  for (const file of nearby) await write(file, (text) => sent.set(hashOf(text), text));
  writeIfOther(manifest, JSON.stringify(Object.fromEntries(sent)));
  removeOrphans(
    new Set([join(sources, "api/schema.generated.ts"), ...nearby.map(({ filename }) => resolve(filename))]),
  );
  return documents.map(({ location }) => relative(root, location));
}

/**
 * The generator emits syntax trees, and each fragment in each document: forty mutations with one fragment would be forty times as much for a
 * phone to load. As text they take a third, and each fragment is there once.
 */
function asTexts(content, send) {
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
        fragments.set(name, `const ${name} = gql\`${text}\`;\n`);
        return `\${${name}}`;
      });
      // As the client prints it, and as its cache asks for it: with the type of each object.
      const { query } = createRequest(gql(printed.join(" ")));
      for (const each of [query, formatDocument(query)]) send(stringifyDocument(each));
      return `export const ${document} = gql\`${parts.join(" ")}\` as unknown as ${type}`;
    },
  );
  if (texts === content) return content;
  return texts.replace(
    /^export const /m,
    (first) => `import { gql } from "urql";\n${[...fragments.values()].join("")}${first}`,
  );
}

/** Files generated for documents that were moved or deleted would still be compiled. */
function removeOrphans(wanted) {
  const generated = readdirSync(sources, { recursive: true }).filter((path) => path.endsWith(".generated.ts"));
  for (const path of generated) if (!wanted.has(join(sources, path))) rmSync(join(sources, path));
}

async function write(options, send) {
  writeIfOther(options.filename, asTexts(await codegen(options), send));
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
