import type { Clock } from "../../platform/clock";
import type { Database } from "../../platform/database/database";
import { raw, sql } from "../../platform/database/sql";
import type { SqlValue } from "../../platform/database/row-mapper";
import { numberedEvents } from "../../platform/feed/numbered-events";
import type { NamedFiles } from "../../platform/storage/named-files";
import { DAY, dateOf } from "../../platform/time";
import { cloudEvents } from "../events-out/cloud-event";
import { closeDays, latestDay, nextDay } from "./close-days";
import type { Pseudonyms } from "./pseudonyms";
import { WarehouseDay } from "./warehouse-day.entity";
import { WAREHOUSE_SCHEMA, WAREHOUSE_TABLES, type WarehouseTable } from "./warehouse-tables";
import { writeDataset } from "./write-dataset";

const PAGE = 500;

/** What was written of a day, in rows. */
export interface WrittenDay {
  day: string;
  datasets: Record<string, number>;
}

/** Files for analysts, by the day: what happened on each, and what the tables that they ask for were like when the last one had ended. */
export class Warehouse {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly files: NamedFiles,
    private readonly pseudonyms: Pseudonyms,
    /** The platform's public address. */
    private readonly source: () => string,
  ) {}

  /** Every day that is over and not there yet, one after the other for as long as it may. */
  async *writeDue(): AsyncGenerator<WrittenDay> {
    await closeDays(this.database, this.clock.now());
    const due = await this.database.select(
      WarehouseDay,
      sql`FROM warehouse_day t WHERE t.written_at IS NULL ORDER BY t.id`,
    );
    for (const day of due) yield await this.write(day);
  }

  /** A day that is over, again or for the first time; null: it is not over, or before the first. */
  async writeAgain(day: string): Promise<WrittenDay | null> {
    await closeDays(this.database, this.clock.now());
    const known = await this.database.findOne(WarehouseDay, { id: day });
    return known && this.write(known);
  }

  /** Since when a day that is over has not been there, in seconds; 0: all are. */
  async lateness(): Promise<number> {
    const [due] = await this.database.select(
      WarehouseDay,
      sql`FROM warehouse_day t WHERE t.written_at IS NULL ORDER BY t.id LIMIT 1`,
    );
    const last = await latestDay(this.database);
    const day = due?.id ?? (last && nextDay(last.id));
    return day === null ? 0 : Math.max(0, (this.clock.now() - (Date.parse(day) + DAY)) / 1_000);
  }

  private async write({ id: day, position }: WarehouseDay): Promise<WrittenDay> {
    const now = this.clock.now();
    const about = { schemaVersion: WAREHOUSE_SCHEMA, source: this.source(), writtenAt: new Date(now).toISOString() };
    const after = (await latestDay(this.database, day))?.position ?? 0;
    const positions = { firstPosition: after + 1, lastPosition: position };
    const datasets: Record<string, number> = {};
    datasets.events = await writeDataset(
      this.files,
      { dataset: "events", day, about: { ...about, ...positions } },
      this.events(after, position),
    );
    // What tables were like on an earlier day nobody knows any more.
    if (nextDay(day) === dateOf(now))
      for (const table of WAREHOUSE_TABLES)
        datasets[table.name] = await writeDataset(this.files, { dataset: table.name, day, about }, this.rows(table));
    await this.database.transact(async (tx) => {
      const kept = await tx.lock(WarehouseDay, day);
      if (kept?.writtenAt === null) tx.change(kept, { writtenAt: tx.now });
    });
    return { day, datasets };
  }

  private async *events(after: number, upTo: number): AsyncGenerator<object[]> {
    const reader = this.database.longReads;
    for (let from = after; from < upTo; from += PAGE) {
      const to = Math.min(from + PAGE, upTo);
      const events = await numberedEvents(reader, sql`p.position > ${from} AND p.position <= ${to}`);
      yield this.pseudonyms.instead(reader, await cloudEvents(reader, this.source(), events));
    }
  }

  private async *rows({ from, columns }: WarehouseTable): AsyncGenerator<object[]> {
    const reader = this.database.longReads;
    const names = Object.keys(columns);
    for (let last = "", isLast = false; !isLast;) {
      const page = await reader.query<Record<string, SqlValue>>(
        sql`SELECT ${raw(names.join(", "))} FROM ${raw(from)} WHERE id > ${last} ORDER BY id LIMIT ${PAGE}`,
      );
      isLast = page.length < PAGE;
      last = String(page.at(-1)?.id ?? last);
      const rows = page.map((row) =>
        Object.fromEntries(
          names.map((name) => [name, columns[name] === "TIME" ? isoOf(row[name] as number | null) : row[name]]),
        ),
      );
      if (rows.length > 0) yield this.pseudonyms.instead(reader, rows);
    }
  }
}

const isoOf = (moment: number | null): string | null => (moment === null ? null : new Date(moment).toISOString());
