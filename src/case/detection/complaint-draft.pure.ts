import type { RemedyKind } from "../complaints/remedy-kind.pure";
import type { MachineFacts } from "../../market/orders/order-record.pure";

/** What the findings speak for, gravest first; null when they leave it to the consumer. */
export function demandOf(findings: readonly MachineFacts[]): { kind: RemedyKind; amount: number | null } | null {
  const has = (shortfall: MachineFacts["shortfall"]): boolean => findings.some((each) => each.shortfall === shortfall);
  if (has("NOT_DELIVERED")) return { kind: "REFUND_FULL", amount: null };
  if (has("RETURN_REFUSED")) return { kind: "RETURN_AND_REFUND", amount: null };
  // Several promises of a price are broken by one and the same excess.
  const excess = Math.max(
    0,
    ...findings.flatMap(({ shortfall, amount }) => (shortfall === "OVERPRICED" ? (amount ?? 0) : [])),
  );
  return excess > 0 ? { kind: "REFUND_PART", amount: excess } : null;
}
