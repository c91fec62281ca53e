import { Argument, InvalidArgumentError, type Command, type Option } from "commander";
import { parseConfig, type Config } from "../../config";
import { systemClock } from "../../platform/clock";
import { openStorage } from "../../platform/storage/open-storage";
import type { Storage } from "../../platform/storage/storage";
import { parseStorageUrl, placeOf, type StorageSettings } from "../../platform/storage/storage-url.pure";
import { copyStorage } from "../upkeep/copy-storage";
import { findStrays, removeStrays } from "../upkeep/stray-files";
import { onDisk } from "../upkeep/upkeep-problem";
import { CannotDo } from "./cannot-do";
import { particularsOf, tell, type Place, type Result, type Run } from "./on-database";
import { progressLine } from "./progress-line";
import type { Terminal } from "./terminal";

/** `redress storage`: moving to another place for the uploaded files, for which no database is opened; what is there without a row. */
export function addStorage(redress: Command, run: Run, json: Option, terminal: Terminal): void {
  const place = (name: string, what: string): Argument => new Argument(name, what).argParser(parsed);
  const storage = redress.command("storage").description("Where the uploaded files are.");
  storage
    .command("strays")
    .description(
      "Lists files that no row of the database names and nobody has written to for a week: processes that were killed left them. Servers may run. Refuses where files are missing that the database names.",
    )
    .option("--remove", "remove them; refused when there are more than killed processes leave")
    .addOption(json)
    .action(run(strays));
  storage
    .command("copy")
    .description(
      "Copies every file and compares each copy's digest, while servers run. May be interrupted: again, it copies what is missing. Do that once more with the servers stopped, and then start them with the new STORAGE_URL.",
    )
    .addArgument(place("<from>", "file:PATH or s3://BUCKET?region=…, as in STORAGE_URL"))
    .addArgument(place("<to>", "the same; STORAGE_ACCESS_KEY_ID and STORAGE_SECRET_ACCESS_KEY serve both"))
    .option("--compare", "read what is there already as well, and copy again what differs")
    .addOption(json)
    .action(async (from: StorageSettings, to: StorageSettings, ...given: unknown[]) => {
      const particulars = particularsOf<{ compare?: boolean }>(given);
      const config = parseConfig(terminal.env);
      if (placeOf(from) === placeOf(to)) throw new CannotDo("That is the same place twice.");
      const line = progressLine(terminal);
      const { compare, progress } = { ...particulars, ...line };
      const [source, target] = [await open(from, config), await open(to, config)];
      const made = await onDisk(copyStorage(source, target, { compare, progress })).finally(line.end);
      tell(terminal, particulars, [
        made,
        `${placeOf(to)}: ${made.copied} files (${made.bytes} bytes) copied and compared, ${made.already} were there already.`,
      ]);
    });
}

async function strays({ remove = false }: { remove?: boolean }, { config, database }: Place): Promise<Result> {
  const files = await open(config.storage, config);
  const found = await findStrays(database, files, systemClock.now());
  if (remove) await removeStrays(files, found);
  const bytes = found.strays.reduce((sum, { size }) => sum + size, 0);
  const all = `${placeOf(config.storage)}: ${found.files} files`;
  if (found.strays.length === 0) return [found, `${all}, none of them without a row.`];
  const said = `${found.strays.length} (${bytes} bytes) without a row${remove ? ", which were removed" : ""}`;
  return [found, [`${all}, ${said}:`, ...found.strays.map(({ key }) => key)].join("\n")];
}

function parsed(url: string): StorageSettings {
  try {
    return parseStorageUrl(url);
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
  }
}

const open = (settings: StorageSettings, { bucketCredentials, diskReserve }: Config): Promise<Storage> =>
  openStorage(
    settings.kind === "s3" && bucketCredentials ? { ...settings, credentials: bucketCredentials } : settings,
    undefined,
    diskReserve,
  );
