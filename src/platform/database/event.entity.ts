import { Entity, PrimaryColumn, Unique } from "typeorm";
import { AppendOnly } from "./append-only";
import { BigInteger, Code, Instant, Integer, Json, Line, LongText } from "./columns";
import type { ActorRole, EventData, Events, EventType } from "./event";

/** By the names of leaves, see event-hash.ts. */
export interface WithheldLeaves {
  salts: Record<string, string>;
  commitments: Record<string, string>;
}

/** What happened: timeline, audit trail and source of every live update. Rows are only ever added. */
@AppendOnly({ recorded: false })
@Entity("event_log")
@Unique(["streamId", "seq"])
export class LoggedEvent {
  /** Grows along each stream. Another transaction's may be greater and yet committed before: only positions tell what comes later. */
  @PrimaryColumn("bigint")
  id: number;

  @Line(40)
  streamId: string;

  /** Gapless within the stream, from 1. */
  @Integer()
  seq: number;

  @Code()
  type: EventType;

  @Code({ nullable: true })
  actorId: string | null;

  @Code()
  actorRole: ActorRole;

  @LongText()
  topics: string;

  @Code()
  audience: string;

  @Instant()
  at: number;

  @Json()
  data: EventData;

  /** Salts the field commitments, so that a withheld value cannot be guessed from its hash. Hex. */
  @Line(32)
  salt: string;

  @Line(64)
  prevHash: string;

  @Line(64)
  hash: string;

  /** How `hash` is computed, see event-hash.ts; null for version 1. */
  @Integer({ nullable: true })
  hashVersion: number | null;

  /** The commitments to the rows that were written with it, by `table/id`, see append-only.ts. */
  @Json({ nullable: true })
  committedRows: Record<string, string> | null;

  /** W3C's name of the place in a trace at which it was recorded, where one was kept. Not hashed. */
  @Line(55, { nullable: true })
  traceparent: string | null;

  /** Once something of it was erased: the salts of what was not, and the commitments to what was; `salt` is then empty. Not hashed. */
  @Json({ nullable: true })
  withheld: WithheldLeaves | null;

  /** Which rows its transaction changed, of those that visitors may be shown: keys of tracked.ts; null: unknown. Not hashed. */
  @LongText({ nullable: true })
  touched: string | null;

  get topicList(): string[] {
    return this.topics.split(" ");
  }
}

/** The log: the order in which events are read, that of a stream's events among themselves. Rows are only ever added. */
@AppendOnly({ recorded: false })
@Entity("log_position")
@Unique(["eventId"])
export class LogPosition {
  /** Global and gapless; visible only together with all before it. */
  @PrimaryColumn("bigint")
  position: number;

  @BigInteger()
  eventId: number;
}

/** What whoever follows the log reads of an event: all but what proves it, which is half of its bytes. */
export const HEARD = [
  ...(["id", "streamId", "seq", "type", "actorId", "actorRole", "topics", "audience", "at", "data"] as const),
  ...(["hash", "traceparent", "touched"] as const),
];
export type HeardEvent = Pick<LoggedEvent, (typeof HEARD)[number] | "topicList">;

/** An event that has its place in the log. */
export interface NumberedEvent extends HeardEvent {
  position: number;
}

/** A committed event that has yet to get its position, and what is then to be written with it. Not on SQLite. */
@Entity("event_pending")
export class PendingEvent {
  @PrimaryColumn("bigint")
  eventId: number;

  @Instant()
  recordedAt: number;

  /** Topics, for `EventTopic`; null: none. */
  @Json({ nullable: true })
  lasting: readonly string[] | null;

  /** Ids of notices, and for whom they are; null: none. */
  @Json({ nullable: true })
  notices: readonly (readonly [id: string, recipientId: string])[] | null;
}

/** A numbered event of one of these types; `type` determines its particulars. */
export type EventOf<T extends EventType> = {
  [K in T]: Omit<NumberedEvent, "type" | "data"> & { type: K; data: Events[K] };
}[T];

/** One row: the last position given out, locked by whoever gives out more, and the epoch that all cursors of this log belong to. */
@Entity("feed_counter")
export class FeedCounter {
  @PrimaryColumn("int")
  id: number;

  @BigInteger()
  position: number;

  @Line(32)
  epoch: string;
}
