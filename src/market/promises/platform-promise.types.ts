import { defineEnum } from "../../platform/graphql/enum";

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
