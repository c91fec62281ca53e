import { Entity, Index, PrimaryColumn } from "typeorm";
import { Instant } from "./columns";

/** Where a lasting feed stands in the log, so that it can be read from its beginning without all that lies between. */
@Entity("event_topic", { withoutRowid: true })
@Index(["topic", "recordedAt"])
export class EventTopic {
  @PrimaryColumn("varchar", { length: 60 })
  topic: string;

  @PrimaryColumn("bigint")
  position: number;

  /** When the event was recorded, which may be long after it happened: unlike that, in the order of the log. */
  @Instant()
  recordedAt: number;
}
