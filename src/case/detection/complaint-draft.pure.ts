import type { CompensationBasis } from "../complaints/compensation.pure";
import type { RemedyKind } from "../complaints/remedy-kind.pure";
import type { MachineFacts } from "../../market/orders/order-record.pure";

/** The remedy that the findings suggest, by the gravest; null when they leave it to the consumer. */
export function demandOf(
  findings: readonly MachineFacts[],
  /** What the promises themselves promise; null unless all of them do. */
  promised: number | null = null,
): { kind: RemedyKind; amount: number | null; basis: CompensationBasis | null } | null {
  if (promised !== null) return { kind: "COMPENSATION", amount: promised, basis: "PROMISED" };
  const demand = refundFor(findings);
  return demand && { ...demand, basis: null };
}

function refundFor(findings: readonly MachineFacts[]): { kind: RemedyKind; amount: number | null } | null {
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
