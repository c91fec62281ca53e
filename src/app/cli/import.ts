import "reflect-metadata";
import { stat } from "node:fs/promises";
import { SingleBar } from "cli-progress";
import { Command, InvalidArgumentError } from "commander";
import { WithdrawnSubjects } from "../../accounts/sign-in/withdrawn-subjects";
import { parseConfig } from "../../config";
import { ConfigError } from "../config-error";
import "../messages";
import { openDatabase } from "../open-database";
import { importComplaints, LARGEST_BATCH, USUAL_BATCH, type ImportSummary } from "../import/import-complaints";
import { ImportError } from "../import/import-error";
import { printSummary } from "../import/print-summary";
import { systemClock } from "../../platform/clock";
import { Sealer } from "../../platform/secrets/sealed";
import { openingProblem } from "../../platform/database/opening-problem.pure";
import type { AuditFile } from "../../platform/telemetry/audit-file";
import { LogFileProblem } from "../../platform/telemetry/open-log";
import { faultOf } from "./fault-of";
import { keepTrail } from "./on-database";

/** `npm run import -- FILE`: the US consumer bureau's public complaints as providers, promises, orders and cases. */
interface Options {
  limit?: number;
  batch: number;
  report?: string;
}

new Command("npm run import --")
  .description(
    "Imports the US consumer bureau's public complaint file (CSV) into the database of DATABASE_URL. Safe to stop and to run again.",
  )
  .argument("<file>", "the CSV file, of any size")
  .option("--limit <rows>", "read only so many rows", wholeNumber(0, Number.MAX_SAFE_INTEGER))
  .option(
    "--batch <rows>",
    `rows in one transaction, at most ${LARGEST_BATCH}`,
    wholeNumber(1, LARGEST_BATCH),
    USUAL_BATCH,
  )
  .option("--report <file>", "write every rejected row there, one JSON object a line")
  .action(main)
  .parseAsync()
  .catch((error: unknown) => {
    console.error(explain(error));
    process.exitCode = 1;
  });

async function main(file: string, options: Options): Promise<void> {
  const size = await sizeOf(file);
  const config = parseConfig(process.env);
  const { database: settings, office, secret, secretPrevious } = config;
  const database = await openDatabase(settings, systemClock, { office });
  WithdrawnSubjects.openBy(database, new Sealer(secret, secretPrevious));
  const stopping = new AbortController();
  const stop = (): void => stopping.abort();
  process.once("SIGINT", stop).once("SIGTERM", stop);
  const bar = progressBar();
  const onProgress = (bytes: number, { rows, rejected }: ImportSummary): void => {
    // Only now, so that a wrong file shows its error and no progress bar.
    if (!bar.isActive) bar.start(size, 0, { rows, rejected });
    bar.update(bytes, { rows, rejected });
  };
  let trail: AuditFile | null = null;
  try {
    trail = keepTrail(database, config, process);
    const startedAt = Date.now();
    const summary = await importComplaints(database, systemClock, file, {
      ...options,
      signal: stopping.signal,
      onProgress,
    }).finally(() => bar.stop());
    process.stdout.write(printSummary(summary, Date.now() - startedAt, options.report));
    if (summary.interrupted) process.exitCode = 130;
  } finally {
    process.off("SIGINT", stop).off("SIGTERM", stop);
    trail?.end();
    await database.close();
  }
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    throw ImportError.of(file, error);
  }
}

/** On standard error; where that is not a terminal, a plain line every few seconds. */
function progressBar(): SingleBar {
  return new SingleBar({
    format: "{bar} {percentage}% · {rows} rows · {rejected} rejected · {eta_formatted} left",
    hideCursor: true,
    noTTYOutput: true,
    notTTYSchedule: 5_000,
  });
}

function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (!/^\d+$/.test(text) || number < least || number > most)
      throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
    return number;
  };
}

function explain(error: unknown): string {
  if (error instanceof ImportError || error instanceof ConfigError || error instanceof LogFileProblem)
    return error.message;
  return openingProblem(error) ?? faultOf(error);
}
