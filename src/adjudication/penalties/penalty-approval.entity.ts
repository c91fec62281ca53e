import { Field, ID, ObjectType, registerEnumType } from "type-graphql";
import { Entity, Index, Unique } from "typeorm";
import { Account } from "../../accounts/account.entity";
import { Code, Id, Instant, LongText, Ref } from "../../platform/database/columns";
import { DateTime } from "../../platform/graphql/scalars";
import { Penalty } from "./penalty.entity";

export const ApprovalDecision = { APPROVED: "APPROVED", DECLINED: "DECLINED" } as const;
export type ApprovalDecision = keyof typeof ApprovalDecision;
registerEnumType(ApprovalDecision, {
  name: "ApprovalDecision",
  description: "What a lead said of a penalty that needs approval.",
  valuesConfig: { APPROVED: { description: "It shall act." }, DECLINED: { description: "It shall not." } },
});

@Entity("penalty_approval")
@Unique(["penaltyId", "accountId"])
@Index(["accountId"])
@ObjectType({
  simpleResolvers: true,
  description: "A lead's word on a penalty that needs approval. For the provider's members and platform staff.",
})
export class PenaltyApproval {
  static readonly idPrefix = "apv";

  @Id()
  @Field(() => ID, { description: "`apv_…`" })
  id: string;

  @Ref(() => Penalty)
  penaltyId: string;

  @Ref(() => Account)
  accountId: string;

  @Code()
  @Field(() => ApprovalDecision, { description: "Yes or no." })
  decision: ApprovalDecision;

  @LongText({ nullable: true })
  note: string | null;

  @Instant()
  @Field(() => DateTime, { description: "When." })
  at: number;
}
