import { Entity, PrimaryColumn } from "typeorm";
import { Instant, Line, LongText } from "../../platform/database/columns";

/** What the platform signed about its log: whoever keeps a copy can tell whether anything before it was changed or removed. */
@Entity("log_checkpoint")
export class Checkpoint {
  /** How many events it covers: those up to this position. */
  @PrimaryColumn("bigint")
  size: number;

  /** Of the Merkle tree over the hashes of these events (RFC 6962), hex. */
  @Line(64)
  root: string;

  @Instant()
  at: number;

  /** As it is published: text and signature. */
  @LongText()
  note: string;
}
