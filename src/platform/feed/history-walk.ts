import type { Logger } from "pino";
import type { Database } from "../database/database";
import { LoggedEvent } from "../database/event.entity";
import { sql } from "../database/sql";
import { alteredRows, BEFORE_THE_FIRST, follows } from "../database/verify-history";
import { logFault } from "../telemetry/log-fault";
import { RungWork } from "../scheduling/rung-work";
import type { Tail } from "./tail";

const PAGE = 500;
/** So many events are looked at in one go of what has changed, and as many of all the rest; each history counts as so many more. */
const MOST = { events: 500, perHistory: 10 };
/** So many events before one that was recorded just now are looked at again with it. */
const BEFORE = 100;
const MOST_CHANGED = 1_000;

/**
 * Looks, a little at a time and for ever, whether histories still are what was recorded: those first that something was recorded in, then
 * all others in turn. `redress verify` looks at more, and at all at once; this one is there so that nobody has to think of it. Each process
 * walks for itself, and forgets how far it was when it ends.
 */
export class HistoryWalk {
  /** Events looked at since the process began. */
  events = 0;
  /** When all histories had been looked at once more; null: not yet. */
  roundEndedAt: number | null = null;
  private readonly found = new Set<string>();
  /** From which event on. */
  private readonly changed = new Map<string, number>();
  private last = "";
  private spent = 0;
  private readonly stopWatching: () => void;
  private readonly runs = new RungWork(
    () => this.work(),
    (error) => logFault(this.log, error, {}, "histories could not be verified; trying again"),
  );

  constructor(
    private readonly database: Database,
    tail: Tail,
    private readonly log: Logger,
    private readonly most = MOST.events,
  ) {
    this.stopWatching = tail.observe(({ streamId, seq }) => {
      if (!this.changed.has(streamId) && this.changed.size < MOST_CHANGED) this.changed.set(streamId, seq);
    });
  }

  /** How many histories are known not to be what was recorded. */
  get broken(): number {
    return this.found.size;
  }

  ring(): void {
    this.runs.ring();
  }

  async stop(): Promise<void> {
    this.stopWatching();
    await this.runs.stop();
  }

  private async work(): Promise<void> {
    const enough = this.budget();
    for (const [streamId, seq] of this.changed) {
      if (enough()) break;
      this.changed.delete(streamId);
      await this.verify(streamId, Math.max(0, seq - BEFORE));
    }
    for (const enoughOfAll = this.budget(); !enoughOfAll();) {
      const [next] = await this.database.longReads.query<{ id: string }>(
        sql`SELECT stream_id AS id FROM event_log WHERE stream_id > ${this.last} ORDER BY stream_id LIMIT 1`,
      );
      this.last = next?.id ?? "";
      if (next) await this.verify(next.id, 0);
      else {
        this.roundEndedAt = Date.now();
        return;
      }
    }
  }

  private budget(): () => boolean {
    const end = this.spent + this.most;
    return () => this.spent >= end || this.runs.isStopped;
  }

  /** The events after one, whose own place in the chain is taken as it is. */
  private async verify(streamId: string, after: number): Promise<void> {
    const reader = this.database.longReads;
    this.spent += MOST.perHistory;
    let before: Pick<LoggedEvent, "seq" | "hash"> =
      (after > 0 && (await reader.findOne(LoggedEvent, { streamId, seq: after }))) || BEFORE_THE_FIRST;
    for (let isLast = false; !isLast && !this.runs.isStopped;) {
      const page = await reader.select(
        LoggedEvent,
        sql`FROM event_log t WHERE t.stream_id = ${streamId} AND t.seq > ${before.seq} ORDER BY t.seq LIMIT ${PAGE}`,
      );
      this.events += page.length;
      this.spent += page.length;
      for (const event of page) {
        if (!follows(event, before)) return this.tell(streamId, { seq: before.seq + 1 });
        before = event;
      }
      const [row] = await alteredRows(reader, page);
      if (row !== undefined) return this.tell(streamId, { row });
      isLast = page.length < PAGE;
    }
    if (after === 0 && !this.runs.isStopped) this.found.delete(streamId);
  }

  private tell(streamId: string, where: { seq: number } | { row: string }): void {
    if (this.found.has(streamId)) return;
    this.found.add(streamId);
    this.log.error({ streamId, ...where }, "a history is not what was recorded: see redress verify");
  }
}
