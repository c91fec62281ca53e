import { existsSync } from "node:fs";
import type { Command } from "commander";
import { parseConfig, type Config } from "../../config";
import { systemClock } from "../../platform/clock";
import type { Database } from "../../platform/database/database";
import { SchemaBehind } from "../../platform/database/schema-problem";
import type { AuditFile } from "../../platform/telemetry/audit-file";
import { openAuditLog } from "../../platform/telemetry/open-log";
import { keepAuditLog } from "../serving/audit-log";
import { openDatabase } from "../open-database";
import { logTo } from "./log-to";
import type { Terminal } from "./terminal";

/** Where a command works. */
export interface Place {
  config: Config;
  database: Database;
  terminal: Terminal;
}

/** The output with `--json`, and without; and the exit code, when it is not 0. */
export type Result = [data: object, text: string, code?: number];

interface Given {
  /** What was given without a name. */
  given: string[];
  json?: boolean;
}

/** Makes a command's action of what it does there. Each command knows which options it has. */
export type Run = <Options extends object>(
  work: (particulars: Given & Options, place: Place) => Promise<Result>,
) => (...given: unknown[]) => Promise<void>;

/** What an action got from commander. */
export function particularsOf<Options extends object>(given: readonly unknown[]): Given & Options {
  const command = given.at(-1) as Command;
  return { given: command.args, ...command.opts<Omit<Given & Options, "given">>() } as Given & Options;
}

/** Thrown when all has been said and the exit code is not 0. */
export class Ended extends Error {
  constructor(readonly code: number) {
    super(`ended with ${code}`);
  }
}

export function tell({ stdout }: Terminal, { json }: Given, [data, text, code = 0]: Result): void {
  stdout.write(`${json ? JSON.stringify(data) : text}\n`);
  if (code !== 0) throw new Ended(code);
}

/** Opens the database as the server would, but never changes its schema: that is for a server of the same version, or `migrate up`. */
export const onDatabase =
  (terminal: Terminal): Run =>
  (work) =>
  async (...given) => {
    const particulars = particularsOf<Parameters<typeof work>[0]>(given);
    const config = parseConfig(terminal.env);
    refuseMissing(config);
    const { database: settings, office } = config;
    const database = await openDatabase({ ...settings, poolSize: 2 }, systemClock, { migrate: false, office });
    let trail: AuditFile | null = null;
    try {
      trail = keepTrail(database, config, terminal);
      tell(terminal, particulars, await work(particulars, { config, database, terminal }));
    } finally {
      trail?.end();
      await database.close();
    }
  };

/** Where the audit trail is a file, it has what is done here as well: nobody gets round it by coming from this side. */
export function keepTrail(
  database: Database,
  { log }: Pick<Config, "log">,
  terminal: Pick<Terminal, "stderr">,
): AuditFile | null {
  const { audit, file } = openAuditLog(log, logTo(terminal, "error"));
  if (file) keepAuditLog(database, audit, { address: "redress" });
  return file;
}

/** Opening an SQLite file that is not there would make it. */
export function refuseMissing({ database: { url } }: Config): void {
  if (url.startsWith("sqlite:") && !existsSync(url.slice("sqlite:".length))) throw new SchemaBehind();
}
