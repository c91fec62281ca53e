import type { Severity } from "../../case/complaints/case-enums.types";

/** Money that a case is about, in minor units. */
export interface Stake {
  amount: number;
  currency: string;
}

/** The house rules about charges in proportion: shares in per cent by level, limits in minor units by currency, `other` for the rest. */
export interface ChargeRules {
  shares: Record<Severity, number>;
  least: Readonly<Record<string, number>>;
  most: Readonly<Record<string, number>>;
}

interface Charged {
  level: Severity;
  stake: Stake | null;
}

/** A share, by its level, of what is at stake in every violation that still counts; in one currency, within its limits. */
export function chargeOf(violations: readonly Charged[], currency: string, rules: ChargeRules): number {
  const { shares, least, most } = rules;
  const sum = violations.reduce(
    (total, { level, stake }) => total + (stake?.currency === currency ? (stake.amount * shares[level]) / 100 : 0),
    0,
  );
  const limit = (limits: Readonly<Record<string, number>>): number => limits[currency] ?? limits.other ?? 0;
  return Math.round(Math.min(limit(most), Math.max(limit(least), sum)));
}
