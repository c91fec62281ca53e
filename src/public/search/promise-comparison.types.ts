import { Field, Float, ID, ObjectType } from "type-graphql";
import { defineEnum } from "../../platform/graphql/enum";
import { Listing } from "../../market/listings/listing.entity";
import { PromiseKind } from "../../market/promises/promise-kind.types";
import { PromiseVersion } from "../../market/promises/promise-version.entity";
import type { Better, TermUnit } from "./promise-comparison.pure";

const TermUnitEnum = defineEnum<TermUnit>("PromiseTermUnit", "What a promise's number counts.", {
  MINOR_UNITS: "Money, in the smallest unit of the `currency` beside it.",
  PERCENT: "Of a hundred.",
  HOURS: "Counted in hours.",
  DAYS: "Counted in days.",
});

const BetterEnum = defineEnum<Better>(
  "PromiseTermBetter",
  "Which of two promised numbers is better for the consumer.",
  {
    LEAST: "The smaller: delivered within fewer hours.",
    MOST: "The greater: may be returned for more days.",
  },
);

@ObjectType({ simpleResolvers: true, description: "One numeric term of promises of a kind, listing by listing." })
export class PromiseTermComparison {
  @Field(() => String, { description: "Which: the name of the field of `PromiseTerms`, e.g. `withinHours`." })
  term: string;

  @Field(() => TermUnitEnum, { description: "What the numbers count." })
  unit: TermUnit;

  @Field(() => String, {
    nullable: true,
    description:
      "Of `maxPrice`: ISO 4217 code of the currency; there is one comparison for each that occurs. Null otherwise.",
  })
  currency: string | null;

  @Field(() => BetterEnum, { description: "Which is better for the consumer." })
  better: Better;

  @Field(() => [Float], {
    nullable: "items",
    description:
      "The promised number, one for each of the compared `listings`, in their order; null where there is none. Several promises of the kind on one listing all bind: the best for the consumer is given.",
  })
  values: (number | null)[];

  @Field(() => [ID], {
    description: "The listings that promise the best, in the order of `listings`; several when they promise the same.",
  })
  bestListingIds: string[];
}

@ObjectType({ simpleResolvers: true, description: "What one listing promises of one kind." })
export class PromiseComparisonCell {
  @Field(() => Listing, { description: "The listing that is compared." })
  listing: Listing;

  @Field(() => [PromiseVersion], {
    nullable: true,
    description:
      "The versions in force, which an order placed now freezes; null when nothing of the kind is promised. Where the listing has promises of the kind itself these, else those on everything that its provider sells.",
  })
  versions: PromiseVersion[] | null;
}

@ObjectType({ simpleResolvers: true, description: "Promises of one kind side by side." })
export class PromiseKindComparison {
  @Field(() => PromiseKind, { description: "What they are about." })
  kind: PromiseKind;

  @Field(() => [PromiseComparisonCell], { description: "One for each of the compared `listings`, in their order." })
  cells: PromiseComparisonCell[];

  @Field(() => [PromiseTermComparison], {
    description: "The numbers that at least one of them promises; empty for kinds that a machine cannot compare.",
  })
  terms: PromiseTermComparison[];
}

@ObjectType({ simpleResolvers: true, description: "What several listings promise, side by side." })
export class PromiseComparison {
  @Field(() => [Listing], { description: "The listings compared, in the order asked for." })
  listings: Listing[];

  @Field(() => [PromiseKindComparison], {
    description: "One for each kind that at least one of them promises, in the order of `PromiseKind`.",
  })
  kinds: PromiseKindComparison[];
}
