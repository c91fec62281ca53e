import { Entity, Unique } from "typeorm";
import { Code, Flag, Id, Instant, Integer, Line } from "../../platform/database/columns";
import type { AutomaticCheck } from "./automatic-check.pure";
import type { VerificationKind } from "./verification-kind.types";

/** One question of the checklist, from a date on. Data, like the house rules. */
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

  /** No approval unless it passed, or in spite of it with a reason. */
  @Flag()
  required: boolean;

  /** Which check the machine makes; null when a person answers. */
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
