import { randomBytes } from "node:crypto";
import type { SqlValue } from "../database/row-mapper";
import type { EventDraft, EventStream } from "./event";
import { hashEvent } from "./event-hash";
import type { LoggedEvent } from "./event.entity";

type Head = Pick<EventStream, "eventSeq" | "eventHash">;

/** SQLite takes 32,766 values in one statement. */
const MOST_AT_ONCE = 1_000;
const COLUMNS =
  "position, stream_id, seq, type, actor_id, actor_role, topics, audience, at, data, salt, prev_hash, hash";

/** Collects the events of one transaction and numbers them. */
export class EventWriter {
  private readonly events: Omit<LoggedEvent, "position" | "topicList">[] = [];
  /** By id: one transaction may hold the same stream in two objects. */
  private readonly streams = new Map<string, EventStream>();

  constructor(private readonly sqlite: boolean) {}

  get count(): number {
    return this.events.length;
  }

  add(stream: EventStream, draft: EventDraft, now: number): void {
    const known = this.streams.get(stream.id);
    if (known) Object.assign(stream, { eventSeq: known.eventSeq, eventHash: known.eventHash } satisfies Head);
    const seq = stream.eventSeq + 1;
    const unsealed = {
      streamId: stream.id,
      seq,
      type: draft.type,
      actorId: draft.actorId,
      actorRole: draft.actorRole,
      at: draft.at ?? now,
      topics: draft.topics.join(" "),
      audience: draft.audience,
      data: draft.data,
      salt: randomBytes(16).toString("hex"),
      prevHash: stream.eventHash,
    };
    const hash = hashEvent(unsealed);
    this.events.push({ ...unsealed, hash });
    stream.eventSeq = seq;
    stream.eventHash = hash;
    this.streams.set(stream.id, stream);
  }

  heads(): [EventStream, Head][] {
    return [...this.streams.values()].map((stream) => [
      stream,
      { eventSeq: stream.eventSeq, eventHash: stream.eventHash },
    ]);
  }

  /** Take the next positions and write the rows, in one go: `LAST_INSERT_ID(x)` hands the counter to the insert without a round trip. */
  statements(): { sql: string; params: SqlValue[] }[] {
    const n = this.events.length;
    if (n === 0) return [];
    const take = this.sqlite
      ? "UPDATE feed_counter SET position = position + ? WHERE id = 1"
      : "UPDATE feed_counter SET position = LAST_INSERT_ID(position + ?) WHERE id = 1";
    const head = this.sqlite ? "(SELECT position FROM feed_counter WHERE id = 1)" : "LAST_INSERT_ID()";
    const inserts = [];
    for (let first = 0; first < n; first += MOST_AT_ONCE) {
      const events = this.events.slice(first, first + MOST_AT_ONCE);
      const tuples = events.map((_, index) => `(${head} - ${n - 1 - first - index}, ${"?, ".repeat(11)}?)`);
      inserts.push({
        sql: `INSERT INTO event_log (${COLUMNS}) VALUES ${tuples.join(", ")}`,
        params: events.flatMap((e) => [
          e.streamId,
          e.seq,
          e.type,
          e.actorId,
          e.actorRole,
          e.topics,
          e.audience,
          e.at,
          JSON.stringify(e.data),
          e.salt,
          e.prevHash,
          e.hash,
        ]),
      });
    }
    return [{ sql: take, params: [n] }, ...inserts];
  }
}
