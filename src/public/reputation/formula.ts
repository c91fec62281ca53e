import type { Reader } from "../../platform/database/reader";
import { HouseRules } from "../../house-rules/house-rules";
import { CAPPING_KINDS, type Formula } from "./reputation.policy";

/** The formula in force at a moment. */
export async function formulaAt(reader: Reader, at: number): Promise<Formula> {
  const rules = await HouseRules.inForce(reader, at);
  const number = (name: string, unit: string): number => rules.number(`reputation.${name}`, unit);
  return {
    version: number("formula", "version"),
    halfLifeDays: number("formula", "halfLifeDays"),
    newBelow: number("formula", "newBelow"),
    levels: {
      L1: number("levels", "L1"),
      L2: number("levels", "L2"),
      L3: number("levels", "L3"),
      L4: number("levels", "L4"),
    },
    settled: number("levels", "settled"),
    orders: { most: number("orders", "most"), days: number("orders", "days") },
    faults: { weight: number("faults", "weight"), rate: number("faults", "rate") },
    answered: { weight: number("answered", "weight"), prior: number("answered", "prior") },
    solved: {
      weight: number("solved", "weight"),
      prior: number("solved", "prior"),
      partly: number("solved", "partly"),
    },
    verified: { least: number("verified", "least") },
    exponents: {
      keep: number("exponents", "keep"),
      answered: number("exponents", "answered"),
      solved: number("exponents", "solved"),
      verified: number("exponents", "verified"),
    },
    z: number("rank", "z"),
    caps: Object.fromEntries(CAPPING_KINDS.map((kind) => [kind, number("caps", kind)])) as Formula["caps"],
  };
}
