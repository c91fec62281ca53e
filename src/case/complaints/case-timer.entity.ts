import { Entity, Index, Unique } from "typeorm";
import { BigInteger, Code, Id, Instant, Integer, Ref } from "../../platform/database/columns";
import { Complaint } from "./complaint.entity";
import type { ClockName } from "./clock-names.pure";
import type { ComplaintStatus } from "./complaint.lifecycle";

/** A running or paused clock of a case. A clock that ended has no row. */
@Entity("case_timer")
@Unique(["complaintId", "clock"])
@Index(["dueAt"])
@Index(["remindAt"])
export class CaseTimer {
  static readonly idPrefix = "tmr";

  @Id()
  id: string;

  @Ref(() => Complaint)
  complaintId: string;

  @Code()
  clock: ClockName;

  /** Or went on after a pause: the event of that moment tells of it. */
  @Instant()
  startedAt: number;

  /** null while paused. */
  @Instant({ nullable: true })
  dueAt: number | null;

  @Instant({ nullable: true })
  pausedAt: number | null;

  @Integer({ nullable: true })
  remainingDays: number | null;

  @BigInteger({ nullable: true })
  remainingMs: number | null;

  /** The state that paused it; it resumes when the case returns from there to the clock's own state. */
  @Code({ nullable: true })
  pausedIn: ComplaintStatus | null;

  /** When those who should act are reminded; null when no reminder is left. */
  @Instant({ nullable: true })
  remindAt: number | null;
}
