import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { defineEnum } from "../../platform/graphql/enum";
import { MutationInput, MutationPayload, UnrememberedInput } from "../../platform/graphql/idempotency";
import { MoneyInput } from "../../platform/graphql/money";
import { DateTime } from "../../platform/graphql/scalars";
import { asciiLike, EachApart, ListOf, TextField } from "../../platform/graphql/text-field";
import { UnavailableBecause } from "../../platform/graphql/unavailable-because";
import { AccountLocale } from "../../accounts/actor/account-enums.types";
import type { Locale } from "../../platform/identity/actor";
import { CATEGORY } from "../listings/listing-inputs.types";
import { ListingVisibility } from "../listings/listing-status.types";
import { BuyerKind } from "../orders/buyer-kind.types";
import { PromiseKind } from "../promises/promise-kind.types";
import { PromiseTermsInput } from "../promises/promise-terms.types";
import { LICENCE } from "../providers/provider-inputs.types";
import { MarketplaceSource } from "./marketplace-source.entity";

export const MarketplaceRecordKind = defineEnum("MarketplaceRecordKind", "What a record of a marketplace is about.", {
  PROVIDER: "A business that offers services.",
  PERSON: "A person who orders, or who owns a provider.",
  LISTING: "A service that a provider offers at a price.",
  PROMISE: "Something a provider promises.",
  ORDER: "An order of a listing.",
  DELIVERY: "What became of an order: delivered, completed or cancelled.",
  PAYMENT: "A payment of an order that the marketplace has received.",
  REFUND: "What the marketplace has given back of an order, outside any case.",
});
export type MarketplaceRecordKind = keyof typeof MarketplaceRecordKind;

export const MarketplaceRecordOutcome = defineEnum(
  "MarketplaceRecordOutcome",
  "What became of a record that was sent.",
  {
    CREATED: "It is new here.",
    UPDATED: "It said something new about what is here.",
    UNCHANGED:
      "It says what is known, or of what stays as it was said first: when an order was delivered, who owns a provider.",
    REFUSED: "It changed nothing; see `problem`. The others are taken in.",
  },
);
export type MarketplaceRecordOutcome = keyof typeof MarketplaceRecordOutcome;

/** The longest id that a source may have for something. */
export const LONGEST_ID = 128;
const THERE = { max: LONGEST_ID };

@InputType({ description: "A provider as the marketplace knows it. It vouches for it: the provider may sell at once." })
export class ProviderRecordInput {
  @TextField({ ...THERE, description: "Its id there." })
  externalId: string;

  @TextField({ max: 200, description: "The name it is registered under." })
  legalName: string;

  @TextField({
    ...LICENCE,
    description:
      "Number of its business licence (营业执照). A provider that is here already under this number is linked, and not changed; under this number and another name it is refused.",
  })
  licenceNo: string;

  @TextField({ max: 4_000, nullable: true, description: "Its description of itself." })
  description?: string | null;

  @TextField({
    ...THERE,
    description:
      "Who owns it when it comes in: `externalId` of a PERSON of this source. From then on its owners say here who its members are.",
  })
  owner: string;
}

@InputType({ description: "A person as the marketplace knows them: a consumer, or the owner of a provider." })
export class PersonRecordInput {
  @TextField({ ...THERE, description: "Their id there." })
  externalId: string;

  @TextField({ max: 120, description: "The name that others are shown." })
  displayName: string;

  @TextField({
    max: 255,
    nullable: true,
    description:
      "`sub` of the identity provider's tokens: with one they arrive signed in as this account. Without it nobody can sign in as them.",
  })
  subject?: string | null;

  @Field(() => AccountLocale, {
    nullable: true,
    description: "The language they are written to in; `zh-CN` when left out.",
  })
  locale?: Locale | null;
}

@InputType({ description: "A listing as the marketplace shows it." })
export class ListingRecordInput {
  @TextField({ ...THERE, description: "Its id there." })
  externalId: string;

  @TextField({ ...THERE, description: "Whose it is: `externalId` of a PROVIDER of this source." })
  provider: string;

  @TextField({ ...CATEGORY, description: "The kind of service: lower-case words joined by hyphens." })
  category: string;

  @TextField({ max: 200, description: "Name of the service." })
  title: string;

