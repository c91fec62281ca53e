import { Entity, Index, Unique } from "typeorm";
import { Code, Id, Instant, Json, Ref } from "../platform/database/columns";
import { Tracked } from "../platform/database/tracked";

/** One number of the house rules, from a date on: days, amounts, lengths of leases. Never a constant in the code. */
@Tracked<PolicyValue>({ dates: ["effectiveFrom"] })
@Entity("policy_value")
@Unique(["code", "effectiveFrom"])
@Index(["changeId"])
export class PolicyValue {
  static readonly idPrefix = "pol";

  @Id()
  id: string;

  @Code({ length: 64 })
  code: string;

  @Instant()
  effectiveFrom: number;

  @Json()
  value: Record<string, number>;

  /** By which change it was decided; null: the operator's, or the table's first. */
  @Ref("HouseRuleChange", { nullable: true })
  changeId: string | null;
}
