import { Entity, Index } from "typeorm";
import { Field, ID, ObjectType } from "type-graphql";
import { Account } from "../../accounts/account/account.entity";
import { ComplaintStatusEnum } from "../../case/complaints/case-enums.types";
import { Complaint } from "../../case/complaints/complaint.entity";
import type { ComplaintStatus } from "../../case/complaints/complaint.lifecycle";
import { Code, Id, Instant, LongText, Ref } from "../../platform/database/columns";
import { DateTime } from "../../platform/graphql/scalars";
import { ReferralResult, ReferralRoute, StayGround } from "./stay-enums.types";

/** Changes only under its complaint's lock. The latest stay of a stayed case is the running one. */
@Entity("case_stay")
@Index(["complaintId", "id"])
@Index(["stayedById"])
@Index(["endedById"])
@ObjectType({
  simpleResolvers: true,
  description: "A period in which a case waits and its clocks are paused. For the parties and platform staff.",
})
export class CaseStay {
  static readonly idPrefix = "sty";

  @Id()
  @Field(() => ID, { description: "Its id, `sty_…`." })
  id: string;

  @Ref(() => Complaint)
  complaintId: string;

  @Code()
  @Field(() => StayGround, { description: "Why the case waits." })
  ground: StayGround;

  @LongText()
  @Field(() => String, { description: "Why the case waits, in words." })
  reason: string;

  @Code({ nullable: true })
  @Field(() => ReferralRoute, {
    nullable: true,
    description: "Which external body deals with it meanwhile; null for FORCE_MAJEURE.",
  })
  route: ReferralRoute | null;

  @LongText({ nullable: true })
  @Field(() => String, {
    nullable: true,
    description: "The reference number of the external procedure; null when none was given.",
  })
  reference: string | null;

  /** The referral it waits for, if the consumer registered one. */
  @Code({ nullable: true })
  referralId: string | null;

  @Ref(() => Account)
  stayedById: string;

  @Instant()
  @Field(() => DateTime, { description: "Since when the case rests." })
  stayedAt: number;

  @Code()
  @Field(() => ComplaintStatusEnum, {
    description: "The state in which the case was stayed, and in which it continues when it is resumed.",
  })
  stayedFrom: ComplaintStatus;

  @Ref(() => Account, { nullable: true })
  endedById: string | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "Until when; null while the case still waits." })
  endedAt: number | null;

  @LongText({ nullable: true })
  @Field(() => String, {
    nullable: true,
    description: "How it ended: what the external body decided, or why the case continues; null while it still waits.",
  })
  outcome: string | null;

  @Code({ nullable: true })
  @Field(() => ReferralResult, {
    nullable: true,
    description:
      "For whom the external body decided, when that closed the case; null while it waits, when it continued, and where it is not known.",
  })
  result: ReferralResult | null;
}