  @TextField({ min: 0, max: 10_000, nullable: true, description: "What the service is, plain text." })
  description?: string | null;

  @Field(() => MoneyInput, { description: "What one order costs." })
  price: MoneyInput;

  @Field(() => ListingVisibility, { nullable: true, description: "Whether it is shown; LISTED when left out." })
  status?: ListingVisibility | null;
}

@InputType({
  description:
    "A promise as the marketplace shows it. A record that says something else than the last one is its next version.",
})
export class PromiseRecordInput {
  @TextField({ ...THERE, description: "Its id there." })
  externalId: string;

  @TextField({ ...THERE, description: "Who promises it: `externalId` of a PROVIDER of this source." })
  provider: string;

  @TextField({
    ...THERE,
    nullable: true,
    description: "On which listing: `externalId` of a LISTING of this provider; on everything it sells when left out.",
  })
  listing?: string | null;

  @Field(() => PromiseKind, { description: "What it is about. It stays the same in every version." })
  kind: PromiseKind;

  @TextField({ max: 4_000, description: "The promise in the provider's words, plain text." })
  text: string;

  @Field(() => PromiseTermsInput, { nullable: true, description: "The terms of its kind." })
  terms?: PromiseTermsInput | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      "Since when it says so; now when left out. It binds orders placed from then on, those that are taken in later too.",
  })
  publishedAt?: number | null;

  @Field(() => DateTime, { nullable: true, description: "Since when it binds no new orders." })
  withdrawnAt?: number | null;
}

@InputType({
  description:
    "An order as the marketplace keeps it. The promises that were in force when it was placed are frozen into it; who, what, when and for how much stay as they were sent first.",
})
export class OrderRecordInput {
  @TextField({ ...THERE, description: "Its number there: what consumers are shown." })
  externalId: string;

  @TextField({ ...THERE, description: "Who placed it: `externalId` of a PERSON of this source." })
  person: string;

  @TextField({ ...THERE, description: "What was ordered: `externalId` of a LISTING of this source." })
  listing: string;

  @Field(() => MoneyInput, {
    description: "What it cost, in the currency in which it was ordered: the listing may have another by now.",
  })
  price: MoneyInput;

  @Field(() => DateTime, { description: "When it was placed." })
  placedAt: number;

  @Field(() => BuyerKind, { nullable: true, description: "What it was bought for; CONSUMER when left out." })
  buyerKind?: BuyerKind | null;
}

@InputType({ description: "What became of an order: at least one of the times." })
export class DeliveryRecordInput {
  @TextField({ ...THERE, description: "The order: `externalId` of an ORDER of this source." })
  order: string;

  @Field(() => DateTime, {
    nullable: true,
    description:
      "When the provider delivered. What is completed without it counts as delivered then, and stays so: send it no later than `completedAt`.",
  })
  deliveredAt?: number | null;

  @Field(() => DateTime, { nullable: true, description: "When the consumer confirmed, or the marketplace for them." })
  completedAt?: number | null;

  @Field(() => DateTime, { nullable: true, description: "When it was cancelled, before its delivery." })
  cancelledAt?: number | null;
}

@InputType({ description: "A payment of an order that the marketplace has received: it counts as confirmed." })
export class PaymentRecordInput {
  @TextField({ ...THERE, description: "Its number there." })
  externalId: string;

  @TextField({ ...THERE, description: "What was paid for: `externalId` of an ORDER of this source." })
  order: string;

  @Field(() => MoneyInput, { description: "What was paid, in the order's currency." })
  amount: MoneyInput;

  @Field(() => DateTime, { description: "When it was received." })
  paidAt: number;
}

@InputType({
  description:
    "What the marketplace has given back of an order to its consumer, outside any case. Nothing that a case has agreed or ordered is sent so: for that the provider files its proof.",
})
export class RefundRecordInput {
  @TextField({ ...THERE, description: "Its number there: the provider may name it in a proof." })
  externalId: string;

  @TextField({ ...THERE, description: "What was given back for: `externalId` of an ORDER of this source." })
  order: string;

  @Field(() => MoneyInput, {
    description: "What was given back, in the order's currency; of all refunds together at most its price.",
  })
  amount: MoneyInput;

