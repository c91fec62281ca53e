import { Field, ID, Int, ObjectType } from "type-graphql";
import { Entity, Index } from "typeorm";
import {
  CompensationBasisEnum,
  RemedyKindEnum,
  type CompensationBasis,
  type RemedyKind,
} from "../../case/complaints/case-enums.types";
import { Complaint } from "../../case/complaints/complaint.entity";
import { Settlement } from "../../case/negotiation/settlement.entity";
import { SaysForGood } from "../../platform/database/append-only";
import { Code, Id, Instant, Integer, Json, LongText, MinorUnits, Ref } from "../../platform/database/columns";
import { DateTime } from "../../platform/graphql/scalars";
import { DAY } from "../../platform/time";
import { Ruling } from "../rulings/ruling.entity";

/** Changes only under its complaint's lock. */
@SaysForGood<Remedy>({
  says: [
    ...["id", "rulingId", "settlementId", "complaintId", "kind", "amount", "currency", "basis", "ground"],
    ...["lossEvidence", "insteadAmount", "insteadCurrency", "text", "withinDays"],
  ] as const,
})
@Entity("remedy")
@Index(["complaintId", "id"])
@Index(["confirmedAt", "checkSince", "complaintId"])
@Index(["confirmedAt", "defaultedAt", "complaintId"])
@Index(["rulingId"])
@Index(["settlementId"])
@ObjectType({
  simpleResolvers: true,
  description:
    "What the provider owes the consumer: what a ruling orders, or what was agreed or promised and not kept. For the parties and platform staff.",
})
export class Remedy {
  static readonly idPrefix = "rmd";

  @Id()
  @Field(() => ID, { description: "Its id, `rmd_…`." })
  id: string;

  /** null: owed without a ruling, because the sides agreed on it or the broken promise itself says how much. */
  @Ref(() => Ruling, { nullable: true })
  rulingId: string | null;

  /** What the sides agreed, and did not do in time or have yet to prove. */
  @Ref(() => Settlement, { nullable: true })
  settlementId: string | null;

  @Ref(() => Complaint)
  complaintId: string;

  @Code()
  @Field(() => RemedyKindEnum, { description: "What must be done." })
  kind: RemedyKind;

  @MinorUnits({ nullable: true })
  amount: number | null;

  @Code({ length: 3, nullable: true })
  currency: string | null;

  @Code({ nullable: true })
  @Field(() => CompensationBasisEnum, {
    nullable: true,
    description: "On what basis more is owed than the price; null where it is not compensation.",
  })
  basis: CompensationBasis | null;

  @LongText({ nullable: true })
  @Field(() => String, {
    nullable: true,
    description: "Of STATUTORY compensation: which law grants it; null otherwise.",
  })
  ground: string | null;

  /** Of ACTUAL_LOSS: the evidence that shows it. */
  @Json({ nullable: true })
  lossEvidence: string[] | null;

  /** What it is worth in money: owed when it is not performed. For money remedies, their sum. */
  @MinorUnits({ default: 0 })
  insteadAmount: number;

  @Code({ length: 3, nullable: true })
  insteadCurrency: string | null;

  @LongText()
  @Field(() => String, { description: "The remedy in words: what exactly counts as done." })
  text: string;

