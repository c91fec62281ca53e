import { Field, ID, Int, ObjectType } from "type-graphql";
import { Reads } from "../../platform/graphql/reads";
import { Node } from "../../platform/graphql/node.types";
import { Entity, Index } from "typeorm";
import { Account } from "../../accounts/account/account.entity";
import { Listing } from "../listings/listing.entity";
import { Code, Id, Instant, Integer, Line, MinorUnits, Ref } from "../../platform/database/columns";
import { Searched } from "../../platform/database/searched";
import { Money } from "../../platform/graphql/money";
import { DateTime } from "../../platform/graphql/scalars";
import { Provider } from "../providers/provider.entity";
import { BuyerKind } from "./buyer-kind.types";
import { OrderStatus } from "./order-status.types";

// Not "order", which is reserved in SQL.
@Entity("service_order")
@Index(["consumerId", "placedAt", "id"])
@Index(["providerId", "placedAt", "id"])
@Index(["providerId", "status"])
@Index(["listingId", "placedAt", "id"])
@Index(["status", "placedAt", "id"])
@Index(["externalNumber"])
@Index(["completeAt"])
@Index(["completedAt"])
@Index(["providerId", "completedAt"])
@ObjectType("Order", {
  implements: Node,
  simpleResolvers: true,
  description: "A consumer's order of a listing, with what was promised when it was placed.",
})
export class Order {
  static readonly idPrefix = "ord";

  @Id()
  @Field(() => ID, { description: "Its id, `ord_…`." })
  id: string;

  @Line(128, { nullable: true })
  @Field(() => String, {
    nullable: true,
    description:
      "The number under which the marketplace keeps it: what to show people. Null for an order that was placed here.",
  })
  externalNumber: string | null;

  @Ref(() => Account)
  consumerId: string;

  @Ref(() => Provider)
  providerId: string;

  @Ref(() => Listing)
  listingId: string;

  /** Which version of the listing was ordered; null for orders from before that was kept. */
  @Integer({ nullable: true })
  listingVersion: number | null;

  @Line(200)
  @Searched()
  @Field(() => String, { description: "The listing's title when it was ordered." })
  title: string;

  @MinorUnits()
  priceAmount: number;

  @Code({ length: 3 })
  priceCurrency: string;

  @Code()
  @Field(() => OrderStatus, { description: "State of the order." })
  status: OrderStatus;

  @Code({ default: "CONSUMER" })
  @Field(() => BuyerKind, {
    description:
      "What its buyer bought it for. Frozen: legal compensation, lawful returns and external routes of its cases follow it.",
  })
  buyerKind: BuyerKind;

  @Instant()
  @Field(() => DateTime, { description: "When it was placed." })
  placedAt: number;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description:
      "When the provider said it had delivered; null before, and after the consumer reported that nothing arrived.",
  })
  deliveredAt: number | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: "When the consumer confirmed, or the order completed by itself; null before.",
  })
  completedAt: number | null;

  /** When it completes by itself, or is looked at again because there was an open case. */
  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: "When a delivered order completes by itself, unless there is an open case about it; null otherwise.",
  })
  completeAt: number | null;

  @Integer({ default: 0 })
  @Field(() => Int, { description: "How many times the consumer has reported that it did not arrive." })
  notReceivedReports: number;

  /** When it last said so. What was told of a delivery until then lasts as if it had come then. */
  @Instant({ nullable: true })
  notReceivedAt: number | null;

  @Reads<Order>("priceAmount", "priceCurrency")
  @Field(() => Money, {
    description: "What it cost when it was placed; later changes of the listing do not affect it.",
  })
  get price(): Money {
    return { amount: this.priceAmount, currency: this.priceCurrency };
  }
}
