import { Entity, PrimaryColumn, Unique } from "typeorm";
import { BigInteger, Code, Instant, Integer, Json, Line, LongText } from "./columns";
import type { ActorRole, EventData, Events, EventType } from "./event";

/** The log: timeline, audit trail and source of every live update. Rows are only ever added. */
@Entity("event_log")
@Unique(["streamId", "seq"])
export class LoggedEvent {
  /** Global, gapless, in commit order. */
  @PrimaryColumn("bigint")
  position: number;

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

  /** Which rows its transaction changed, of those that visitors may be shown: keys of tracked.ts; null: unknown. Not hashed. */
  @LongText({ nullable: true })
  touched: string | null;

  get topicList(): string[] {
    return this.topics.split(" ");
  }
}

/** An event of one of these types; `type` determines its particulars. */
export type EventOf<T extends EventType> = {
  [K in T]: Omit<LoggedEvent, "type" | "data"> & { type: K; data: Events[K] };
}[T];

/** One row: the last position given out, and the epoch that all cursors of this log belong to. */
@Entity("feed_counter")
export class FeedCounter {
  @PrimaryColumn("int")
  id: number;

  @BigInteger()
  position: number;

  @Line(32)
  epoch: string;
}
