import { Entity, Unique } from "typeorm";
import { Code, Flag, Id, Instant, Integer, Line } from "../../platform/database/columns";
import type { AutomaticCheck } from "./automatic-check.pure";
import type { VerificationKind } from "./verification-kind.types";

/** One check of the checklist, in force from a date on. Data, like the house rules. */
@Entity("vetting_checklist_item")
@Unique(["code", "effectiveFrom"])
export class ChecklistItem {
  @Id()
  id: string;

  @Code({ length: 64 })
  code: string;

  @Code()
  kind: VerificationKind;

  @Integer()
  place: number;

  /** No approval unless it passed, or a reason is given to approve despite a failure. */
  @Flag()
  required: boolean;

  /** Which automatic check answers it; null when a person does. */
  @Code({ nullable: true })
  automatic: AutomaticCheck | null;

  @Line(300)
  titleEn: string;

  @Line(300)
  titleZh: string;

  @Instant()
  effectiveFrom: number;

  @Instant({ nullable: true })
  effectiveUntil: number | null;
}
