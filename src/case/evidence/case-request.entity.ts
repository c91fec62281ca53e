import { Entity, Index } from "typeorm";
import { Field, ID, ObjectType } from "type-graphql";
import { defineEnum } from "../../platform/graphql/enum";
import { Account } from "../../accounts/account/account.entity";
import { SideEnum } from "../complaints/case-enums.types";
import { Complaint } from "../complaints/complaint.entity";
import type { Side } from "../complaints/complaint-guards.pure";
import { Code, Flag, Id, Instant, LongText, Ref } from "../../platform/database/columns";
import { DateTime } from "../../platform/graphql/scalars";

export const CaseRequestKind = defineEnum("CaseRequestKind", "What the platform asks for.", {
  INFORMATION: "Something it must know before it can accept the complaint; asked of the consumer.",
  EVIDENCE: "Something it must see before it can decide; asked of either side.",
});
export type CaseRequestKind = keyof typeof CaseRequestKind;

@Entity("case_request")
@Index(["complaintId", "id"])
@Index(["askedById"])
@ObjectType({ simpleResolvers: true, description: "A question from the platform to one side, visible to both." })
export class CaseRequest {
  static readonly idPrefix = "req";

  @Id()
  @Field(() => ID, { description: "Its id, `req_…`." })
  id: string;

  @Ref(() => Complaint)
  complaintId: string;

  @Code()
  @Field(() => CaseRequestKind, { description: "What is asked for." })
  kind: CaseRequestKind;

  @Code()
  @Field(() => SideEnum, { description: "Who is asked." })
  addressedTo: Side;

  @LongText()
  @Field(() => String, { description: "What is asked for." })
  text: string;

  @Flag()
  mandatory: boolean;

  @Ref(() => Account)
  askedById: string;

  @Instant()
  @Field(() => DateTime, { description: "When it was asked." })
  askedAt: number;

  @Instant()
  @Field(() => DateTime, { description: "Until when it must be answered." })
  dueAt: number;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When it was answered; null unless it was." })
  answeredAt: number | null;

  @LongText({ nullable: true })
  @Field(() => String, { nullable: true, description: "The answer; null until there is one." })
  answer: string | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: "When the case continued without an answer; null unless it did.",
  })
  missedAt: number | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description:
      "When the case was closed, or the sides agreed, before an answer: the request ended, and no one missed it. Null otherwise.",
  })
  lapsedAt: number | null;
}
