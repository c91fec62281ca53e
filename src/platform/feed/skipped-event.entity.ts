import { Entity, PrimaryColumn } from "typeorm";
import { Code, Instant, LongText } from "../database/columns";

/** An event that a projection could not apply, and that an operator had it pass over: what it derives is wrong until it is rebuilt. */
@Entity("skipped_event")
export class SkippedEvent {
  @PrimaryColumn("varchar", { length: 40 })
  projection: string;

  @PrimaryColumn("bigint")
  position: number;

  @Code()
  type: string;

  /** At what it failed. */
  @LongText()
  error: string;

  @LongText()
  reason: string;

  @Instant()
  at: number;
}
