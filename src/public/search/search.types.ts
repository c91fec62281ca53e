import { Field, ID, InputType, Int } from "type-graphql";
import { AmountField, CurrencyField } from "../../platform/graphql/money";
import { asciiLike, ListOf, TextField, WithinBounds } from "../../platform/graphql/text-field";
import { PromiseKind } from "../../market/promises/promise-kind.types";

const TEXT =
  "What to look for, in words: `抖音代运营`, `logo design`. All of it must match, in any order; when nothing matches all of it, results that match most of it are returned. Chinese needs no spaces, a single character is searched in names and titles only, an English word of at least three letters also finds longer ones that begin with it, numbers must be equal. Capitals, accents and full-width forms make no difference; punctuation, emoji and `%` are ignored, and a text of nothing else finds nothing. New publications may take some seconds to be found by a text.";

@InputType({ description: "Prices that can be compared: from one amount to another, both included, in one currency." })
export class PriceRangeInput {
  @CurrencyField({
    description: "ISO 4217 code of the currency, three capital letters, e.g. `CNY`. Only prices in it.",
  })
  currency: string;

  @AmountField({ nullable: true, description: "At least this much; no minimum when left out." })
  from?: number | null;

  @AmountField({
    nullable: true,
    description: "At most this much, and not less than `from`; no maximum when left out.",
  })
  to?: number | null;
}

@InputType()
abstract class MarketFilter {
  @TextField({ max: 100, nullable: true, description: TEXT })
  text?: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "The provider's reputation score is at least this, 0 to 100. New providers, which have no score yet, are left out.",
  })
  @WithinBounds(0, 100)
  minReputation?: number | null;
}

@InputType({ description: "Narrows the public list. Conditions left out do not narrow; those given must all hold." })
export class ListingFilter extends MarketFilter {
  @TextField({
    max: 64,
    pattern: asciiLike("skill-training"),
    nullable: true,
    description: "Listings of exactly this category.",
  })
  category?: string | null;

  @Field(() => ID, { nullable: true, description: "Listings of this provider." })
  providerId?: string | null;

  @Field(() => PriceRangeInput, { nullable: true, description: "Listings with a price in this range." })
  price?: PriceRangeInput | null;

  @Field(() => [PromiseKind], {
    nullable: true,
    description:
      "Listings with promises of all these kinds in force, either on the listing itself or on everything its provider sells. At most 9.",
  })
  @ListOf(0, 9)
  promiseKinds?: PromiseKind[] | null;
}

@InputType({
  description: "Narrows the list of providers. Conditions left out do not narrow; those given must all hold.",
})
export class ProviderFilter extends MarketFilter {
  @Field(() => Boolean, {
    nullable: true,
    description:
      "true: also providers that are suspended, and those with which the cooperation has ended: they sell nothing, and what was decided about them stays public.",
  })
  offMarket?: boolean | null;

  @TextField({
    max: 64,
    pattern: asciiLike("skill-training"),
    nullable: true,
    description: "Providers with a listing of exactly this category.",
  })
  category?: string | null;

  @Field(() => [PromiseKind], {
    nullable: true,
    description:
      "Providers with promises of all these kinds in force, either on everything they sell or on one of their public listings. At most 9.",
  })
  @ListOf(0, 9)
  promiseKinds?: PromiseKind[] | null;
}
