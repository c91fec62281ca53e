import { writeFileSync } from "node:fs";
import { errorsDocument } from "./errors-document";

/** Writes the catalogue of errors into a file: docs/errors.md, where a test compares it. */
function main(path: string | undefined): void {
  if (path === undefined) throw new Error("Usage: print-errors FILE");
  writeFileSync(path, `${errorsDocument()}\n`);
}

main(process.argv[2]);
