import { Entity, Unique } from "typeorm";
import type { ComplaintStatus } from "../../case/complaints/complaint.lifecycle";
import { BigInteger, Code, Id, Integer } from "../../platform/database/columns";
import type { Grain } from "./period.pure";

/** The time from opening to closing, in addition to the stages of a case. */
export const WHOLE = "WHOLE";
/** The same, of the cases that the public statistics count; by month only. */
export const COUNTED = "COUNTED";
/** The time from a ruling's publication until the consumer has what it orders; by month only, that of the publication. */
export const REMEDY = "REMEDY";

/** How long cases that left a stage on one day, or in one month, had been in it: a histogram of growing buckets. */
@Entity("stage_time")
@Unique(["scope", "grain", "period", "stage", "bucket"])
export class StageTime {
  static readonly idPrefix = "stt";

  @Id()
  id: string;

  /** Which cases: `ALL`, a category, or a provider's id. */
  @Code({ length: 64 })
  scope: string;

  @Code({ length: 5 })
  grain: Grain;

  @Integer()
  period: number;

  @Code()
  stage: ComplaintStatus | typeof WHOLE | typeof COUNTED | typeof REMEDY;

  @Integer()
  bucket: number;

  @BigInteger()
  cases: number;

  /** How many of them missed the stage's clock. */
  @BigInteger()
  late: number;

  /** The sum of their times. */
  @BigInteger()
  minutes: number;
}
