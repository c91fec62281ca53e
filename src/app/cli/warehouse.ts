import { InvalidArgumentError, Option, type Command } from "commander";
import { systemClock } from "../../platform/clock";
import { Leaders } from "../../platform/leaders/leaders";
import { Sealer } from "../../platform/secrets/sealed";
import { openNamedFiles } from "../../platform/storage/named-files";
import { isStorageProblem } from "../../platform/storage/storage";
import { onDisk } from "../upkeep/upkeep-problem";
import type { WrittenDay } from "../warehouse/warehouse";
import { CannotDo } from "./cannot-do";
import { logTo } from "./log-to";
import type { Place, Result, Run } from "./on-database";

/** `redress warehouse`: the files for analysts. */
export function addWarehouse(redress: Command, run: Run, json: Option): void {
  redress
    .command("warehouse")
    .description("Files for analysts, in WAREHOUSE_URL.")
    .command("write")
    .description(
      "Writes every day that is over and not there yet, as servers do by themselves; or one again. They leave that to this command until it has ended.",
    )
    .addOption(new Option("--day <date>", "this one, whether it is there or not, as it is today").argParser(dayOf))
    .addOption(json)
    .action(run(write));
}

function dayOf(text: string): string {
  const day = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  if (!day || Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== text)
    throw new InvalidArgumentError("it is a day, 2026-11-27, in UTC.");
  return text;
}

async function write({ day }: { day?: string }, { config, database, terminal }: Place): Promise<Result> {
  if (!config.warehouse) throw new CannotDo("WAREHOUSE_URL is not set.");
  // What events carry is known by all districts together.
  await import("../districts.js");
  const { Pseudonyms } = await import("../warehouse/pseudonyms.js");
  const { Warehouse } = await import("../warehouse/warehouse.js");
  const { WAREHOUSE_LEAD } = await import("../warehouse/warehouse-writer.js");
  const log = logTo(terminal, "error");
  const files = await openNamedFiles(config.warehouse, log);
  const leaders = await Leaders.seize(database, [WAREHOUSE_LEAD], log);
  const days: WrittenDay[] = [];
  try {
    const led = leaders.of(WAREHOUSE_LEAD)?.database ?? database;
    const pseudonyms = new Pseudonyms(new Sealer(config.secret, config.secretPrevious));
    const source = config.publicUrl ?? `http://localhost:${config.port}`;
    const warehouse = new Warehouse(led, systemClock, files, pseudonyms, () => source);
    const work = async (): Promise<void> => {
      if (day === undefined) for await (const each of warehouse.writeDue()) days.push(each);
      else days.push((await warehouse.writeAgain(day)) ?? notOver(day));
    };
    await onDisk(work());
    return [{ days }, days.length === 0 ? "Every day that is over is there." : days.map(told).join("\n")];
  } catch (error) {
    if (isStorageProblem(error)) throw new CannotDo(`WAREHOUSE_URL: ${error.cause.message}`);
    throw error;
  } finally {
    await leaders.stop();
  }
}

function notOver(day: string): never {
  throw new CannotDo(`${day} is not over yet, or was before anything happened.`);
}

const told = ({ day, datasets }: WrittenDay): string =>
  `${day}: ${Object.entries(datasets)
    .map(([name, rows]) => `${name} ${rows}`)
    .join(", ")}`;
