import { Field, ID, ObjectType } from "type-graphql";
import { Node } from "../../platform/graphql/node.types";
import { Entity, Index, Unique } from "typeorm";
import { Account } from "../../accounts/account/account.entity";
import { Listing } from "../../market/listings/listing.entity";
import { Order } from "../../market/orders/order.entity";
import { SaysForGood } from "../../platform/database/append-only";
import { Code, Id, Instant, Integer, LongText, Ref } from "../../platform/database/columns";
import { Tracked } from "../../platform/database/tracked";
import { DateTime } from "../../platform/graphql/scalars";
import { Provider } from "../../market/providers/provider.entity";
import type { HidingReason } from "./review-enums.types";

/** Never deleted, and never changed except for the one answer and for hiding. Changes only under its provider's lock. */
@Tracked<Review>({ by: ["providerId", "listingId"] })
@SaysForGood<Review>({
  erasable: ["text"],
  says: ["id", "orderId", "consumerId", "providerId", "listingId", "stars", "text", "writtenAt"],
})
@Entity("review")
@Unique(["orderId"])
@Index(["providerId", "writtenAt", "id"])
@Index(["listingId", "writtenAt", "id"])
@Index(["consumerId"])
@Index(["answeredById"])
@Index(["hiddenById"])
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    "A consumer's review of one completed order. Public and permanent; a review that may not be shown is hidden with a public reason and leaves a stub.",
})
export class Review {
  static readonly idPrefix = "rvw";

  @Id()
  @Field(() => ID, { description: "Its id, `rvw_…`." })
  id: string;

  @Ref(() => Order)
  orderId: string;

  @Ref(() => Account)
  consumerId: string;

  @Ref(() => Provider)
  providerId: string;

  @Ref(() => Listing)
  listingId: string;

  @Integer()
  stars: number;

  @LongText()
  text: string;

  @Instant()
  @Field(() => DateTime, { description: "When it was written." })
  writtenAt: number;

  @LongText({ nullable: true })
  answer: string | null;

  @Ref(() => Account, { nullable: true })
  answeredById: string | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When the provider answered; null while it has not." })
  answeredAt: number | null;

  @Code({ nullable: true })
  hiddenBecause: HidingReason | null;

  @LongText({ nullable: true })
  hiddenText: string | null;

  @Ref(() => Account, { nullable: true })
  hiddenById: string | null;

  @Instant({ nullable: true })
  hiddenAt: number | null;
}
