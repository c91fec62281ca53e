import { Entity, Index, Unique } from "typeorm";
import { Account } from "../../accounts/account/account.entity";
import { Complaint } from "../complaints/complaint.entity";
import { Code, Id, Instant, LongText, Ref } from "../../platform/database/columns";
import type { RecusalGround } from "./recusal.pure";

/** One person who may not work on one case from then on. Rows are only ever added. */
@Entity("case_recusal")
@Unique(["complaintId", "accountId"])
@Index(["accountId"])
export class CaseRecusal {
  static readonly idPrefix = "rec";

  @Id()
  id: string;

  @Ref(() => Complaint)
  complaintId: string;

  @Ref(() => Account)
  accountId: string;

  @Code()
  ground: RecusalGround;

  @LongText({ nullable: true })
  reason: string | null;

  @Instant()
  at: number;
}
