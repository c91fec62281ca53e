import { Order } from "../../market/orders/order.entity";
import type { Loaders } from "../../platform/database/loaders";
import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import { isPaidAndIndependent } from "../reputation/independent-order.queries";
import { dayOf, monthOf } from "../statistics/period.pure";
import { KeptCount } from "./kept-count.entity";
import { frozenPromises, type FrozenPromise } from "./order-facts.queries";
import { outcomeOf, type KeptOutcome } from "./promise-outcome.pure";
import { PromiseOutcome } from "./promise-outcome.entity";
import { rankKeeping } from "./rank-keeping";

/** Asks for what `countPromises` will read. */
export async function readAhead(known: Loaders, orderId: string): Promise<void> {
  const [order] = await Promise.all([known.byId(Order, orderId), known.manyBy(PromiseOutcome, "orderId", orderId)]);
  if (order) await frozenPromises(known, order);
}

/** Counts the promises of one order anew: whatever has happened to it, each is counted once, or not at all. */
export async function countPromises(tx: Tx, orderId: string, at: number, reads: Loaders): Promise<void> {
  const order = await reads.byId(Order, orderId);
  if (!order) return;
  // Only this projection writes them, and keeps what it has read as it is now.
  const stored = await reads.manyBy(PromiseOutcome, "orderId", orderId);
  const known = new Map(stored.map((row) => [row.id, row]));
  const rows: KeptCount[] = [];
  const frozen = await frozenPromises(reads, order);
  const isIndependent = await counts(tx, order, frozen, at);
  for (const { id, lineage, facts } of frozen) {
    const row = known.get(id);
    const before = row?.outcome ?? null;
    const outcome = outcomeOf({ ...facts, isIndependent }, at);
    if (outcome === before) continue;
    if (row) tx.change(row, { outcome });
    else {
      const added = Object.assign(new PromiseOutcome(), { id, orderId, outcome });
      tx.insert(PromiseOutcome, added);
      stored.push(added);
    }
    rows.push({
      id: newId(KeptCount),
      providerId: order.providerId,
      lineage,
      period: monthOf(dayOf(order.placedAt)),
      kept: difference("KEPT", before, outcome),
      broken: difference("BROKEN", before, outcome),
    });
  }
  if (rows.length === 0) return;
  tx.addUp(KeptCount, ["lineage", "period"], ["kept", "broken"], rows);
  await rankKeeping(tx, order.providerId);
}

/** Whether the order counts; asked only where it makes a difference. */
async function counts(tx: Tx, order: Order, frozen: readonly FrozenPromise[], at: number): Promise<boolean> {
  const depends = frozen.some(({ facts }) => {
    const [one, other] = [true, false].map((isIndependent) => outcomeOf({ ...facts, isIndependent }, at));
    return one !== other;
  });
  return depends && isPaidAndIndependent(tx, order.id, at);
}

const difference = (of: KeptOutcome, before: KeptOutcome | null, now: KeptOutcome | null): number =>
  Number(now === of) - Number(before === of);
