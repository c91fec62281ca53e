import { Entity, Index, Unique } from "typeorm";
import { BigInteger, Code, Id, Integer } from "../../platform/database/columns";
import type { Dimension, Measure, PublicMeasure, StateMeasure } from "./statistics-enums.types";
import type { Grain } from "./period.pure";

/** A count for one day, or one month, under one heading. Maintained by a projection: see statistics.projection.ts. */
@Entity("statistic_count")
@Unique(["dimension", "grain", "period", "value", "measure"])
@Index(["dimension", "value", "grain", "period"])
export class StatisticCount {
  static readonly idPrefix = "sta";

  @Id()
  id: string;

  @Code()
  dimension: Dimension | "ALL" | "STATE";

  @Code({ length: 5 })
  grain: Grain;

  /** `YYYYMMDD` or `YYYYMM`. */
  @Integer()
  period: number;

  /** Under which heading: a rule's code, a category, a provider's id, a state …; `-` where there is none. */
  @Code({ length: 80 })
  value: string;

  @Code({ length: 20 })
  measure: Measure | PublicMeasure | StateMeasure;

  @BigInteger()
  amount: number;
}
