import { Entity, Unique } from "typeorm";
import type { ComplaintStatus } from "../../case/complaints/complaint.lifecycle";
import { BigInteger, Code, Id, Integer } from "../../platform/database/columns";
import type { Grain } from "./period.pure";

/** From its opening to its end, beside the stages of a case. */
export const WHOLE = "WHOLE";

/** How long cases that left a stage on one day, or in one month, had been in it: a histogram of growing buckets. */
@Entity("stage_time")
@Unique(["scope", "grain", "period", "stage", "bucket"])
export class StageTime {
  static readonly idPrefix = "stt";

  @Id()
  id: string;

  /** Of which cases: `ALL`, a category, or a provider's id. */
  @Code({ length: 64 })
  scope: string;

  @Code({ length: 5 })
  grain: Grain;

  @Integer()
  period: number;

  @Code()
  stage: ComplaintStatus | typeof WHOLE;

  @Integer()
  bucket: number;

  @BigInteger()
  cases: number;

  /** How many of them let the stage's clock run out. */
  @BigInteger()
  late: number;

  /** All their times together. */
  @BigInteger()
  minutes: number;
}
