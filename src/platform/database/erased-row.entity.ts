import { Entity, Index } from "typeorm";
import { AppendOnly } from "./append-only";
import { Code, Id, Instant, Line } from "./columns";

/** What stands in the place of words that were erased, wherever they are shown. */
export const ERASED = "［已删除 erased］";

/**
 * Of a row that is kept as it was written, or of an event, some words were lawfully erased. It is written with an event, which commits to
 * it: only therefore `verify` accepts that the row no longer is what its own event committed to.
 */
@AppendOnly()
@Entity("erased_row")
@Index(["rowTable", "rowId"])
export class ErasedRow {
  static readonly idPrefix = "era";

  @Id()
  id: string;

  @Code()
  rowTable: string;

  /** Empty: all rows of the table from before `upTo`, which were removed. */
  @Code()
  rowId: string;

  @Instant({ nullable: true })
  upTo: number | null;

  /** The history with whose next event it was written. */
  @Line(40)
  streamId: string;

  /** A commitment to what remains of the row, with this salt; null for events, whose own hash says it, and for removed rows. */
  @Line(64, { nullable: true })
  remains: string | null;

  @Line(32, { nullable: true })
  salt: string | null;

  @Instant()
  erasedAt: number;
}
