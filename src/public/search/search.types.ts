import { Field, ID, InputType, Int } from "type-graphql";
import { AmountField, CurrencyField } from "../../platform/graphql/money";
import { ListOf, TextField, WithinBounds } from "../../platform/graphql/text-field";
import { PromiseKind } from "../../market/promises/promise-kind.types";

const TEXT =
  "What to look for, in words: `抖音代运营`, `logo design`. All of it must be there, in any order; when nothing has all of it, what has most of it is given. Chinese needs no spaces, a single character is looked for in names and titles only, an English word also finds longer ones that begin so (from three letters on), numbers must be the same. Capitals, accents and full-width forms make no difference; punctuation, emoji and `%` are passed over, and a text of nothing else finds nothing. What was published a moment ago may take some seconds to be found by a text.";

@InputType({ description: "Prices that can be compared: from one amount to another, both included, in one currency." })
export class PriceRangeInput {
  @CurrencyField({
    description: "ISO 4217 code of the currency, three capital letters, e.g. `CNY`. Only prices in it.",
  })
  currency: string;

  @AmountField({ nullable: true, description: "At least this much; no least price when left out." })
  from?: number | null;

  @AmountField({
    nullable: true,
    description: "At most this much, and not less than `from`; no highest price when left out.",
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
  @TextField({ max: 64, nullable: true, description: "Listings of exactly this category." })
  category?: string | null;

  @Field(() => ID, { nullable: true, description: "Listings of this provider." })
  providerId?: string | null;

  @Field(() => PriceRangeInput, { nullable: true, description: "Listings with such a price." })
  price?: PriceRangeInput | null;

  @Field(() => [PromiseKind], {
    nullable: true,
    description:
      "Listings on which promises of all these kinds are in force, be it on the listing itself or on everything its provider sells. At most 9.",
  })
  @ListOf(0, 9)
  promiseKinds?: PromiseKind[] | null;
}

@InputType({
  description: "Narrows the list of providers. Conditions left out do not narrow; those given must all hold.",
})
export class ProviderFilter extends MarketFilter {
  @TextField({ max: 64, nullable: true, description: "Providers that have something of exactly this category listed." })
  category?: string | null;

  @Field(() => [PromiseKind], {
    nullable: true,
    description:
      "Providers with promises in force of all these kinds, be it on everything they sell or on one of their public listings. At most 9.",
  })
  @ListOf(0, 9)
  promiseKinds?: PromiseKind[] | null;
}
