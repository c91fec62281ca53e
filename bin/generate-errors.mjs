import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { formatted } from "./lib/formatted.mjs";
import { thrownRefusals } from "./lib/thrown-refusals.mjs";

/*
 * Writes which reasons the source gives with each code: src/app/catalogues/refusal-reasons.table.ts, where a test compares it. With `--check` it
 * only compares.
 */
const path = join(import.meta.dirname, "../src/app/catalogues/refusal-reasons.table.ts");
const checks = process.argv.includes("--check");
const { found, unclear } = thrownRefusals();
if (unclear.length > 0) {
  console.error(`The types leave open which reason goes with which code:\n${unclear.join("\n")}`);
  process.exit(1);
}

const rows = [...found].sort().map(([code, { reasons }]) => `${code}: ${JSON.stringify([...reasons].sort())},`);
const text = await formatted(
  path,
  `import type { Reason, RefusalCode } from "../../platform/refusal";

/** Printed by \`npm run errors\` from the source. A reason that is the code itself says no more than the code. */
export const REFUSAL_REASONS = {${rows.join("")}} as const satisfies Record<RefusalCode, readonly Reason[]>;
`,
);
if (!checks) writeFileSync(path, text);
else if (readFileSync(path, "utf8") !== text) {
  console.error("src/app/catalogues/refusal-reasons.table.ts is not what the source says: run npm run errors");
  process.exit(1);
}
