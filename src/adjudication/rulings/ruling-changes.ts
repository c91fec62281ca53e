import type { Side } from "../../case/complaints/complaint-guards.pure";
import type { Tx } from "../../platform/database/tx";
import type { ReversalReason } from "./ruling-enums.types";
import { RulingFinding } from "./ruling-finding.entity";
import { Ruling } from "./ruling.entity";

// What becomes of a ruling, as its row keeps it, under its complaint's lock. Who may, and what follows from it, is downstream, with the
// decisions.

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

/** Until when it may be appealed; null: as long as it takes to decide on the appeals. */
export function setAppealWindow(tx: Tx, rulingId: string, appealableUntil: number | null): void {
  tx.update(Ruling, rulingId, { appealableUntil });
}

/** This side accepts it, and gives up its right to appeal. */
export function accept(tx: Tx, rulingId: string, side: Side): void {
  tx.update(Ruling, rulingId, side === "CONSUMER" ? { consumerWaivedAt: tx.now } : { providerWaivedAt: tx.now });
}

/** Nobody can appeal it any more. */
export function makeFinal(tx: Tx, ruling: Ruling): void {
  tx.change(ruling, { finalAt: tx.now });
}

export function reverse(tx: Tx, ruling: Ruling, because: ReversalReason): void {
  tx.change(ruling, { status: "REVERSED", reversedAt: tx.now, reversedBecause: because });
}
