import { Entity, Unique } from "typeorm";
import { Code, Id, Instant, Json } from "../platform/database/columns";

/** One number of the house rules, from a date on: days, amounts, lengths of leases. Never a constant in the code. */
@Entity("policy_value")
@Unique(["code", "effectiveFrom"])
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
}
