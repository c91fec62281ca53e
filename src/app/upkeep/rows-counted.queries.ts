import { Penalty } from "../../adjudication/penalties/penalty.entity";
import { Violation } from "../../adjudication/points/violation.entity";
import { Remedy } from "../../adjudication/remedies/remedy.entity";
import { Breach } from "../../case/complaints/breach.entity";
import { Complaint } from "../../case/complaints/complaint.entity";
import { CalendarDay } from "../../house-rules/calendar-day.entity";
import { nameOfRow } from "../../platform/database/append-only";
import { LoggedEvent } from "../../platform/database/event.entity";
import type { Reader } from "../../platform/database/reader";
import { join, raw, sql, type Sql } from "../../platform/database/sql";
import { idFrom, isIdOf, timeOfId, type Identified } from "../../platform/ids";
import { DAY } from "../../platform/time";

type Told = Pick<LoggedEvent, "committedRows">;
/** Of one table, when it was first looked at: the id after which its rows count, its last id, and how many rows there were between. */
interface Counted {
  after: string;
  last: string;
  rows: number;
}

/** Tables of which each row has had an event that committed to it since the first release, and which of their rows count. */
const COMMITTED: Readonly<Record<string, string>> = {
  ...{ message: "1 = 1", offer: "1 = 1", ruling: "1 = 1", ruling_finding: "1 = 1", appeal: "1 = 1" },
  ...{ points_entry: "1 = 1", deposit_entry: "1 = 1", order_promise: "1 = 1", erased_row: "1 = 1" },
  // Before, it has only been announced.
  evidence: "stored_at IS NOT NULL",
  // The others came with the platform: see founding-problems.queries.ts.
  ...{ rule_version: "notice_at <> 0", promise_version: "published_by_id IS NOT NULL" },
  // There were none in 0.1.0.
  former_description: "1 = 1",
};

/** Those to which the events of 0.1.0 did not commit. */
const SINCE_COMMITTED: Readonly<Record<string, Identified>> = {
  breach: Breach,
  remedy: Remedy,
  violation: Violation,
  penalty: Penalty,
  calendar_day: CalendarDay,
};
/** For how long servers of 0.1.0 may have served beside this version, after the last case that one of them opened. */
const BESIDE = DAY;
const PAGE = 1_000;
const MOST_NAMED = 100;

/**
 * Finds rows that were added past the platform. Each row that an event commits to is there, or is missed elsewhere: so there are others when
 * there are more rows than commitments. Rows are counted first, since servers may write meanwhile: the events of those are all there by then.
 */
export class RowsCounted {
  private readonly committed = new Map<string, number>();

  private constructor(
    private readonly reader: Reader,
    private readonly counted: ReadonlyMap<string, Counted>,
  ) {}

  static async begin(reader: Reader): Promise<RowsCounted> {
    const counted = new Map<string, Counted>();
    const since = await committedSince(reader);
    const after = (table: string): string => {
      const noun = SINCE_COMMITTED[table];
      return noun && since !== null ? idFrom(noun, since) : "";
    };
    const later = since === Infinity ? [] : Object.keys(SINCE_COMMITTED);
    for (const table of [...Object.keys(COMMITTED), ...later]) {
      const [row] = await reader.query<{ last: string | null; found: number }>(
        sql`SELECT MAX(id) AS last, COUNT(*) AS found FROM ${counting(table)} AND id > ${after(table)}`,
      );
      counted.set(table, { after: after(table), last: row?.last ?? "", rows: row?.found ?? 0 });
    }
    return new RowsCounted(reader, counted);
  }

  hear(events: readonly Told[]): void {
    for (const { committedRows } of events)
      for (const name of Object.keys(committedRows ?? {})) {
        const [table = "", id = ""] = name.split("/");
        const counted = this.counted.get(table);
        if (counted && id > counted.after && id <= counted.last)
          this.committed.set(table, (this.committed.get(table) ?? 0) + 1);
      }
  }

  /** The first hundred of each table. */
  async added(): Promise<string[]> {
    const more = [...this.counted].filter(([table, { rows }]) => rows > (this.committed.get(table) ?? 0));
    const found: string[] = [];
    for (const [table, counted] of more) found.push(...(await this.addedTo(table, counted)));
    return found;
  }

  /** All events are read again: where nothing was added, nobody keeps their names. */
  private async addedTo(table: string, { after, last: upTo }: Counted): Promise<string[]> {
    const committed = await this.namesOf(table);
    const found: string[] = [];
    for (let last = after; ;) {
      const page = await this.reader.query<{ id: string }>(
        sql`SELECT id FROM ${counting(table)} AND id > ${last} AND id <= ${upTo} ORDER BY id LIMIT ${PAGE}`,
      );
      for (const { id } of page) {
        last = id;
        const name = nameOfRow(table, id);
        if (!committed.has(name) && found.length < MOST_NAMED)
          found.push(`${name} was added past the platform: no event was recorded with it`);
      }
      if (page.length < PAGE) return found;
    }
  }

  private async namesOf(table: string): Promise<Set<string>> {
    const names = new Set<string>();
    for (let last = 0; ;) {
      const page = await this.reader.select(
        LoggedEvent,
        sql`FROM event_log t WHERE t.id > ${last} AND t.committed_rows IS NOT NULL ORDER BY t.id LIMIT ${PAGE}`,
      );
      for (const { id, committedRows } of page) {
        last = id;
        for (const name of Object.keys(committedRows ?? {})) if (name.startsWith(`${table}/`)) names.add(name);
      }
      if (page.length < PAGE) return names;
    }
  }
}

const counting = (table: string): Sql => sql`${raw(table)} WHERE ${raw(COMMITTED[table] ?? "1 = 1")}`;

/**
 * From when on events commit to the rows of those tables: since an event first did, and the last case of 0.1.0 had been open for a day; null: always have. By the
 * machine's clock, as all ids are, and in histories that nobody writes anew unseen.
 */
async function committedSince(reader: Reader): Promise<number | null> {
  const former = await lastOfFormer(reader);
  if (former === null) return null;
  const nouns: readonly (readonly [string, Identified])[] = [
    ["complaint", Complaint],
    ...Object.entries(SINCE_COMMITTED),
  ];
  const [first] = await reader.select(
    LoggedEvent,
    sql`FROM event_log t WHERE ${join(
      nouns.map(([table]) => sql`t.committed_rows LIKE ${`%"${table}/%`}`),
      " OR ",
    )} ORDER BY t.id LIMIT 1`,
  );
  const ids = Object.keys(first?.committedRows ?? {}).map((name) => name.slice(name.indexOf("/") + 1));
  const times = ids.filter((id) => nouns.some(([, noun]) => isIdOf(noun, id))).map(timeOfId);
  return Math.max(former + BESIDE, times.length > 0 ? Math.min(...times) : Infinity);
}

/** When the last case was opened by a server of 0.1.0, whose events did not commit to it; null: none was. */
async function lastOfFormer(reader: Reader): Promise<number | null> {
  const { idPrefix } = Complaint;
  const [row] = await reader.query<{ id: string }>(
    sql`SELECT stream_id AS id FROM event_log WHERE stream_id > ${`${idPrefix}_`} AND stream_id < ${`${idPrefix}_z`} AND seq = 1
      AND (committed_rows IS NULL OR committed_rows NOT LIKE '%"complaint/%') ORDER BY stream_id DESC LIMIT 1`,
  );
  return row && isIdOf(Complaint, row.id) ? timeOfId(row.id) : null;
}
