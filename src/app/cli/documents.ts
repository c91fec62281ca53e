import { Argument, type Command, type Option } from "commander";
import { parseConfig } from "../../config";
import { DEFAULT_LIMITS } from "../../platform/graphql/limits";
import { CannotDo } from "./cannot-do";
import type { Terminal } from "./terminal";

/** `redress documents`: what DOCUMENTS_DIR may have in it, checked as a server would at its start. No database is opened. */
export function addDocuments(redress: Command, json: Option, terminal: Terminal): Command {
  const documents = redress.command("documents").description("GraphQL documents that clients register.");
  documents
    .command("check")
    .description(
      "Checks a manifest of documents: that each hash is its text's, and that this version executes the text.",
    )
    .addArgument(new Argument("<file>", "as code generators write it: {SHA-256: text}"))
    .addOption(json)
    .action((file: string, options: { json?: boolean }) => check(file, options, terminal));
  return documents;
}

async function check(file: string, { json }: { json?: boolean }, { env, stdout }: Terminal): Promise<void> {
  // The whole schema: loading it would double what every other command takes to start.
  const { validManifest } = await import("../serving/register-documents.js");
  const { texts, problems } = await validManifest(file, parseConfig(env), DEFAULT_LIMITS);
  if (problems.length > 0) throw new CannotDo(problems.map((problem) => `${file}: ${problem}`).join("\n"));
  const count = texts.size;
  stdout.write(`${json ? JSON.stringify({ documents: count }) : `${file}: ${count} documents, all right.`}\n`);
}
