import { Field, ID, ObjectType } from "type-graphql";
import { defineEnum } from "../../platform/graphql/enum";
import { Entity, Index, Unique } from "typeorm";
import { Account } from "../../accounts/account/account.entity";
import { Code, Id, Instant, LongText, Ref } from "../../platform/database/columns";
import { DateTime } from "../../platform/graphql/scalars";
import { Penalty } from "./penalty.entity";

export const ApprovalDecision = defineEnum("ApprovalDecision", "A lead's decision on a penalty that needs approval.", {
  APPROVED: "The penalty is approved.",
  DECLINED: "The penalty is declined.",
});
export type ApprovalDecision = keyof typeof ApprovalDecision;

@Entity("penalty_approval")
@Unique(["penaltyId", "accountId"])
@Index(["accountId"])
@ObjectType({
  simpleResolvers: true,
  description: "A lead's decision on a penalty that needs approval. For the provider's members and platform staff.",
})
export class PenaltyApproval {
  static readonly idPrefix = "apv";

  @Id()
  @Field(() => ID, { description: "Its id, `apv_…`." })
  id: string;

  @Ref(() => Penalty)
  penaltyId: string;

  @Ref(() => Account)
  accountId: string;

  @Code()
  @Field(() => ApprovalDecision, { description: "Whether the person approved the penalty or declined it." })
  decision: ApprovalDecision;

  @LongText({ nullable: true })
  note: string | null;

  @Instant()
  @Field(() => DateTime, { description: "When it was decided." })
  at: number;
}
