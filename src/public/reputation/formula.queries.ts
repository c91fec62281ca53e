import type { Reader } from "../../platform/database/reader";
import { HouseRules } from "../../house-rules/house-rules";
import { CAPPING_KINDS, type Formula } from "./reputation.pure";

/** The formula in force at a moment. */
export async function formulaAt(reader: Reader, at: number): Promise<Formula> {
  const rules = await HouseRules.inForce(reader, at);
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
  };
}
