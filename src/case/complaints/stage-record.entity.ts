import { Entity, Index, Unique } from "typeorm";
import { Code, Id, Instant, Integer, Ref } from "../../platform/database/columns";
import { Complaint } from "./complaint.entity";
import type { Action, ComplaintStatus } from "./complaint.lifecycle";

/** One stay of a case in one state. CLOSED has none: no one works on a closed case. */
@Entity("stage_record")
@Unique(["complaintId", "number"])
@Index(["stage", "enteredAt"])
export class StageRecord {
  static readonly idPrefix = "stg";

  @Id()
  id: string;

  @Ref(() => Complaint)
  complaintId: string;

  /** 1, 2, 3 … within the case. */
  @Integer()
  number: number;

  @Code()
  stage: ComplaintStatus;

  @Instant()
  enteredAt: number;

  /** When the clock that judges this stage was to run out, as known when the stage was entered; null when no clock judges it. */
  @Instant({ nullable: true })
  dueAt: number | null;

  /** When that clock ran out, if it did. */
  @Instant({ nullable: true })
  lateAt: number | null;

  @Instant({ nullable: true })
  leftAt: number | null;

  @Code({ nullable: true })
  leftBy: Action | null;
}
