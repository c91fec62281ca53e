import type { Command, Option } from "commander";
import { parseConfig } from "../../config";
import { systemClock } from "../../platform/clock";
import { openStorage } from "../../platform/storage/open-storage";
import { isStorageProblem } from "../../platform/storage/storage";
import { placeOf } from "../../platform/storage/storage-url.pure";
import { openCalendar } from "../open-calendar";
import { MAKE_TRIGGERS } from "../../platform/database/missing-triggers";
import { makeTriggers, openDatabase } from "../open-database";
import { onDisk } from "../upkeep/upkeep-problem";
import { EXIT } from "./exit.table";
import { particularsOf, tell, type Result, type Run } from "./on-database";
import { progressLine } from "./progress-line";
import type { Terminal } from "./terminal";
import { untilInterrupted } from "./until-interrupted";

/** `redress backup` and `redress restore`. */
export function addBackup(redress: Command, run: Run, json: Option, terminal: Terminal): void {
  redress
    .command("backup")
    .description(
      "Copies database and files into an empty folder, while servers run. Of one that fails or is interrupted nothing stays.",
    )
    .argument("<folder>", "it is made if it is not there")
    .option("--no-files", "leave the files where they are, in a bucket that keeps versions or copies of its own")
    .addOption(json)
    .action(
      run<{ files?: boolean }>(async ({ given: [folder = ""], files }, { config, database }) => {
        const { backUpData } = await import("../upkeep/back-up-data.js");
        const line = progressLine(terminal);
        const { progress } = line;
        const made = await untilInterrupted((signal) =>
          onDisk(backUpData(config, database, folder, { files, progress, signal }), folder).finally(line.end),
        );
        const filesIn = made.files ? `${made.files.count} files` : `no files: they stay in ${placeOf(config.storage)}`;
        return [
          made,
          `${folder}: the database (${made.database.bytes} bytes) and ${filesIn}. SECRET is not in it: keep that elsewhere.`,
        ];
      }),
    );

  redress
    .command("restore")
    .description(
      "Puts a backup where there is no database yet, verifies all of it, and lets live clients read again. Start servers afterwards. Of one that fails or is interrupted nothing stays.",
    )
    .argument("<folder>", "as `redress backup` made it")
    .option("--other-secret", "although it was made under another SECRET, which is lost")
    .addOption(json)
    .action(async (...given) => {
      const particulars = particularsOf<{ otherSecret?: boolean }>(given);
      tell(terminal, particulars, await restore(particulars, terminal));
    });
}

async function restore(
  { given: [folder = ""], otherSecret = false }: { given: string[]; otherSecret?: boolean },
  terminal: Terminal,
): Promise<Result> {
  const config = parseConfig(terminal.env);
  // What is wrong with the settings is told before anything is written.
  await openCalendar(config.office);
  const { restoreBackup } = await import("../upkeep/restore-backup.js");
  const line = progressLine(terminal);
  const { progress } = line;
  const made = await untilInterrupted((signal) =>
    onDisk(restoreBackup(config, folder, { otherSecret, progress, signal })).finally(line.end),
  );
  const database = await openDatabase({ ...config.database, poolSize: 2 }, systemClock, { office: config.office });
  try {
    // Those that the backup lacks, because they could not be made where it was.
    const missing = await makeTriggers(database);
    const { verifyData } = await import("../upkeep/verify-data.js");
    const isThere = `${folder}, made ${made.madeAt}, is restored`;
    const verifying = verifyData(database, await openStorage(config.storage), { progress }).finally(line.end);
    const found = await verifying.catch((error: unknown) => {
      if (isStorageProblem(error)) return error.cause;
      throw error;
    });
    if (found instanceof Error)
      return [
        made,
        `${isThere}, but not verified: STORAGE_URL: ${found.message}. Run redress verify.`,
        EXIT.NOT_AS_IT_MUST_BE,
      ];
    const restored = `${isThere}: ${found.events} events in ${found.histories} histories, ${found.registerEntries} entries of the register, ${found.files} files`;
    if (found.problems.length === 0) return [found, `${restored}; everything is as it was written.`];
    const how = missing.length > 0 ? [MAKE_TRIGGERS] : [];
    return [
      found,
      [`${restored}. Not as it was written:`, ...found.problems, ...how].join("\n"),
      EXIT.NOT_AS_IT_MUST_BE,
    ];
  } finally {
    await database.close();
  }
}
