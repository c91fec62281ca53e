import { Entity, Index, Unique } from "typeorm";
import { Field, ID, ObjectType } from "type-graphql";
import { Complaint } from "../complaints/complaint.entity";
import { Id, Instant, LongText, Ref } from "../../platform/database/columns";
import { DateTime } from "../../platform/graphql/scalars";
import { Offer } from "./offer.entity";

@Entity("settlement")
@Unique(["offerId"])
@Index(["complaintId", "id"])
@ObjectType({ simpleResolvers: true, description: "What the sides agreed, and whether it was performed." })
export class Settlement {
  static readonly idPrefix = "stl";

  @Id()
  @Field(() => ID, { description: "Its id, `stl_…`." })
  id: string;

  @Ref(() => Complaint)
  complaintId: string;

  @Ref(() => Offer)
  offerId: string;

  @Instant()
  @Field(() => DateTime, { description: "When the offer was accepted." })
  acceptedAt: number;

  @Instant()
  @Field(() => DateTime, {
    description:
      "Until when the provider must have performed and filed proof (of a refund for goods: set anew when they are back); otherwise the sum agreed is owed and paid from its deposit, see `remedy`; where none is owed, the case goes to the platform with a presumption against the provider.",
  })
  dueAt: number;

  @LongText({ nullable: true })
  @Field(() => String, { nullable: true, description: "The provider's proof of performance, in words; null before." })
  proof: string | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description:
      "When proof was filed; null before. Where no money is owed, the case closes as settled without objection within the house rule `clock.SETTLEMENT_OBJECTION`; otherwise silence proves nothing.",
  })
  proofFiledAt: number | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description:
      "When the consumer confirmed, the payment or the proof was verified or, where no money is owed, the time to object ended. Null before.",
  })
  confirmedAt: number | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: "When the consumer contested the performance; null unless they did.",
  })
  contestedAt: number | null;

  @LongText({ nullable: true })
  @Field(() => String, { nullable: true, description: "Why it was contested; null unless it was." })
  contestReason: string | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: "When its time ended without proof, or without one that could be verified; null unless it did.",
  })
  defaultedAt: number | null;
}
