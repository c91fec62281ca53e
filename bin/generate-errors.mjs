import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { programOf, thrownRefusals, typeErrorsOf } from "./lib/thrown-refusals.mjs";

/*
 * Writes which reasons the source gives with each code: src/app/refusal-reasons.table.ts, where a test compares it. With `--check` it
 * only compares, and checks the types of everything as `tsc` does: both need the whole program, which is read once.
 */
const path = join(import.meta.dirname, "../src/app/refusal-reasons.table.ts");
const checks = process.argv.includes("--check");
const program = programOf(checks ? "tsconfig.json" : "tsconfig.build.json");
const typeErrors = checks ? typeErrorsOf(program) : "";
if (typeErrors !== "") {
  console.error(typeErrors);
  process.exit(1);
}
const { found, unclear } = thrownRefusals(program);
if (unclear.length > 0) {
  console.error(`The types leave open which reason goes with which code:\n${unclear.join("\n")}`);
  process.exit(1);
}

const rows = [...found].sort().map(([code, { reasons }]) => `${code}: ${JSON.stringify([...reasons].sort())},`);
const text = await format(
  `import type { Reason, RefusalCode } from "../platform/refusal";

/** Printed by \`npm run errors\` from the source. A reason that is the code itself says no more than the code. */
export const REFUSAL_REASONS = {${rows.join("")}} as const satisfies Record<RefusalCode, readonly Reason[]>;
`,
  { ...(await resolveConfig(path)), parser: "typescript" },
);
if (!checks) writeFileSync(path, text);
else if (readFileSync(path, "utf8") !== text) {
  console.error("src/app/refusal-reasons.table.ts is not what the source says: run npm run errors");
  process.exit(1);
}
