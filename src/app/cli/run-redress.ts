import { Command, Option } from "commander";
import { ConfigError } from "../config-error";
import { openingProblem } from "../../platform/database/opening-problem.pure";
import { explain } from "../../platform/messages/explain";
import { Refusal } from "../../platform/refusal";
import { SCHEMA_VERSION } from "../../platform/schema-version";
import { isStorageProblem } from "../../platform/storage/storage";
import { LogFileProblem } from "../../platform/telemetry/open-log";
import { UpkeepProblem } from "../upkeep/upkeep-problem";
import { addAccount } from "./account";
import { addBackup } from "./backup";
import { CannotDo } from "./cannot-do";
import { commandNamed } from "../command-named";
import { addDoctor } from "./doctor";
import { addDocuments } from "./documents";
import { addEvents } from "./events";
import { EXIT } from "./exit.table";
import { faultOf } from "./fault-of";
import { addInit } from "./init";
import { addIntake } from "./intake";
import { addMigrate } from "./migrate";
import { Ended, onDatabase } from "./on-database";
import { addPayments } from "./payments";
import { addPolicy } from "./policy";
import { addJobs } from "./jobs";
import { addProjections } from "./projections";
import { addSecrets } from "./secrets";
import { addStorage } from "./storage";
import { addSweep } from "./sweep";
import type { Terminal } from "./terminal";
import { addUpkeep } from "./upkeep";
import { addWarehouse } from "./warehouse";

const EXIT_CODES = `
Settings are the server's own (${commandNamed("config")}): DATABASE_URL, DATA_DIR, PUBLIC_URL …
Exit codes: 0 done, 1 fault, 2 wrong usage or settings, 3 refused, 4 the database is away or not up to date, 5 data or
surroundings are not as they must be.`;

/**
 * `redress`: the operator's commands on the database, outside the API. House rules are changed by the same two persons as on the pages.
 */
export async function runRedress(args: readonly string[], terminal: Terminal): Promise<number> {
  const run = onDatabase(terminal);
  const json = new Option("--json", "print one JSON object");
  const redress = new Command("redress")
    .description("Keeps a Redress server.")
    .version(SCHEMA_VERSION, "-v, --version", "print the version, and nothing else")
    .addHelpText("afterAll", EXIT_CODES);
  addInit(redress, json, terminal);
  addDoctor(redress, json, terminal);
  addMigrate(redress, json, terminal);
  addAccount(redress, run, json);
  addPolicy(redress, run, json);
  addDocuments(redress, json, terminal);
  addUpkeep(redress, run, json);
  addPayments(redress, run, json);
  addProjections(redress, run, json);
  addEvents(redress, run, json);
  addWarehouse(redress, run, json);
  addJobs(redress, run, json);
  addIntake(redress, run, json);
  addSweep(redress, run, json);
  addSecrets(redress, run, json, terminal);
  addBackup(redress, run, json, terminal);
  addStorage(redress, run, json, terminal);

  const output = {
    writeOut: (text: string) => void terminal.stdout.write(text),
    writeErr: (text: string) => void terminal.stderr.write(text),
  };
  for (const command of withOwn(redress)) command.exitOverride().configureOutput(output);
  try {
    await redress.parseAsync(args, { from: "user" });
    return 0;
  } catch (error) {
    return fail(error, terminal);
  }
}

const withOwn = (command: Command): Command[] => [command, ...command.commands.flatMap(withOwn)];

function fail(error: unknown, { stderr }: Terminal): number {
  if (error instanceof Ended) return error.code;
  // Commander has already printed it.
  if (error instanceof Error && "exitCode" in error) return error.exitCode === 0 ? 0 : EXIT.USAGE;
  const [code, text] = explained(error);
  stderr.write(`${text}\n`);
  return code;
}

function explained(error: unknown): [number, string] {
  if (error instanceof ConfigError || error instanceof LogFileProblem) return [EXIT.USAGE, error.message];
  if (error instanceof CannotDo || error instanceof UpkeepProblem) return [EXIT.REFUSED, error.message];
  if (isStorageProblem(error)) return [EXIT.NOT_AS_IT_MUST_BE, `STORAGE_URL: ${error.cause.message}`];
  const problem = openingProblem(error);
  if (problem) return [EXIT.DATABASE, problem];
  if (!(error instanceof Refusal)) return [EXIT.FAULT, faultOf(error)];
  if (error.code === "ALREADY_EXISTS")
    return [
      EXIT.REFUSED,
      "There is an account with this login already. For a new link into it: redress account link LOGIN",
    ];
  return [EXIT.USAGE, `${error.details.field ?? "LOGIN"}: ${explain(error, "en")}`];
}