  @Integer()
  @Field(() => Int, {
    description:
      "Days to do it: of money counted from the ruling, of everything else from when the ruling is final. An appeal stays it, and the days begin anew.",
  })
  withinDays: number;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description:
      "By when; null while that has not begun: while an appeal is open and, for what is no money, until the ruling is final.",
  })
  dueAt: number | null;

  @LongText({ nullable: true })
  @Field(() => String, { nullable: true, description: "How the provider says it was done; null before." })
  proof: string | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When the provider filed that proof; null before." })
  proofFiledAt: number | null;

  /** Evidence of the case that the provider named with the proof. */
  @Json({ nullable: true })
  proofEvidence: string[] | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description:
      "When the provider was asked for a proof that can be verified, because the consumer contested the one it filed or did not answer it; null unless it was.",
  })
  verificationRequestedAt: number | null;

  @LongText({ nullable: true })
  @Field(() => String, { nullable: true, description: "Why the consumer contested the proof; null if it did not." })
  contestReason: string | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: "Since when the platform has to check the proof; null while the consumer or the provider has to act.",
  })
  checkSince: number | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description:
      "When the platform verified that it was done: the payment arrived, or a moderator checked the proof. Null unless it did.",
  })
  verifiedAt: number | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: "When the consumer confirmed that it was done; null unless they did.",
  })
  confirmedAt: number | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When the consumer waived it; null unless they did." })
  waivedAt: number | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: "When the time ended without proof; null unless it did. It can still be performed.",
  })
  defaultedAt: number | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description:
      "When the consumer was paid it from the provider's deposit, because the provider had not done it in time; null unless they were.",
  })
  paidFromDepositAt: number | null;

  /** How much of what it is worth has been taken from the deposit so far. */
  @MinorUnits({ default: 0 })
  setAsideAmount: number;

  /** How much of it the consumer had already received, because of what this one's ruling has replaced, or as the part of the provider's refund that arrived; of a service in default, also what of the price goes back otherwise. */
  @MinorUnits({ default: 0 })
  creditedAmount: number;

  /**
   * What its consumer keeps whatever is decided: the provider paid it for what something else had replaced by then. Of what stands, a part of
   * `creditedAmount`; of what was replaced, what is still to be counted for what stands.
   */
  @MinorUnits({ default: 0 })
  keptAmount: number;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description:
      "When the whole sum was set aside from the provider's deposit, to be paid out to the consumer; null unless it was. See `payments` and `paidFromDepositAt`.",
  })
  setAsideAt: number | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: "When the consumer reported that the sum paid out never arrived; null once the platform has answered.",
  })
  reportedMissingAt: number | null;

  /** When its time ends if it begins then. */
  dueFrom(start: number): number {
    return start + this.withinDays * DAY;
  }

  get isDone(): boolean {
    return [this.confirmedAt, this.waivedAt, this.paidFromDepositAt, this.verifiedAt].some((at) => at !== null);
  }

  /** Its consumer does without it, and nobody has said that it came all the same. */
  get isOnlyWaived(): boolean {
    return (
      this.waivedAt !== null && [this.confirmedAt, this.paidFromDepositAt, this.verifiedAt].every((at) => at === null)
    );
  }

  /** Its consumer was paid from the deposit what was left to pay then, and has nothing else of it. */
  get isOnlyPaid(): boolean {
    return (
      this.paidFromDepositAt !== null && [this.confirmedAt, this.waivedAt, this.verifiedAt].every((at) => at === null)
    );
  }

  /** Its time runs or is over. What was ordered waits while an appeal is open and, unless it is money, until the ruling is final. */
  get hasBegun(): boolean {
    return this.dueAt !== null || this.isDone;
  }

  /** Owed without a ruling until something else took its place: it orders nothing any more. */
  get isCancelled(): boolean {
    return this.rulingId === null && !this.hasBegun;
  }

  /** Done, or claimed to be done. */
  get isProved(): boolean {
    return this.proofFiledAt !== null || this.isDone;
  }

  /** The consumer may answer the proof: confirm it or, once, contest it. */
  get awaitsConsumer(): boolean {
    return this.proofFiledAt !== null && !this.isDone && this.checkSince === null && this.setAsideAt === null;
  }

  /** What the provider still owes if it does not perform. */
  get outstanding(): number {
    return this.insteadAmount - this.setAsideAmount - this.creditedAmount;
  }

  /** The money was taken from the deposit and the platform has yet to send it: only the platform can act now. */
  get isOnItsWay(): boolean {
    return this.setAsideAt !== null && !this.isDone;
  }
}

/** Nobody has done anything about it yet, but for what its writer says. */
export const UNTOUCHED = {
  proofEvidence: null,
  verificationRequestedAt: null,
  contestReason: null,
  checkSince: null,
  verifiedAt: null,
  confirmedAt: null,
  waivedAt: null,
  defaultedAt: null,
  paidFromDepositAt: null,
  setAsideAmount: 0,
  creditedAmount: 0,
  keptAmount: 0,
  setAsideAt: null,
  reportedMissingAt: null,
} satisfies Partial<Remedy>;
