import { readFile } from "node:fs/promises";
import type { Command, Option } from "commander";
import { renewEpoch } from "../../platform/feed/renew-epoch";
import type { Note } from "../../public/checkpoints/signed-note.pure";
import { CannotDo } from "./cannot-do";
import { openStorage } from "../../platform/storage/open-storage";
import { EXIT } from "./exit.table";
import type { Place, Result, Run } from "./on-database";
import { progressLine } from "./progress-line";

/** Commands that look after the data: `verify`, `epoch`. */
export function addUpkeep(redress: Command, run: Run, json: Option): void {
  redress
    .command("verify")
    .description(
      "Looks whether anything was altered, removed or lost: the log and its checkpoints; every history, what was written with it for good, and the states that it tells of; the register, the ledgers, the house rules, every file. Exit code 5 when something was. docs/running.md says which states, and what is not looked at.",
    )
    .option("--no-files", "leave out the uploaded files, which it would read all")
    .option(
      "--checkpoint <file...>",
      "checkpoints of the log that were kept elsewhere, as /log/checkpoint publishes them",
    )
    .addOption(json)
    .action(run(verify));

  const epoch = redress.command("epoch").description("Which life of the log clients' places belong to.");
  epoch
    .command("new")
    .description(
      "Begins a new one, after you have put back a database by other means than `redress restore`, and before servers start on it: every live client then reads again.",
    )
    .addOption(json)
    .action(
      run(async (_, { database }) => {
        await database.transact((tx) => renewEpoch(tx));
        return [{}, "Clients that come back will be told to read again. Start the servers now."];
      }),
    );
}

async function verify(
  { files = true, checkpoint = [] }: { files?: boolean; checkpoint?: string[] },
  { config, database, terminal }: Place,
): Promise<Result> {
  const { verifyData } = await import("../upkeep/verify-data.js");
  const storage = files ? await openStorage(config.storage) : null;
  const line = progressLine(terminal);
  const kept = await Promise.all(checkpoint.map(keptCheckpoint));
  const found = await verifyData(database, storage, { kept, progress: line.progress }).finally(line.end);
  const { events, histories, registerEntries, problems } = found;
  const looked = `${events} events in ${histories} histories, ${registerEntries} entries of the register${files ? `, ${found.files} files` : ""}`;
  const erased = found.erased > 0 ? ` Erased, and recorded as such: ${found.erased} rows and events.` : "";
  if (problems.length === 0) return [found, `${looked}: everything is as it was written.${erased}`];
  return [found, [`${looked}. Not as it was written:`, ...problems].join("\n"), EXIT.NOT_AS_IT_MUST_BE];
}

async function keptCheckpoint(path: string): Promise<Note> {
  const { readNote } = await import("../../public/checkpoints/signed-note.pure.js");
  const note = readNote(await readFile(path, "utf8").catch((error: Error) => unreadable(path, error)));
  if (!note) throw new CannotDo(`${path} is no checkpoint: keep what /log/checkpoint answers, byte for byte.`);
  return note;
}

function unreadable(path: string, { message }: Error): never {
  throw new CannotDo(`${path} cannot be read: ${message}`);
}
