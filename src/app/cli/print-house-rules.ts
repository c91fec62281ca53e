import { writeFileSync } from "node:fs";
import { houseRulesDocument } from "../../house-rules/house-rules-document";

/** Writes the table of all house rules into a file: docs/house-rules.md, where a test compares it. */
function main(path: string | undefined): void {
  if (path === undefined) throw new Error("Usage: print-house-rules FILE");
  writeFileSync(path, `${houseRulesDocument()}\n`);
}

main(process.argv[2]);
