import { readdirSync, readFileSync } from "node:fs";

const sources = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".ts"));
const having = (pattern: RegExp): string[] =>
  sources.filter((path) => pattern.test(readFileSync(`src/${path}`, "utf8"))).sort();

const CASE_FILE = "case/complaints/case-file.ts";

test("a case is written in one place, which raises its version", () => {
  expect(having(/\btx\.(change|update)\(\s*(\w+\.)?complaint\b/i)).toEqual([CASE_FILE]);
  expect(having(/\bcomplaint\.version \+ 1\b/)).toEqual([CASE_FILE]);
  expect(having(/\bUPDATE complaint\b/i)).toEqual([]);
});

test("a person's case is locked, or refused as not found, in one place; the others lock what they know to be there", () => {
  expect(having(/\block\(Complaint,/)).toEqual([
    "adjudication/clearing/apply-answers.ts",
    "adjudication/instructions/sweep-payout-holds.ts",
    "case/complaints/case-file.ts",
    "case/complaints/lock-case.ts",
    "case/complaints/lock-earlier-cases.ts",
    "case/complaints/sweep-clocks.ts",
    "case/complaints/sweep-numbers.ts",
    "case/complaints/sweep-reminders.ts",
    "case/desk/run-batch.ts",
    "case/desk/sweep-leavers-cases.ts",
    "case/desk/undo-bulk-action.ts",
    "case/evidence/awaited-evidence.ts",
    "public/personal-data/sweep-retention.ts",
  ]);
});
