import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "../../config";
import { ConfigError } from "../config-error";
import { readManifest, type Manifest } from "../../platform/graphql/document-manifest";
import { Documents } from "../../platform/graphql/documents";
import type { Limits } from "../../platform/graphql/limits";
import { RegisteredDocuments } from "../../platform/graphql/registered-documents";
import { builtFolder } from "../pages/built-folder";
import { createSchema } from "../schema";

/** Read once per process, however many servers it runs: a build does not change under it. */
let ofPages: readonly Manifest[] | undefined;

/** The documents of the pages, which the build has validated, and those of the operator, which are validated here. */
export async function registerDocuments(
  { documents: { policy, folder }, introspection }: Pick<Config, "documents" | "introspection">,
  limits: Limits,
): Promise<RegisteredDocuments> {
  const manifests = [...(ofPages ??= pagesManifest())];
  const problems: string[] = [];
  for (const file of folder === undefined ? [] : filesOf(folder)) {
    const manifest = await validManifest(file, { introspection }, limits);
    problems.push(...manifest.problems.map((problem) => `DOCUMENTS_DIR: ${file}: ${problem}`));
    manifests.push(manifest);
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return new RegisteredDocuments(new Map(manifests.flatMap(({ texts }) => [...texts])), policy);
}

/** A manifest, with what would keep a server from executing its documents among its problems. */
export async function validManifest(
  file: string,
  { introspection }: Pick<Config, "introspection">,
  limits: Limits,
): Promise<Manifest> {
  const { texts, problems } = readManifest(file);
  const documents = new Documents(await createSchema(), limits, { introspection, hints: true });
  const invalid = [...texts].flatMap(([hash, text]) =>
    documents.problems(text).map(({ message }) => `${hash}: ${message}`),
  );
  return { texts, problems: [...problems, ...invalid] };
}

function filesOf(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(".json"))
      .map((name) => join(folder, name));
  } catch (error) {
    throw new ConfigError([`DOCUMENTS_DIR=${folder}: ${(error as Error).message}`]);
  }
}

function pagesManifest(): Manifest[] {
  const folder = builtFolder("pages");
  const file = folder && join(folder, "persisted-documents.json");
  if (!file || !existsSync(file)) return [];
  const manifest = readManifest(file);
  if (manifest.problems.length > 0) throw new Error(`${file}: ${manifest.problems.join("; ")}`);
  return [manifest];
}
