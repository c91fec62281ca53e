import { Field, ID, InputType, ObjectType } from "type-graphql";
import { MutationInput, MutationPayload } from "../../platform/graphql/idempotency";
import { DateTimeRangeInput } from "../../platform/graphql/date-time-range";
import { MoneyInput } from "../../platform/graphql/money";
import { ListOf, TextField } from "../../platform/graphql/text-field";
import { BuyerKind } from "./buyer-kind.types";
import { Order } from "./order.entity";
import { OrderStatus } from "./order-status.types";

@InputType({ description: "What to order." })
export class PlaceOrderInput extends MutationInput {
  @Field(() => ID, { description: "The listing, `lst_…`." })
  listingId: string;

  @Field(() => MoneyInput, {
    nullable: true,
    description:
      "The price you have seen. When it has changed since, the order is refused STALE_VERSION and the message says the current price. Not checked when left out.",
  })
  expectedPrice?: MoneyInput | null;

  @Field(() => [ID], {
    nullable: true,
    description:
      "The promises you have seen, each by its version, `pmv_…`: `currentVersion` of all of `Listing.promises`. When others bind now, the order is refused STALE_VERSION. Not checked when left out.",
  })
  expectedPromises?: string[] | null;

  @Field(() => BuyerKind, {
    nullable: true,
    description:
      "What you buy it for; CONSUMER when left out. It cannot be changed later: it decides which law your cases rest on.",
  })
  buyerKind?: BuyerKind | null;
}

@InputType()
abstract class OrderInput extends MutationInput {
  @Field(() => ID, { description: "The order, `ord_…`." })
  orderId: string;
}

@InputType({ description: "The order that has been delivered." })
export class DeliverOrderInput extends OrderInput {}

@InputType({ description: "The order whose delivery you confirm." })
export class CompleteOrderInput extends OrderInput {}

@InputType({ description: "The order that did not arrive." })
export class ReportNotReceivedInput extends OrderInput {}

@InputType({ description: "The order to cancel." })
export class CancelOrderInput extends OrderInput {}

@ObjectType()
abstract class OrderPayload extends MutationPayload {
  @Field(() => Order, { description: "The order as it is now." })
  order: Order;
}

@ObjectType({ simpleResolvers: true, description: "What `placeOrder` returns." })
export class PlaceOrderPayload extends OrderPayload {}

@ObjectType({ simpleResolvers: true, description: "What `deliverOrder` returns." })
export class DeliverOrderPayload extends OrderPayload {}

@ObjectType({ simpleResolvers: true, description: "What `completeOrder` returns." })
export class CompleteOrderPayload extends OrderPayload {}

@ObjectType({ simpleResolvers: true, description: "What `cancelOrder` returns." })
export class CancelOrderPayload extends OrderPayload {}

@ObjectType({ simpleResolvers: true, description: "What `reportNotReceived` returns." })
export class ReportNotReceivedPayload extends OrderPayload {}

@InputType({ description: "Narrows a list of orders. Conditions left out do not narrow; those given must all hold." })
export class OrderFilter {
  @TextField({
    min: 1,
    max: 120,
    nullable: true,
    description:
      "Only those with this text: as the id of the order or of a party; or all its words in the title, in the provider's name or in the consumer's. Words are found whole, and by their first letters from three on; Chinese by characters that stand together.",
  })
  text?: string | null;

  @Field(() => [OrderStatus], { nullable: true, description: "Only those in one of these states." })
  @ListOf(1, 4)
  statuses?: OrderStatus[] | null;

  @Field(() => ID, { nullable: true, description: "Only those of this listing, `lst_…`." })
  listingId?: string | null;

  @Field(() => DateTimeRangeInput, { nullable: true, description: "Only those placed in this range." })
  placedAt?: DateTimeRangeInput | null;
}

@InputType({
  description: "Narrows the list of all orders. Conditions left out do not narrow; those given must all hold.",
})
export class AllOrdersFilter extends OrderFilter {
  @Field(() => ID, { nullable: true, description: "Only those placed with this provider, `prv_…`." })
  providerId?: string | null;

  @Field(() => ID, { nullable: true, description: "Only those placed by this person, `acc_…`." })
  consumerId?: string | null;
}
