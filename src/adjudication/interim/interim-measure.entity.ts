import { Field, ID, Int, ObjectType } from "type-graphql";
import { Entity, Index } from "typeorm";
import { Account } from "../../accounts/account/account.entity";
import { Complaint } from "../../case/complaints/complaint.entity";
import { Listing } from "../../market/listings/listing.entity";
import { Provider } from "../../market/providers/provider.entity";
import { Code, Id, Instant, Integer, LongText, Ref } from "../../platform/database/columns";
import { Tracked } from "../../platform/database/tracked";
import { DateTime } from "../../platform/graphql/scalars";
import { InterimMeasureEnd, InterimMeasureKind, InterimMeasureStatus } from "./interim-enums.types";

/**
 * Changes only under its complaint's lock; what it does to orders also under the provider's. Its effect follows from its dates alone
 * (market/listings/restrictions.ts). Not a penalty: it has no ruling, no points and no place in the provider's record.
 */
@Tracked<InterimMeasure>({ by: ["providerId"], dates: ["startsAt", "endsAt"] })
@Entity("interim_measure")
@Index(["complaintId", "id"])
@Index(["providerId", "endsAt"])
@Index(["endsAt"])
@Index(["waitsSince", "id"])
@Index(["listingId"])
@Index(["proposedById"])
@Index(["confirmedById"])
@Index(["reviewDecidedById"])
@ObjectType({
  simpleResolvers: true,
  description:
    "临时措施. A pause of new orders while a grave case is examined: asked for by one person of the platform, confirmed by a second, short and reasoned. It says nothing about who is right. For the provider's members and platform staff.",
})
export class InterimMeasure {
  static readonly idPrefix = "itm";

  @Id()
  @Field(() => ID, { description: "Its id, `itm_…`." })
  id: string;

  @Ref(() => Complaint)
  complaintId: string;

  @Ref(() => Provider)
  providerId: string;

  @Ref(() => Listing, { nullable: true })
  listingId: string | null;

  @Code()
  @Field(() => InterimMeasureKind, { description: "What it does." })
  kind: InterimMeasureKind;

  @Integer()
  @Field(() => Int, { description: "How many days it lasts at most." })
  days: number;

  @Code()
  @Field(() => InterimMeasureStatus, { description: "How far it is." })
  status: InterimMeasureStatus;

  @LongText()
  @Field(() => String, { description: "Why it is needed before the case is decided." })
  reason: string;

  @Ref(() => Account)
  proposedById: string;

  @Instant()
  @Field(() => DateTime, { description: "When it was asked for." })
  proposedAt: number;

  @Ref(() => Account, { nullable: true })
  confirmedById: string | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: "From when it acts; null unless a second person confirmed it.",
  })
  startsAt: number | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description:
      "When it ends, or ended; null unless a second person confirmed it. While a review is asked for: when that is due, if it is earlier; undecided by then, it has ended.",
  })
  endsAt: number | null;

  /** The one whose place it took. */
  @Code({ nullable: true })
  renewsId: string | null;

  @Code({ nullable: true })
  @Field(() => InterimMeasureEnd, { nullable: true, description: "Why it is over; null unless it ENDED." })
  endedBecause: InterimMeasureEnd | null;

  @LongText({ nullable: true })
  @Field(() => String, { nullable: true, description: "Why it was lifted or declined, in words; null otherwise." })
  endReason: string | null;

  @LongText({ nullable: true })
  @Field(() => String, { nullable: true, description: "Why the provider asked for a review; null unless it did." })
  reviewText: string | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When the provider asked for a review; null unless it did." })
  reviewAskedAt: number | null;

  @Ref(() => Account, { nullable: true })
  reviewDecidedById: string | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When the review was decided; null before." })
  reviewDecidedAt: number | null;

  @LongText({ nullable: true })
  @Field(() => String, { nullable: true, description: "The reasons of the decision on the review; null before." })
  reviewReason: string | null;

  /** Since when it waits for another person; null when it does not. */
  @Instant({ nullable: true })
  waitsSince: number | null;
}
