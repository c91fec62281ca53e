import { Order } from "../../market/orders/order.entity";
import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import { dayOf, monthOf } from "../statistics/period.pure";
import { KeptCount } from "./kept-count.entity";
import { frozenPromises } from "./order-facts.queries";
import { outcomeOf, type KeptOutcome } from "./promise-outcome.pure";
import { PromiseOutcome } from "./promise-outcome.entity";
import { rankKeeping } from "./rank-keeping";

/** Counts the promises of one order anew: whatever has happened to it, each is counted once, or not at all. */
export async function countPromises(tx: Tx, orderId: string, at: number): Promise<void> {
  const order = await tx.byId(Order, orderId);
  if (!order) return;
  const known = new Map((await tx.find(PromiseOutcome, { orderId })).map((row) => [row.id, row]));
  const rows: KeptCount[] = [];
  for (const { id, lineage, facts } of await frozenPromises(tx, order, at)) {
    const row = known.get(id);
    const before = row?.outcome ?? null;
    const outcome = outcomeOf(facts, at);
    if (outcome === before) continue;
    if (row) tx.change(row, { outcome });
    else tx.insert(PromiseOutcome, { id, orderId, outcome });
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

const difference = (of: KeptOutcome, before: KeptOutcome | null, now: KeptOutcome | null): number =>
  Number(now === of) - Number(before === of);
