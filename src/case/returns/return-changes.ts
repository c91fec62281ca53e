import type { Tx } from "../../platform/database/tx";
import type { ReturnCase, ReturnCondition } from "./return-case.entity";

// Changes of a return's own row. Their consequences for the case, the settlement or the remedy are downstream, with
// the remedies.

export function ship(tx: Tx, goods: ReturnCase, shipment: string): void {
  tx.change(goods, { status: "SHIPPED", shipment, shippedAt: tx.now });
}

/** `condition`: null when the provider said nothing in time. */
export function receive(tx: Tx, goods: ReturnCase, condition: ReturnCondition | null, note: string | null): void {
  const rejected = condition !== null && condition !== "INTACT";
  tx.change(goods, {
    condition,
    conditionNote: note,
    receivedAt: tx.now,
    ...(rejected ? { status: "REJECTED" as const } : {}),
  });
}

export function contest(tx: Tx, goods: ReturnCase, reason: string): void {
  tx.change(goods, { status: "CONTESTED", contestReason: reason, contestedAt: tx.now });
}

export function decide(tx: Tx, goods: ReturnCase, decidedById: string, reason: string): void {
  tx.change(goods, { decisionReason: reason, decidedById, decidedAt: tx.now });
}

/** The goods are back and intact, or count as such. */
export function holdIntact(tx: Tx, goods: ReturnCase): void {
  tx.change(goods, { status: "RECEIVED" });
}
