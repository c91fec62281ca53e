import type { Side } from "../../case/complaints/complaint.guards";
import type { Tx } from "../../platform/database/tx";
import type { ReversalReason } from "./ruling-enums";
import { Ruling } from "./ruling.entity";

// What becomes of a ruling, as its row keeps it, under its complaint's lock. Who may, and what follows from it, is downstream, with the
// decisions.

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
