import { Entity, Index, Unique } from "typeorm";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { defineEnum } from "../../platform/graphql/enum";
import { Account } from "../../accounts/account/account.entity";
import {
  CompensationBasisEnum,
  RemedyKindEnum,
  SideEnum,
  type CompensationBasis,
  type RemedyKind,
} from "../complaints/case-enums.types";
import { Complaint } from "../complaints/complaint.entity";
import type { Side, Speaker } from "../complaints/complaint-guards.pure";
import { AppendOnly } from "../../platform/database/append-only";
import { Code, Id, Instant, Integer, Line, LongText, MinorUnits, Ref } from "../../platform/database/columns";
import { DateTime } from "../../platform/graphql/scalars";
import { MessageAuthor } from "./message.entity";
import { DAY } from "../../platform/time";

export const OfferStatus = defineEnum("OfferStatus", "What became of an offer. At most one offer of a case is open.", {
  OPEN: "Waits for the other side.",
  ACCEPTED: "Agreed; see the settlement.",
  DECLINED: "The other side declined it.",
  COUNTERED: "The other side answered with an offer of its own.",
  WITHDRAWN: "Taken back by the side that made it.",
  EXPIRED: "No one answered in time, or the case continued without it.",
});
export type OfferStatus = keyof typeof OfferStatus;

@AppendOnly<Offer>({
  except: ["acceptedBySide", "acceptedBySideAt", "status", "answeredAt", "answer", "openKey", "expiresAt"],
  erasable: ["text"],
})
@Entity("offer")
@Unique(["complaintId", "number"])
@Unique(["openKey"])
@Index(["madeById"])
@Index(["countersOfferId"])
@ObjectType({ simpleResolvers: true, description: "A typed proposal of a remedy for the broken promise." })
export class Offer {
  static readonly idPrefix = "ofr";

  @Id()
  @Field(() => ID, { description: "Its id, `ofr_…`." })
  id: string;

  @Ref(() => Complaint)
  complaintId: string;

  @Integer()
  @Field(() => Int, { description: "First, second, third … offer of the case." })
  number: number;

  @Code()
  @Field(() => MessageAuthor, {
    description: "Who made it; the other side answers it. A proposal of the platform is accepted by both sides.",
  })
  madeBySide: Speaker;

  @Code({ nullable: true })
  @Field(() => SideEnum, {
    nullable: true,
    description:
      "Of a proposal of the platform: the side that accepted it first; it is agreed once the other does, too. Null before, and for other offers.",
  })
  acceptedBySide: Side | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When that side accepted it; null while none has." })
  acceptedBySideAt: number | null;

  @Ref(() => Account)
  madeById: string;

  @Code()
  @Field(() => RemedyKindEnum, { description: "What is offered." })
  kind: RemedyKind;

  @MinorUnits({ nullable: true })
  amount: number | null;

  @Code({ nullable: true })
  @Field(() => CompensationBasisEnum, {
    nullable: true,
    description: "On what basis it goes beyond the price; null where it does not.",
  })
  basis: CompensationBasis | null;

  /** What is owed if it is not performed, where it is no money itself; null where the sides named no sum. */
  @MinorUnits({ nullable: true })
  insteadAmount: number | null;

  @Code({ nullable: true, length: 3 })
  currency: string | null;

  @LongText()
  @Field(() => String, { description: "The offer in words." })
  text: string;

  @Integer()
  @Field(() => Int, {
    description:
      "Days from acceptance within which it would be performed; for RETURN_AND_REFUND from when the goods are back.",
  })
  settleWithinDays: number;

  @Code()
  @Field(() => OfferStatus, { description: "What became of the offer." })
  status: OfferStatus;

  @Ref(() => Offer, { nullable: true })
  @Field(() => ID, {
    nullable: true,
    description: "The offer that this one answers, `ofr_…`; null when it answers none.",
  })
  countersOfferId: string | null;

  @Instant()
  @Field(() => DateTime, { description: "When it was made." })
  madeAt: number;

  @Instant()
  @Field(() => DateTime, { description: "Until when it can be accepted." })
  expiresAt: number;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: "When it was answered, withdrawn or expired; null while it is open.",
  })
  answeredAt: number | null;

  @LongText({ nullable: true })
  @Field(() => String, { nullable: true, description: "The reason given with the answer; null without one." })
  answer: string | null;

  /** The complaint's id while open. */
  @Line(40, { nullable: true })
  openKey: string | null;

  /** When the time to perform it is over if it begins then. */
  dueFrom(start: number): number {
    return start + this.settleWithinDays * DAY;
  }
}
