import { Notice } from "./notice.entity";
import type { SqlValue } from "./row-mapper";
import { newSalt, type Commitment } from "../secrets/commitments";
import { newId } from "../ids";
import { traceparent } from "../telemetry/trace";
import type { EventDraft, EventStream } from "./event";
import { commitTo, type Said } from "./append-only";
import { HASH_VERSION, hashEvent } from "./event-hash";
import type { LoggedEvent } from "./event.entity";
import { anyOf, tableOf } from "./tracked";

type Head = Pick<EventStream, "eventSeq" | "eventHash">;

/** The feed on which the owner of an inbox is notified live. */
export const inboxTopic = (recipientId: string): string => `inbox:${recipientId}`;

/** SQLite takes 32,766 values in one statement. */
const MOST_AT_ONCE = 1_000;
const COLUMNS = [
  ...["stream_id", "seq", "type", "actor_id", "actor_role", "topics", "audience", "at", "data", "salt"],
  ...["prev_hash", "hash", "hash_version", "committed_rows", "traceparent", "touched"],
];
/** As the columns of `event_topic` and `notice` hold them: what these would refuse must not be committed. */
const TOPIC = /^[\x21-\x7e]{1,60}$/;
const RECIPIENT = /^[\x21-\x7e]{1,40}$/;

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

type Written = Omit<LoggedEvent, "id" | "topicList" | "touched" | "withheld" | "committedRows">;
/** One that has just been written. */
export type RecordedEvent = Readonly<Written>;

/** What is to be written when an event gets its position. */
interface Upon {
  recordedAt: number;
  /** The commitments to the rows that were written with it, as the column holds them. */
  rowsAsStored: string | null;
  lasting: readonly string[];
  notices: readonly (readonly [id: string, recipientId: string])[];
}

/** Collects the events of one transaction. */
export class EventWriter {
  private readonly events: (Written & Upon)[] = [];
  private readonly rows = new Map<string, Said>();
  /** By id: one transaction may hold the same stream in two objects. */
  private readonly streams = new Map<string, EventStream>();

  constructor(private readonly sqlite: boolean) {}

  get count(): number {
    return this.events.length;
  }

  get recorded(): readonly RecordedEvent[] {
    return this.events;
  }

  /** A row that the next event commits to. */
  addRow(name: string, said: Said): void {
    this.rows.set(name, said);
  }

  /** Rows that no event commits to. */
  get uncommitted(): string[] {
    return [...this.rows.keys()];
  }

  private commitments(salt: string): Commitment[] {
    const commitments = [...this.rows].map(([name, said]): Commitment => [name, commitTo(name, said, salt)]);
    this.rows.clear();
    return commitments;
  }

  add(stream: EventStream, draft: EventDraft, now: number): void {
    const known = this.streams.get(stream.id);
    if (known) Object.assign(stream, { eventSeq: known.eventSeq, eventHash: known.eventHash } satisfies Head);
    const seq = stream.eventSeq + 1;
    const { topics = [], notify = [], lasting = [] } = draft;
    const data: Record<string, string | number | null> = draft.data;
    const salt = newSalt();
    const rows = this.commitments(salt);
    const event: Written & Upon = {
      streamId: stream.id,
      seq,
      type: draft.type,
      actorId: draft.actorId,
      actorRole: draft.actorRole,
      at: draft.at ?? now,
      topics: [...topics, ...lasting, ...notify.map(inboxTopic)].join(" "),
      audience: draft.audience,
      data,
      salt,
      prevHash: stream.eventHash,
      hash: "",
      hashVersion: HASH_VERSION,
      traceparent: traceparent(),
      recordedAt: now,
      rowsAsStored: asObject(rows),
      lasting: checked(lasting, TOPIC),
      notices: checked(notify, RECIPIENT).map((recipientId) => [newId(Notice), recipientId] as const),
    };
    event.hash = hashEvent(event, rows);
    this.events.push(event);
    stream.eventSeq = seq;
    stream.eventHash = event.hash;
    this.streams.set(stream.id, stream);
  }

  heads(): [EventStream, Head][] {
    return [...this.streams.values()].map((stream) => [
      stream,
      { eventSeq: stream.eventSeq, eventHash: stream.eventHash },
    ]);
  }

  statements(touched: ReadonlySet<string>): Statement[] {
    if (this.count === 0) return [];
    const words = wordsOf(touched);
    return this.sqlite ? this.numbered(words) : this.pending(words);
  }

