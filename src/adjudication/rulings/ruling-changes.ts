import type { Side } from "../../case/complaints/complaint-guards.pure";
import type { Tx } from "../../platform/database/tx";
import type { ReversalReason } from "./ruling-enums.types";
import { RulingFinding } from "./ruling-finding.entity";
import { Ruling } from "./ruling.entity";

// Changes of a ruling's row, under its complaint's lock. Permissions and consequences are downstream, in the decisions.

type Named = Pick<Ruling, "id" | "providerId">;

export function addRuling(tx: Tx, ruling: Ruling, findings: readonly Partial<RulingFinding>[]): void {
  tx.insert(Ruling, ruling);
  tx.insert(RulingFinding, ...findings);
}

/** The second person agrees. */
export function approve(tx: Tx, ruling: Ruling, approvedById: string, approvalNote: string | null): void {
  tx.change(ruling, { approvedById, approvedAt: tx.now, approvalNote });
}

/** The second person disagrees: it never takes effect. */
export function decline(tx: Tx, ruling: Ruling, declinedById: string, approvalNote: string): void {
  tx.change(ruling, { status: "DECLINED", approvedById: declinedById, approvedAt: tx.now, approvalNote });
}

/** It takes effect. */
export function issue(tx: Tx, ruling: Ruling, appealableUntil: number | null): void {
  tx.change(ruling, { status: "ISSUED", issuedAt: tx.now, appealableUntil });
}

/** Until when it may be appealed against; null until the appeals are decided. */
export function setAppealWindow(tx: Tx, { id, providerId }: Named, appealableUntil: number | null): void {
  tx.update(Ruling, id, { appealableUntil }, { providerId });
}

/** This side accepts it and waives its right to appeal. */
export function accept(tx: Tx, { id, providerId }: Named, side: Side): void {
  const waived = side === "CONSUMER" ? { consumerWaivedAt: tx.now } : { providerWaivedAt: tx.now };
  tx.update(Ruling, id, waived, { providerId });
}

/** No appeal is possible any longer. */
export function makeFinal(tx: Tx, ruling: Ruling): void {
  tx.change(ruling, { finalAt: tx.now });
}

export function reverse(tx: Tx, ruling: Ruling, because: ReversalReason): void {
  tx.change(ruling, { status: "REVERSED", reversedAt: tx.now, reversedBecause: because });
}
