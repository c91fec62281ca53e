import { randomBytes } from "node:crypto";
import { Notice } from "./notice.entity";
import type { SqlValue } from "./row-mapper";
import { newId } from "../ids";
import type { EventDraft, EventStream } from "./event";
import { HASH_VERSION, hashEvent } from "./event-hash";
import type { LoggedEvent } from "./event.entity";
import { anyOf, tableOf } from "./tracked";

type Head = Pick<EventStream, "eventSeq" | "eventHash">;

/** The feed on which the owner of an inbox is notified live. */
export const inboxTopic = (recipientId: string): string => `inbox:${recipientId}`;

/** SQLite takes 32,766 values in one statement. */
const MOST_AT_ONCE = 1_000;
const COLUMNS =
  "position, stream_id, seq, type, actor_id, actor_role, topics, audience, at, data, salt, prev_hash, hash, hash_version, touched";
const TOPIC_COLUMNS = "position, topic, recorded_at";
const NOTICE_COLUMNS = "position, id, recipient_id, stream_id, at";

interface Statement {
  sql: string;
  params: SqlValue[];
}

const MOST_CHARACTERS = 2_000;

/** Of a change of many rows only its tables. */
function wordsOf(touched: ReadonlySet<string>): string {
  const text = [...touched].join(" ");
  return text.length <= MOST_CHARACTERS ? text : [...new Set([...touched].map((key) => anyOf(tableOf(key))))].join(" ");
}

/** Collects the events of one transaction and numbers them. */
export class EventWriter {
  private readonly events: Omit<LoggedEvent, "position" | "topicList" | "touched">[] = [];
  private readonly lasting: { topic: string; recordedAt: number; index: number }[] = [];
  private readonly notices: { recipientId: string; index: number }[] = [];
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
    const { notify = [], lasting = [] } = draft;
    const data: Record<string, string | number | null> = draft.data;
    const unsealed = {
      streamId: stream.id,
      seq,
      type: draft.type,
      actorId: draft.actorId,
      actorRole: draft.actorRole,
      at: draft.at ?? now,
      topics: [...draft.topics, ...lasting, ...notify.map(inboxTopic)].join(" "),
      audience: draft.audience,
      data,
      salt: randomBytes(16).toString("hex"),
      prevHash: stream.eventHash,
      hashVersion: HASH_VERSION,
    };
    const hash = hashEvent(unsealed);
    for (const topic of lasting) this.lasting.push({ topic, recordedAt: now, index: this.events.length });
    for (const recipientId of notify) this.notices.push({ recipientId, index: this.events.length });
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

  /** Takes the next positions and writes the rows in one step: `LAST_INSERT_ID(x)` hands the counter to the inserts without a round trip. */
  statements(touched: ReadonlySet<string>): Statement[] {
    const n = this.events.length;
    if (n === 0) return [];
    const take = this.sqlite
      ? "UPDATE feed_counter SET position = position + ? WHERE id = 1"
      : "UPDATE feed_counter SET position = LAST_INSERT_ID(position + ?) WHERE id = 1";
    const events = this.inserts("event_log", COLUMNS, this.events, (e, index) => [
      index,
      [
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
        e.hashVersion,
        // With the first: whoever hears of any of them has forgotten what they changed.
        index === 0 ? wordsOf(touched) : "",
      ],
    ]);
    const lasting = this.inserts("event_topic", TOPIC_COLUMNS, this.lasting, ({ topic, recordedAt, index }) => [
      index,
      [topic, recordedAt],
    ]);
    const notices = this.inserts("notice", NOTICE_COLUMNS, this.notices, ({ recipientId, index }) => {
      const event = this.events[index];
      return [index, [newId(Notice), recipientId, event?.streamId ?? "", event?.at ?? 0]];
    });
    return [{ sql: take, params: [n] }, ...events, ...lasting, ...notices];
  }

  /** Rows whose first column is the position of an event, given by the event's place among those of this transaction. */
  private inserts<T>(
    table: string,
    columns: string,
    rows: readonly T[],
    toRow: (row: T, index: number) => [number, SqlValue[]],
  ): Statement[] {
    const head = this.sqlite ? "(SELECT position FROM feed_counter WHERE id = 1)" : "LAST_INSERT_ID()";
    const last = this.events.length - 1;
    const statements: Statement[] = [];
    for (let first = 0; first < rows.length; first += MOST_AT_ONCE) {
      const tuples = rows.slice(first, first + MOST_AT_ONCE).map((row, index) => toRow(row, first + index));
      statements.push({
        sql: `INSERT INTO ${table} (${columns}) VALUES ${tuples.map(([index, values]) => `(${head} - ${last - index}, ${values.map(() => "?").join(", ")})`).join(", ")}`,
        params: tuples.flatMap(([, values]) => values),
      });
    }
    return statements;
  }
}
