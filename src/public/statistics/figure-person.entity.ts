import { Entity, Unique } from "typeorm";
import { Code, Id, Integer } from "../../platform/database/columns";
import type { PeopleMeasure } from "./statistics-enums.types";

/**
 * A consumer of a provider who is behind a figure of one quarter: of how many people a figure tells decides whether it is shown. Never
 * shown itself.
 */
@Entity("figure_person")
@Unique(["consumerId", "providerId", "quarter", "measure"])
export class FigurePerson {
  static readonly idPrefix = "fgp";

  @Id()
  id: string;

  @Code()
  consumerId: string;

  @Code()
  providerId: string;

  /** `YYYYQ`. */
  @Integer()
  quarter: number;

  @Code({ length: 20 })
  measure: PeopleMeasure;

  /** How often something of theirs is counted there. */
  @Integer()
  cases: number;
}
