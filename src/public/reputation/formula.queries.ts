import type { Reader } from "../../platform/database/reader";
import { HouseRules } from "../../house-rules/house-rules";
import { CAPPING_KINDS, type Formula } from "./reputation.pure";

/** The formula in force at a moment. */
export const formulaAt = async (reader: Reader, at: number): Promise<Formula> =>
  toFormula(await HouseRules.inForce(reader, at));

export function toFormula(rules: HouseRules): Formula {
  return {
    version: rules.number("reputation.formula", "version"),
    halfLifeDays: rules.number("reputation.formula", "halfLifeDays"),
    newBelow: rules.number("reputation.formula", "newBelow"),
    levels: {
      L1: rules.number("reputation.levels", "L1"),
      L2: rules.number("reputation.levels", "L2"),
      L3: rules.number("reputation.levels", "L3"),
      L4: rules.number("reputation.levels", "L4"),
    },
    settled: rules.number("reputation.levels", "settled"),
    settledOften: {
      share: rules.number("reputation.settled", "share"),
      cases: rules.number("reputation.settled", "cases"),
      times: rules.number("reputation.settled", "multiple"),
      least: rules.number("reputation.settled", "least"),
      permille: rules.number("reputation.settled", "permille"),
      days: rules.number("reputation.settled", "days"),
      known: rules.number("reputation.norms", "orders"),
    },
    weights: {
      freshDays: rules.number("reputation.weights", "freshDays"),
      fresh: rules.number("reputation.weights", "fresh"),
      further: rules.number("reputation.weights", "further"),
      leastFault: rules.number("reputation.weights", "leastFault"),
    },
    orders: { most: rules.number("reputation.orders", "most"), days: rules.number("reputation.orders", "days") },
    faults: { weight: rules.number("reputation.faults", "weight"), rate: rules.number("reputation.faults", "rate") },
    answered: {
      weight: rules.number("reputation.answered", "weight"),
      prior: rules.number("reputation.answered", "prior"),
    },
    solved: {
      weight: rules.number("reputation.solved", "weight"),
      prior: rules.number("reputation.solved", "prior"),
      partly: rules.number("reputation.solved", "partly"),
    },
    verified: { least: rules.number("reputation.verified", "least") },
    exponents: {
      keep: rules.number("reputation.exponents", "keep"),
      answered: rules.number("reputation.exponents", "answered"),
      solved: rules.number("reputation.exponents", "solved"),
      verified: rules.number("reputation.exponents", "verified"),
    },
    z: rules.number("reputation.rank", "z"),
    caps: Object.fromEntries(
      CAPPING_KINDS.map((kind) => [kind, rules.number("reputation.caps", kind)]),
    ) as Formula["caps"],
    seriousCaps: { L3: rules.number("reputation.serious", "L3"), L4: rules.number("reputation.serious", "L4") },
  };
}
