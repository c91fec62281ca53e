import type { Tx } from "../../platform/database/tx";
import type { Remedy } from "./remedy.entity";

/** The money was sent, for the first time or again. */
export function markSent(tx: Tx, remedy: Remedy): void {
  tx.change(remedy, { paidFromDepositAt: tx.now, reportedMissingAt: null });
}

/** The consumer reports that nothing arrived. */
export function markMissing(tx: Tx, remedy: Remedy): void {
  tx.change(remedy, { reportedMissingAt: tx.now });
}
