import { createInterface } from "node:readline";
import { Argument, type Command, type Option } from "commander";
import type { Compared } from "../../adjudication/instructions/reconcile.pure";
import { CannotDo } from "./cannot-do";
import { EXIT } from "./exit.table";
import { givenFile } from "./given-file";
import type { Place, Result, Run } from "./on-database";

/** `redress payments`: what the payment side was asked to do, beside what it says that it did. */
export function addPayments(redress: Command, run: Run, json: Option): void {
  const payments = redress.command("payments").description("What the platform's payment side was asked to do.");
  payments
    .command("list")
    .description("Prints the instructions of a day (UTC) and how far each has come, one JSON object on each line.")
    .addArgument(new Argument("<day>", "2026-11-27"))
    .addOption(json)
    .action(run(list));
  payments
    .command("reconcile")
    .description(
      "Lays the payment side's own list beside ours: one JSON object {instructionId, outcome, amount, currency} on each line. Says of each line whether it matches. Exit code 5 when one does not.",
    )
    .addArgument(new Argument("<file>", "the payment side's list"))
    .option("--day <day>", "also tell which instructions of that day (UTC) it leaves out")
    .addOption(json)
    .action(run(compare));
}

async function list({ given: [day = ""] }: { given: string[] }, { database }: Place): Promise<Result> {
  const { instructionsOfDay } = await import("../../adjudication/instructions/instruction.queries.js");
  const instructions: object[] = [];
  for await (const line of instructionsOfDay(database.longReads, await beginningOf(day))) instructions.push(line);
  return [{ instructions }, instructions.map((line) => JSON.stringify(line)).join("\n")];
}

async function compare(
  { given: [file = ""], day }: { given: string[]; day?: string },
  { database }: Place,
): Promise<Result> {
  const { reconcile } = await import("../../adjudication/instructions/reconcile.queries.js");
  const start = day === undefined ? null : await beginningOf(day);
  const { chunks } = await givenFile(file);
  const lines = createInterface({ input: chunks.setEncoding("utf8"), crlfDelay: Infinity });
  const results: Compared[] = [];
  for await (const result of reconcile(database.longReads, lines, start)) results.push(result);
  const wrong = results.filter(({ result }) => result !== "MATCHED");
  const told = [
    ...results.map(({ line, instructionId, result, differs }) =>
      [line ?? "-", instructionId ?? "-", result, ...differs].join("  "),
    ),
    `${results.length - wrong.length} of ${results.length} match.`,
  ];
  return [{ results }, told.join("\n"), wrong.length > 0 ? EXIT.NOT_AS_IT_MUST_BE : 0];
}

async function beginningOf(day: string): Promise<number> {
  const { startOfDay } = await import("../../adjudication/instructions/instruction.queries.js");
  const start = startOfDay(day);
  if (start === null) throw new CannotDo(`${day} is no day: write it as 2026-11-27.`);
  return start;
}