  @Field(() => DateTime, { description: "When it was given back: not before the order was placed." })
  refundedAt: number;
}

@InputType({ description: "One record of a marketplace: exactly one of its fields is given." })
export class MarketplaceRecordInput {
  @Field(() => PersonRecordInput, { nullable: true, description: "A person of the marketplace." })
  person?: PersonRecordInput | null;

  @Field(() => ProviderRecordInput, { nullable: true, description: "A provider of the marketplace." })
  provider?: ProviderRecordInput | null;

  @Field(() => ListingRecordInput, { nullable: true, description: "A listing of a provider." })
  listing?: ListingRecordInput | null;

  @Field(() => PromiseRecordInput, { nullable: true, description: "A promise of a provider." })
  promise?: PromiseRecordInput | null;

  @Field(() => OrderRecordInput, { nullable: true, description: "An order that was placed." })
  order?: OrderRecordInput | null;

  @Field(() => DeliveryRecordInput, { nullable: true, description: "What became of an order." })
  delivery?: DeliveryRecordInput | null;

  @Field(() => PaymentRecordInput, { nullable: true, description: "A payment of an order." })
  payment?: PaymentRecordInput | null;

  @Field(() => RefundRecordInput, { nullable: true, description: "What was given back of an order." })
  refund?: RefundRecordInput | null;
}

/** How many records one request, and one transaction, takes in. */
export const MOST_RECORDS = 500;

const SOURCE_NAME = { min: 2, max: 40, pattern: { regex: /^[a-z0-9]+(-[a-z0-9]+)*$/, like: "order-system" } };

@InputType({ description: "A system of the marketplace whose records are to be taken in." })
export class CreateMarketplaceSourceInput extends MutationInput {
  @TextField({
    ...SOURCE_NAME,
    description: "Its name in requests and addresses: lower-case letters, digits and hyphens. It stays.",
  })
  name: string;

  @TextField({ max: 200, description: "What people call it." })
  title: string;
}

@ObjectType({ simpleResolvers: true, description: "What `createMarketplaceSource` returns." })
export class CreateMarketplaceSourcePayload extends MutationPayload {
  @Field(() => MarketplaceSource, { description: "The source as it was made known." })
  source: MarketplaceSource;
}

@InputType({
  description: "Records of a marketplace, in any order: what one refers to may come after it in the same request.",
})
export class UpsertMarketplaceRecordsInput extends UnrememberedInput {
  @TextField({ max: 40, pattern: asciiLike("order-system"), description: "The source, by its name." })
  source: string;

  @Field(() => [MarketplaceRecordInput], {
    description: "1 to 500 records. Each is taken in or refused by itself; sending one again changes nothing.",
  })
  @ListOf(1, MOST_RECORDS)
  @EachApart()
  records: MarketplaceRecordInput[];
}

@ObjectType({ simpleResolvers: true, description: "What became of one record." })
export class MarketplaceRecordResult {
  @Field(() => Int, { description: "Its place among those that were sent, from 0." })
  index: number;

  @Field(() => MarketplaceRecordKind, { nullable: true, description: "What it is about; null when it does not say." })
  kind: MarketplaceRecordKind | null;

  @Field(() => String, {
    nullable: true,
    description: "Its id there; a DELIVERY has its order's. Null when it does not say.",
  })
  externalId: string | null;

  @Field(() => MarketplaceRecordOutcome, { description: "What became of it." })
  outcome: MarketplaceRecordOutcome;

  @Field(() => ID, {
    nullable: true,
    description:
      "What it is here: the id of a provider, account, listing, promise, order or payment; null when refused.",
  })
  id: string | null;

  @Field(() => UnavailableBecause, { nullable: true, description: "Why it was refused; null otherwise." })
  problem: UnavailableBecause | null;

  @Field(() => String, {
    nullable: true,
    description: "The field of the record that is wrong, e.g. `order.price.currency`; null when none is.",
  })
  field: string | null;
}

@ObjectType({ simpleResolvers: true, description: "What `upsertMarketplaceRecords` returns." })
export class UpsertMarketplaceRecordsPayload extends MutationPayload {
  @Field(() => [MarketplaceRecordResult], { description: "One for each record, in their order." })
  results: MarketplaceRecordResult[];
}
