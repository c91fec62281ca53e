import { Field, ID, Int, ObjectType } from "type-graphql";
import { Entity, Index } from "typeorm";
import { Complaint } from "../../case/complaints/complaint.entity";
import { Provider } from "../../market/providers/provider.entity";
import { Code, Id, Instant, Integer, Line, MinorUnits, Ref } from "../../platform/database/columns";
import { DateTime } from "../../platform/graphql/scalars";
import {
  InstructionFailureEnum,
  InstructionKindEnum,
  InstructionStateEnum,
  type InstructionFailure,
  type InstructionFlag,
  type InstructionKind,
  type InstructionState,
} from "./instruction-enums.types";

/** Written in the transaction that decides what is to be paid; sent afterwards. Changes only under its provider's lock. */
@Entity("payment_instruction")
@Index(["state", "requestedAt", "id"])
@Index(["requestedAt", "id"])
@Index(["flaggedAt", "requestedAt", "id"])
@Index(["dueAt"])
@Index(["applyAt"])
@Index(["paymentId"])
@Index(["providerId"])
@Index(["complaintId"])
@Index(["remedyId"])
@Index(["penaltyId"])
@ObjectType({
  simpleResolvers: true,
  description:
    "What the platform's payment side was asked to do with money. Its payment counts once it is CONFIRMED. For the parties of its payment, the platform's finance staff and auditors.",
})
export class PaymentInstruction {
  static readonly idPrefix = "pin";

  @Id()
  @Field(() => ID, { description: "Its id, `pin_…`; the payment side knows it by that." })
  id: string;

  @Code()
  @Field(() => InstructionKindEnum, { description: "What is to be done." })
  kind: InstructionKind;

  @Code()
  @Field(() => InstructionStateEnum, { description: "How far it has come." })
  state: InstructionState;

  @Ref(() => Provider)
  providerId: string;

  /** null for HOLD and RELEASE. */
  @Ref("Payment", { nullable: true })
  @Field(() => ID, {
    nullable: true,
    description: "The payment that it carries out, `pay_…`; null for HOLD and RELEASE.",
  })
  paymentId: string | null;

  /** For HOLD and RELEASE: the case by which it came to that. */
  @Ref(() => Complaint, { nullable: true })
  complaintId: string | null;

  @Ref("Remedy", { nullable: true })
  remedyId: string | null;

  @Ref("Penalty", { nullable: true })
  penaltyId: string | null;

  @MinorUnits({ nullable: true })
  amount: number | null;

  @Code({ length: 3, nullable: true })
  currency: string | null;

  @Instant()
  @Field(() => DateTime, { description: "When it was decided that the payment side does it." })
  requestedAt: number;

  /** How often sending it was begun: with 0 nobody can have heard of it. */
  @Integer()
  @Field(() => Int, { description: "How often it was sent; the payment side does it once." })
  attempts: number;

  /** When it is to be sent or looked at next; null: not again. */
  @Instant({ nullable: true })
  dueAt: number | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: "Until when the payment side is to say what became of it; null before it was first sent.",
  })
  answerDueAt: number | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When the payment side accepted it; null before." })
  sentAt: number | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description:
      "When finance was told that the payment side had not said in time what became of it; null unless it was.",
  })
  overdueAt: number | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When the payment side said what became of it; null before." })
  answeredAt: number | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: "When the money was moved, as the payment side says; null while it has not said so.",
  })
  movedAt: number | null;

  @Line(200, { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: "The reference under which the payment side's records list the movement; null before.",
  })
  reference: string | null;

  @Code({ nullable: true })
  @Field(() => InstructionFailureEnum, { nullable: true, description: "Why it FAILED; null unless it did." })
  failure: InstructionFailure | null;

  /** The answer is to be applied to the payment at this time; null: nothing is left to apply. */
  @Instant({ nullable: true })
  applyAt: number | null;

  @Code({ nullable: true })
  flag: InstructionFlag | null;

  @Instant({ nullable: true })
  flaggedAt: number | null;

  /** Somebody may be moving the money, or its movement is not booked yet: its payment cannot be settled otherwise. */
  get isUnderWay(): boolean {
    return this.applyAt !== null || (this.isOpen && this.attempts > 0 && this.overdueAt === null);
  }

  /** The payment side has yet to say what became of it. */
  get isOpen(): boolean {
    return this.state === "REQUESTED" || this.state === "SENT";
  }
}
