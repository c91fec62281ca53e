import { Entity, Index, Unique } from "typeorm";
import { Field, ID, ObjectType } from "type-graphql";
import { Account } from "../../accounts/account/account.entity";
import { Code, Id, Instant, Json, LongText, Ref } from "../../platform/database/columns";
import { DateTime } from "../../platform/graphql/scalars";
import { ChecklistItem } from "./checklist-item.entity";
import { ProviderApplication } from "./provider-application.entity";
import { CheckResult } from "./vetting-enums.types";

/** Changes only under the provider's lock. */
@Entity("vetting_check")
@Unique(["applicationId", "itemId"])
@Index(["itemId"])
@Index(["checkedById"])
@ObjectType({
  simpleResolvers: true,
  description: "One question of the checklist, asked of one application. Seen by inspectors and auditors only.",
})
export class VettingCheck {
  static readonly idPrefix = "vck";

  @Id()
  @Field(() => ID, { description: "Its id, `vck_…`." })
  id: string;

  @Ref(() => ProviderApplication)
  applicationId: string;

  @Ref(() => ChecklistItem)
  itemId: string;

  @Code({ nullable: true })
  @Field(() => CheckResult, { nullable: true, description: "The result; null while the check has not been made." })
  result: CheckResult | null;

  /** An inspector's note, with the provider's name at that time; automatic checks have a reason and its values instead. */
  @LongText({ nullable: true })
  note: string | null;

  @Code({ nullable: true, length: 64 })
  reason: string | null;

  @Json({ nullable: true })
  params: Record<string, string | number> | null;

  @Ref(() => Account, { nullable: true })
  checkedById: string | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When it was made; null before." })
  checkedAt: number | null;

  @LongText({ nullable: true })
  @Field(() => String, {
    nullable: true,
    description: "Why the application was approved although this failed; null unless it was.",
  })
  approvedDespite: string | null;
}
