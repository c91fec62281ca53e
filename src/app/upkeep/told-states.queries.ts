import { digestOf } from "../../accounts/account/secret-token.pure";
import { ERASED } from "../../platform/database/erased-row.entity";
import type { EventData } from "../../platform/database/event";
import { LoggedEvent } from "../../platform/database/event.entity";
import type { Reader } from "../../platform/database/reader";
import { list, raw, sql, type Sql } from "../../platform/database/sql";
import { TOLD_STATES, type Says, type ToldState } from "./told-states.table";

type Told = Pick<LoggedEvent, "streamId" | "seq" | "type" | "at" | "actorRole" | "data">;
/** By table and name. */
type Heard = Map<string, Says>;
type Row = Record<string, string | number | null>;
interface Difference {
  historyId: string;
  says: string;
}

/** How often a history that goes on meanwhile is read again. */
const ATTEMPTS = 5;

/** Compares what rows say of states that change with what their histories said last, each read in order. Servers may write meanwhile. */
export class ToldStates {
  private readonly heard = new Map<string, Heard>();

  constructor(private readonly reader: Reader) {}

  hear(events: readonly Told[]): void {
    for (const event of events) hearIn(this.heard, event);
  }

  /** What differs in histories that were heard to their end: all but `unfinished`. */
  async differences(unfinished?: string): Promise<string[]> {
    const finished = new Map([...this.heard].filter(([id]) => id !== unfinished));
    for (const id of finished.keys()) this.heard.delete(id);
    const suspected = new Set((await compare(this.reader, finished)).map(({ historyId }) => historyId));
    const found: string[] = [];
    for (const id of suspected) found.push(...(await this.again(id)));
    return found;
  }

  /** The rows were read later than the events: it may have gone on in between. */
  private async again(historyId: string): Promise<string[]> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const events = await this.reader.select(
        LoggedEvent,
        sql`FROM event_log t WHERE t.stream_id = ${historyId} ORDER BY t.seq`,
      );
      const heard = new Map<string, Heard>();
      for (const event of events) hearIn(heard, event);
      const differences = await compare(this.reader, heard);
      if ((await this.lastOf(historyId)) === events.at(-1)?.seq) return differences.map(({ says }) => says);
    }
    return [];
  }

  private async lastOf(historyId: string): Promise<number | null> {
    const [row] = await this.reader.query<{ last: number | null }>(
      sql`SELECT MAX(seq) AS last FROM event_log WHERE stream_id = ${historyId}`,
    );
    return row?.last ?? null;
  }

  /** Rows that no history tells of. */
  async untold(): Promise<string[]> {
    const found: string[] = [];
    for (const { table, history, untold } of TOLD_STATES) {
      if (untold === null) continue;
      const rows = await this.reader.query<{ id: string }>(
        sql`SELECT t.id AS id FROM ${raw(table)} t WHERE NOT EXISTS (SELECT 1 FROM event_log e WHERE e.stream_id = ${raw(history)}) ORDER BY t.id LIMIT 100`,
      );
      found.push(...rows.map(({ id }) => `${table}/${id} has no history`));
    }
    return found;
  }
}

function hearIn(histories: Map<string, Heard>, event: Told): void {
  const { streamId, type, data } = event;
  let heard = histories.get(streamId);
  if (!heard) histories.set(streamId, (heard = new Map()));
  for (const { table, named, said, saidByAny } of TOLD_STATES) {
    const say = said[type] as ((words: EventData, event: Told) => Says) | undefined;
    if (!say && !saidByAny) continue;
    const key = keyOf(table, named ? (data as Record<string, unknown>)[named.as] : streamId);
    heard.set(key, { ...heard.get(key), ...saidByAny?.(data), ...say?.(data, event) });
  }
}

const keyOf = (table: string, name: unknown): string => `${table} ${String(name)}`;

async function compare(reader: Reader, histories: ReadonlyMap<string, Heard>): Promise<Difference[]> {
  if (histories.size === 0) return [];
  const found: Difference[] = [];
  for (const state of TOLD_STATES) {
    const { table, named, untold, stays, digested = [] } = state;
    const there = new Set<string>();
    for (const { id, historyId, name, ...row } of await reader.query<Row>(rowsOf(state, [...histories.keys()]))) {
      const key = keyOf(table, named ? name : historyId);
      for (const column of digested) row[column] &&= digestOf(String(row[column]));
      there.add(key);
      const says = histories.get(String(historyId))?.get(key) ?? untold;
      const wrong = Object.keys(says ?? {}).filter((column) => !isOneOf(says?.[column], row[column]));
      if (wrong.length > 0)
        found.push({
          historyId: String(historyId),
          says: `${table}/${id} does not say what its history said last: ${wrong.join(", ")}`,
        });
    }
    for (const [historyId, heard] of stays ? histories : [])
      for (const key of heard.keys())
        if (key.startsWith(keyOf(table, "")) && !there.has(key))
          found.push({ historyId, says: `${key.replace(" ", "/")} is gone, and its history does not say so` });
  }
  return found;
}

/** Words that were erased since are whatever they were. */
const isOneOf = (values: readonly unknown[] = [], value: unknown): boolean =>
  values.some((each) => each === ERASED || each === value);

function rowsOf({ table, history, named, where = "1 = 1", columns }: ToldState, histories: readonly string[]): Sql {
  const ids = ["t.id AS id", `${history} AS historyId`, ...(named ? [`t.${named.by} AS name`] : [])];
  const read = [...ids, ...columns.map((column) => `t.${column} AS ${column}`)].join(", ");
  return sql`SELECT ${raw(read)} FROM ${raw(table)} t WHERE ${raw(history)} IN (${list(histories)}) AND ${raw(where)} ORDER BY t.id`;
}
