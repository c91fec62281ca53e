import { Field, ID, Int, ObjectType } from "type-graphql";
import { Entity, Index } from "typeorm";
import { RemedyKindEnum, type RemedyKind } from "../../case/complaints/case-enums.types";
import { Complaint } from "../../case/complaints/complaint.entity";
import { Code, Id, Instant, Integer, LongText, MinorUnits, Ref } from "../../platform/database/columns";
import { DateTime } from "../../platform/graphql/scalars";
import { DAY } from "../../platform/time";
import { Ruling } from "../rulings/ruling.entity";

/** Changes only under its complaint's lock. */
@Entity("remedy")
@Index(["complaintId", "id"])
@Index(["rulingId"])
@ObjectType({
  simpleResolvers: true,
  description: "What a ruling orders the provider to do for the consumer. For the parties and platform staff.",
})
export class Remedy {
  static readonly idPrefix = "rmd";

  @Id()
  @Field(() => ID, { description: "`rmd_…`" })
  id: string;

  @Ref(() => Ruling)
  rulingId: string;

  @Ref(() => Complaint)
  complaintId: string;

  @Code()
  @Field(() => RemedyKindEnum, { description: "What must be done." })
  kind: RemedyKind;

  @MinorUnits({ nullable: true })
  amount: number | null;

  @Code({ length: 3, nullable: true })
  currency: string | null;

  @LongText()
  @Field(() => String, { description: "The remedy in words: what exactly counts as done." })
  text: string;

  @Integer()
  @Field(() => Int, { description: "Days to do it, counted from when the ruling is final." })
  withinDays: number;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "By when; null while the ruling is not final." })
  dueAt: number | null;

  @LongText({ nullable: true })
  @Field(() => String, { nullable: true, description: "How the provider says it was done." })
  proof: string | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When the provider filed that proof." })
  proofFiledAt: number | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When the consumer confirmed that it was done." })
  confirmedAt: number | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When the consumer did without it." })
  waivedAt: number | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: "When the time was over without proof. It can still be performed.",
  })
  defaultedAt: number | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description:
      "When the consumer was paid it from the provider's deposit, because the provider had not done it in time.",
  })
  paidFromDepositAt: number | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description:
      "When the sum was set aside from the provider's deposit, to be paid out to the consumer; see `payout` and `paidFromDepositAt`.",
  })
  setAsideAt: number | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: "When the consumer said that the sum paid out never came; null once the platform has answered.",
  })
  reportedMissingAt: number | null;

  /** When its time is over if it begins then. */
  dueFrom(start: number): number {
    return start + this.withinDays * DAY;
  }

  get isDone(): boolean {
    return this.confirmedAt !== null || this.waivedAt !== null || this.paidFromDepositAt !== null;
  }

  /** Done, or said to be done. */
  get isProved(): boolean {
    return this.proofFiledAt !== null || this.isDone;
  }

  /** The provider's deposit has given the money, and the platform has yet to send it: nobody but the platform can do anything more. */
  get isOnItsWay(): boolean {
    return this.setAsideAt !== null && !this.isDone;
  }
}
