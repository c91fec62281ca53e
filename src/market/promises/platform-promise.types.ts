import { Field, ObjectType } from "type-graphql";
import { Bilingual } from "../../platform/graphql/bilingual";
import { defineEnum } from "../../platform/graphql/enum";
import { DateTime } from "../../platform/graphql/scalars";

export const PlatformPromise = defineEnum(
  "PlatformPromise",
  "A promise that the platform itself makes to whoever orders: it binds every provider, whatever else it promises.",
  {
    AS_DESCRIBED: "What is delivered is what the listing describes.",
    DELIVERED: "What was paid for is delivered at all.",
    LAWFUL_RETURN: "What the law lets a consumer return is taken back and refunded.",
    PERSONAL_DATA: "Personal data is used for the order only, and kept safe. Its breach is a DATA_LEAK.",
    PAID_HERE: "Nobody is asked to pay, or to settle a dispute, outside the platform.",
    HONEST: "Nobody is deceived on purpose. Its breach is FRAUD.",
    NO_RETALIATION: "Nobody is threatened or punished for complaining or for a review. Its breach is RETALIATION.",
    SAFE: "Nobody is put in danger. Its breach is about SAFETY.",
  },
);
export type PlatformPromise = keyof typeof PlatformPromise;

@ObjectType({
  simpleResolvers: true,
  description:
    "What an administrator would have the platform promise next. It is announced once a second person publishes the same words for the same date; another proposal takes its place.",
})
export class ProposedVersion {
  @Field(() => Bilingual, { description: "What would be promised." })
  text: Bilingual;

  @Field(() => DateTime, { description: "From when on it would bind the orders placed." })
  effectiveFrom: number;

  @Field(() => DateTime, { description: "When it was proposed." })
  proposedAt: number;

  proposedById: string;
}
