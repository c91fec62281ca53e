import type { HouseRule } from "./house-rules.table";

/**
 * With what earlier releases began, where this one begins otherwise: a database keeps the first value of a rule that it was made with, and
 * `redress verify` takes any other for one that nobody decided.
 */
export const FORMER_VALUES: Readonly<Partial<Record<HouseRule, readonly Readonly<Record<string, number>>[]>>> = {};
