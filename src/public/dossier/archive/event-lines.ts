import type { Reader } from "../../../platform/database/reader";
import {
  committedRows,
  digestOfEvent,
  eventLeaves,
  firstVersionHead,
  HASH_VERSION,
  isErased,
  rowLeaves,
} from "../../../platform/database/event-hash";
import { LoggedEvent } from "../../../platform/database/event.entity";
import { alteredRows, BEFORE_THE_FIRST, follows } from "../../../platform/database/verify-history";
import { Refusal } from "../../../platform/refusal";
import { sql } from "../../../platform/database/sql";
import type { Veil } from "../veil";
import { showLeaves, type ShownLeaves } from "./shown-leaves";

/** A line of `events.ndjson`. A withheld event is only its digest; in version 1 not even that can be shown, and it is a bare link of the chain. */
export interface EventLine extends Partial<ShownLeaves> {
  seq: number;
  version: number;
  hash: string;
  /** Version 2, withheld. */
  digest?: string;
  /** Version 1, shown: stream, number, type, actor, role, time. */
  head?: unknown[];
}

/** The event chain of a case up to an event, each event as far as the reader may see it. */
export class EventLines {
  count = 0;
  shown = 0;
  head = "";

  constructor(
    private readonly db: Reader,
    private readonly streamId: string,
    private readonly upToSeq: number,
    private readonly veil: Veil,
  ) {}

  async *text(): AsyncGenerator<string> {
    for await (const event of this.events()) {
      const line = this.line(event);
      this.count += 1;
      this.head = event.hash;
      yield `${JSON.stringify(line)}\n`;
    }
  }

  private line(event: LoggedEvent): EventLine {
    const { seq, hash } = event;
    const isFirstVersion = event.hashVersion !== HASH_VERSION;
    const link = { seq, version: isFirstVersion ? 1 : HASH_VERSION, hash };
    const leaves = eventLeaves(event);
    if (this.veil.hidesEvent(event)) return isFirstVersion ? link : { ...link, digest: digestOfEvent(event) };
    this.shown += 1;
    const hides = (name: string): boolean => isErased(event, name) || this.hidesLeaf(event, name, isFirstVersion);
    return {
      ...link,
      ...(isFirstVersion ? { head: firstVersionHead(event) } : {}),
      ...showLeaves(leaves, hides, rowLeaves(committedRows(event))),
    };
  }

  private hidesLeaf(event: LoggedEvent, name: string, isFirstVersion: boolean): boolean {
    if (isFirstVersion) return this.veil.hidesData(event, name);
    if (name === "actorId") return event.actorId !== null;
    return name.startsWith("data.") && this.veil.hidesData(event, name.slice("data.".length));
  }

  private async *events(): AsyncGenerator<LoggedEvent> {
    let last = BEFORE_THE_FIRST;
    while (last.seq < this.upToSeq) {
      const after = last.seq;
      const events = await this.db.select(
        LoggedEvent,
        sql`FROM event_log t WHERE t.stream_id = ${this.streamId} AND t.seq > ${after} AND t.seq <= ${this.upToSeq} ORDER BY t.seq LIMIT ${PAGE}`,
      );
      if (events.length === 0) throw new Error(`${this.streamId}: event ${after + 1} is missing`);
      const [altered] = await alteredRows(this.db, events);
      if (altered !== undefined) throw broken(altered);
      for (const event of events) {
        if (!follows(event, last)) throw broken(`${this.streamId} ${last.seq + 1}`);
        last = event;
        yield event;
      }
    }
  }
}

const PAGE = 500;

/** What the platform signs is what was recorded, or nothing. */
const broken = (what: string): Refusal =>
  new Refusal("UNAVAILABLE", { reason: "dossier.historyBroken", params: { what } });
