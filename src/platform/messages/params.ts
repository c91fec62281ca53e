import type { Locale } from "../identity/actor";

/** An amount in minor units, with the currency that says what they are. */
export interface AmountParam {
  amount: number;
  currency: string;
}

/** What is called something else in each language, and not by a message of ours. */
export type Title = Readonly<Record<Locale, string>>;

/** What a message's placeholder can hold: a moment is epoch milliseconds, a list is one of names or of enum values. */
export type Param = string | number | readonly string[] | readonly Title[] | AmountParam;
export type Params = Readonly<Record<string, Param>>;
