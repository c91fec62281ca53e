import { Field, ID, ObjectType } from "type-graphql";
import { Entity, Index, Unique } from "typeorm";
import { Account } from "../../accounts/account/account.entity";
import { Code, Flag, Id, Instant, LongText, Ref } from "../../platform/database/columns";
import { DateTime } from "../../platform/graphql/scalars";
import { Complaint } from "../complaints/complaint.entity";
import { FilingLimitGrade, type FilingLimitStatus } from "./filing-limit-enums.types";

/** A person has at most one of each grade at a time. */
export const openKeyOf = (accountId: string, grade: FilingLimitGrade): string => `${accountId} ${grade}`;

@Entity("filing_limit")
@Unique(["openKey"])
@Index(["accountId", "id"])
@Index(["complaintId"])
@Index(["status", "runsUntil", "id"])
@Index(["imposedById"])
@Index(["confirmedById"])
@Index(["contestDecidedById"])
@Index(["liftedById"])
@ObjectType({
  simpleResolvers: true,
  description:
    "投诉限制. A limit on how often one person may open complaints: imposed by a lead with reasons that the person reads, for a time, and contestable. For the person, for leads and auditors, and for staff who read `Complaint.consumerRecord`.",
})
export class FilingLimit {
  static readonly idPrefix = "fli";

  @Id()
  @Field(() => ID, { description: "Its id, `fli_…`." })
  id: string;

  @Ref(() => Account)
  accountId: string;

  /** The case on the occasion of which it was imposed. */
  @Ref(() => Complaint)
  complaintId: string;

  @Code()
  @Field(() => FilingLimitGrade, { description: "How far it goes." })
  grade: FilingLimitGrade;

  /** As recorded; what is due counts as ended, see `statusAt`. */
  @Code()
  status: FilingLimitStatus;

  @Code({ length: 81, nullable: true })
  openKey: string | null;

  @LongText()
  @Field(() => String, { description: "Why it was imposed, in the words that the person concerned reads." })
  reason: string;

  @Ref(() => Account)
  imposedById: string;

  @Instant()
  @Field(() => DateTime, { description: "When it was imposed, or proposed to a second person." })
  imposedAt: number;

  @Ref(() => Account, { nullable: true })
  confirmedById: string | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: "Since when it is in force; null while it is only proposed, and when a proposal was dropped.",
  })
  beganAt: number | null;

  @Instant()
  @Field(() => DateTime, {
    description: "When it ends by itself. Fixed when it was imposed: waiting for a second person only shortens it.",
  })
  endsAt: number;

  /** When it ends as things are now: `endsAt`, or before while a contest waits for its decision. */
  @Instant()
  runsUntil: number;

  @LongText({ nullable: true })
  @Field(() => String, {
    nullable: true,
    description: "Why the person concerned says it is wrong; null when it was not contested.",
  })
  contestReason: string | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When it was contested; null when it was not." })
  contestedAt: number | null;

  @Ref(() => Account, { nullable: true })
  contestDecidedById: string | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When the contest was decided; null before." })
  contestDecidedAt: number | null;

  @Flag({ nullable: true })
  @Field(() => Boolean, {
    nullable: true,
    description: "The contest was granted, and the limit lifted; null before it is decided.",
  })
  contestGranted: boolean | null;

  @LongText({ nullable: true })
  @Field(() => String, { nullable: true, description: "Why the contest was decided so; null before." })
  contestDecisionReason: string | null;

  @Ref(() => Account, { nullable: true })
  liftedById: string | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When it was lifted before its end; null when it was not." })
  liftedAt: number | null;

  @LongText({ nullable: true })
  @Field(() => String, {
    nullable: true,
    description: "Why it was lifted; null when it was not, or by a contest that was granted.",
  })
  liftReason: string | null;
}
