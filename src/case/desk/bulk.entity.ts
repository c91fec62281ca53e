import { Entity, Index, Unique } from "typeorm";
import { Account } from "../../accounts/account/account.entity";
import type { Severity } from "../complaints/case-enums.types";
import { Code, Id, Instant, Integer, Json, LongText, Ref } from "../../platform/database/columns";
import type { RefusalCode, RefusalDetails } from "../../platform/refusal";
import type { BulkActionKind, BulkOutcome, BulkUndo, BulkValues } from "./bulk.pure";

/** The values a batch gives to each of its cases; which of them are set depends on the action. */
export interface BulkTarget {
  accountId?: string;
  severity?: Severity;
  queue?: string;
}

/** One bulk action as requested. Written before the first case is changed, so that an interrupted run can be continued. */
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

  /** As sent; there may be no such case. */
  @Code()
  complaintId: string;

  @Code()
  outcome: BulkOutcome;

  /** Why it was refused, if it was. */
  @Json({ nullable: true })
  refusal: { code: RefusalCode; details: RefusalDetails } | null;

  @Json({ nullable: true })
  beforeValues: BulkValues | null;

  @Json({ nullable: true })
  afterValues: BulkValues | null;

  @Code({ nullable: true })
  undoOutcome: BulkUndo | null;
}
