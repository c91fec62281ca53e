import type { HouseRules } from "../../house-rules/house-rules";
import type { UnitOf } from "../../house-rules/house-rules.table";
import { VERIFICATION_KINDS, type VerificationKind } from "./verification-kind.types";
import type { KindRules } from "./verification.pure";

/** The house rules for one kind. */
export function kindRules(rules: HouseRules, kind: VerificationKind): KindRules {
  const number = (unit: UnitOf<`verification.${VerificationKind}`>): number =>
    rules.number(`verification.${kind}`, unit);
  return {
    required: number("required") === 1,
    validDays: number("validDays"),
    reminderDays: number("reminderDays"),
    graceDays: number("graceDays"),
  };
}

export const requiredKinds = (rules: HouseRules): VerificationKind[] =>
  VERIFICATION_KINDS.filter((kind) => kindRules(rules, kind).required);
