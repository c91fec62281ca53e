import { lastingOf, nameOfRow } from "../../platform/database/append-only";
import { eraseFromEvent } from "../../platform/database/erase-events";
import { LoggedEvent } from "../../platform/database/event.entity";
import type { EntityClass } from "../../platform/database/row-mapper";
import { sql } from "../../platform/database/sql";
import type { Tx } from "../../platform/database/tx";

/** So many commitments are in one event's column at most, on every database. */
const MOST_IN_AN_EVENT = 400;
const PAGE = 500;

/**
 * Erases what belongs to one history, and has events of that history record it. `record` writes such an event, for so many rows and events.
 */
export class Eraser {
  private waiting = 0;
  private readonly rows = new Set<string>();

  constructor(
    private readonly tx: Tx,
    private readonly streamId: string,
    private readonly record: (count: number) => void,
  ) {}

  /** Words of a row. */
  row<T extends { id: string }>(row: T, words: readonly (keyof T & string)[]): void {
    if (!this.tx.erase(row, words, this.streamId)) return;
    const lasting = lastingOf(row.constructor as EntityClass<T>);
    // Of what else was erased no event knows anything.
    if (lasting && words.some((word) => lasting.fixed.includes(word))) this.rows.add(nameOfRow(lasting.table, row.id));
    this.count();
  }

  /** Words of the history's events, and what they know of the rows that were erased before. */
  async events(wordsOf: (event: LoggedEvent) => readonly string[]): Promise<void> {
    for (let last = 0; ;) {
      const page = await this.tx.select(
        LoggedEvent,
        sql`FROM event_log t WHERE t.stream_id = ${this.streamId} AND t.seq > ${last} ORDER BY t.seq LIMIT ${PAGE}`,
      );
      for (const event of page) this.event(event, wordsOf(event));
      if (page.length < PAGE) return;
      last = page.at(-1)?.seq ?? 0;
    }
  }

  /** What another history's event knows of a row that was erased before. */
  async eventElsewhere(where: Pick<LoggedEvent, "streamId" | "type" | "at">): Promise<void> {
    for (const event of await this.tx.find(LoggedEvent, where)) this.event(event, []);
  }

  private event(event: LoggedEvent, words: readonly string[]): void {
    if (eraseFromEvent(this.tx, event, words, this.rows, this.streamId)) this.count();
  }

  /** Records what is not recorded yet. */
  finish({ always = false } = {}): void {
    if (this.waiting > 0 || always) this.record(this.waiting);
    this.waiting = 0;
  }

  private count(): void {
    this.waiting += 1;
    if (this.waiting === MOST_IN_AN_EVENT) this.finish();
  }
}
