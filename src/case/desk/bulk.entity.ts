import { Entity, Index, Unique } from "typeorm";
import { Account } from "../../accounts/account.entity";
import type { Severity } from "../complaints/case-enums.types";
import { Code, Id, Instant, Integer, Json, LongText, Ref } from "../../platform/database/columns";
import type { RefusalCode, RefusalDetails } from "../../platform/refusal";
import type { BulkActionKind, BulkOutcome, BulkUndo, BulkValues } from "./bulk.pure";

/** What a batch gives to each of its cases; which of these are there depends on the action. */
export interface BulkTarget {
  accountId?: string;
  severity?: Severity;
  queue?: string;
}

/** One bulk action as it was asked for. Written before the first case is touched, so that a run cut short can be gone on with. */
@Entity("bulk_batch")
@Index(["appliedById"])
@Index(["undoneById"])
export class BulkBatch {
  static readonly idPrefix = "blk";

  @Id()
  id: string;

  @Code()
  action: BulkActionKind;

  @Json()
  target: BulkTarget;

  @LongText()
  reason: string;

  @Ref(() => Account)
  appliedById: string;

  @Instant()
  appliedAt: number;

  @Ref(() => Account, { nullable: true })
  undoneById: string | null;

  @Instant({ nullable: true })
  undoneAt: number | null;
}

/** What a bulk action did to one case. */
@Entity("bulk_item")
@Unique(["batchId", "number"])
export class BulkItem {
  static readonly idPrefix = "bli";

  @Id()
  id: string;

  @Ref(() => BulkBatch)
  batchId: string;

  @Integer()
  number: number;

  /** As sent: there may be no such case. */
  @Code()
  complaintId: string;

  @Code()
  outcome: BulkOutcome;

  /** Why not, when it was refused. */
  @Json({ nullable: true })
  refusal: { code: RefusalCode; details: RefusalDetails } | null;

  @Json({ nullable: true })
  beforeValues: BulkValues | null;

  @Json({ nullable: true })
  afterValues: BulkValues | null;

  @Code({ nullable: true })
  undoOutcome: BulkUndo | null;
}