  /** They get their positions after the commit, see feed/number-events.ts: whoever holds the counter holds up all other writers. */
  private pending(touched: string): Statement[] {
    return chunks(this.events).flatMap((events, nth) => [
      insert(
        "event_log",
        COLUMNS,
        events.map((event, index) => ({ values: valuesOf(event, nth === 0 && index === 0 ? touched : "") })),
      ),
      insert(
        "event_pending",
        ["event_id", "recorded_at", "lasting", "notices"],
        // The ids of one statement follow each other.
        events.map(({ recordedAt, lasting, notices }, index) => ({
          first: index === 0 ? "LAST_INSERT_ID()" : `LAST_INSERT_ID() + ${index} * @@auto_increment_increment`,
          values: [recordedAt, jsonOf(lasting), jsonOf(notices)],
        })),
      ),
    ]);
  }

  /** On SQLite one transaction writes at a time: it takes the next positions itself, and they are the events' ids as well. */
  private numbered(touched: string): Statement[] {
    const counter = "(SELECT position FROM feed_counter WHERE id = 1)";
    const position = (index: number): string => `${counter} - ${this.count - 1 - index}`;
    const events = this.events.map((event, index) => ({
      first: position(index),
      values: valuesOf(event, index === 0 ? touched : ""),
    }));
    const topics = this.events.flatMap(({ lasting, recordedAt }, index) =>
      lasting.map((topic) => ({ first: position(index), values: [topic, recordedAt] })),
    );
    const notices = this.events.flatMap(({ notices: all, streamId, at }, index) =>
      all.map(([id, recipientId]) => ({ first: position(index), values: [id, recipientId, streamId, at] })),
    );
    return [
      { sql: "UPDATE feed_counter SET position = position + ? WHERE id = 1", params: [this.count] },
      ...chunks(events).map((rows) => insert("event_log", ["id", ...COLUMNS], rows)),
      {
        sql: `INSERT INTO log_position (position, event_id) SELECT id, id FROM event_log WHERE id > ${counter} - ?`,
        params: [this.count],
      },
      ...chunks(topics).map((rows) => insert("event_topic", ["position", "topic", "recorded_at"], rows)),
      ...chunks(notices).map((rows) => insert("notice", ["position", "id", "recipient_id", "stream_id", "at"], rows)),
    ];
  }
}

/** Each once: an inbox holds an event once. */
function checked(names: readonly string[], form: RegExp): string[] {
  const wrong = names.find((name, index) => !form.test(name) || names.indexOf(name) !== index);
  if (wrong !== undefined) throw new Error(`not a topic, or not a recipient, or twice: ${wrong}`);
  return [...names];
}

const valuesOf = (event: Written & Upon, touched: string): SqlValue[] => [
  event.streamId,
  event.seq,
  event.type,
  event.actorId,
  event.actorRole,
  event.topics,
  event.audience,
  event.at,
  JSON.stringify(event.data),
  event.salt,
  event.prevHash,
  event.hash,
  event.hashVersion,
  event.rowsAsStored,
  event.traceparent,
  // With the first: whoever hears of any of them has forgotten what they changed.
  touched,
];

/** As text at once: each name is one of its own, and an object of such names would be a kind of its own, which the engine keeps. */
const asObject = (rows: readonly Commitment[]): string | null =>
  rows.length === 0
    ? null
    : `{${rows.map(([name, commitment]) => `${JSON.stringify(name)}:${JSON.stringify(commitment)}`).join(",")}}`;

const jsonOf = (values: readonly unknown[]): string | null => (values.length === 0 ? null : JSON.stringify(values));

function chunks<T>(rows: readonly T[]): (readonly T[])[] {
  if (rows.length <= MOST_AT_ONCE) return rows.length === 0 ? [] : [rows];
  return Array.from({ length: Math.ceil(rows.length / MOST_AT_ONCE) }, (_, nth) =>
    rows.slice(nth * MOST_AT_ONCE, (nth + 1) * MOST_AT_ONCE),
  );
}

interface Row {
  /** SQL for the first column. */
  first?: string;
  /** Of the others. */
  values: readonly SqlValue[];
}

/** As `RowMapper.insert`, without what is null in all rows. */
function insert(table: string, columns: readonly string[], rows: readonly Row[]): Statement {
  const computed = rows[0]?.first === undefined ? 0 : 1;
  const places: number[] = [];
  const names = columns.slice(0, computed);
  for (let place = 0; place + computed < columns.length; place += 1)
    if (rows.some(({ values }) => values[place] !== null)) {
      places.push(place);
      names.push(columns[place + computed] ?? "");
    }
  const marks = "?, ".repeat(places.length).slice(0, -2);
  const tuples: string[] = [];
  const params: SqlValue[] = [];
  for (const { first, values } of rows) {
    tuples.push(first === undefined ? `(${marks})` : `(${first}, ${marks})`);
    for (const place of places) params.push(values[place] ?? null);
  }
  return { sql: `INSERT INTO ${table} (${names.join(", ")}) VALUES ${tuples.join(", ")}`, params };
}
