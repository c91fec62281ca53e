import { Order } from "../../market/orders/order.entity";
import type { Loaders } from "../../platform/database/loaders";
import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import { arePaidAndIndependent } from "../reputation/independent-order.queries";
import { dayOf, monthOf } from "../statistics/period.pure";
import { KeptCount } from "./kept-count.entity";
import { frozenPromises, type FrozenPromise } from "./order-facts.queries";
import { outcomeOf, type KeptOutcome } from "./promise-outcome.pure";
import { PromiseOutcome } from "./promise-outcome.entity";

/** An order after an event, with its promises. */
interface Frozen {
  order: Order;
  at: number;
  promises: readonly FrozenPromise[];
}

/** Counts the promises of orders anew: whatever has happened to them, each is counted once, or not at all. `at`: in this order. */
export async function countPromises(
  tx: Tx,
  orders: readonly { order: Order; at: number }[],
  reads: Loaders,
): Promise<void> {
  const frozen = await Promise.all(
    orders.map(async ({ order, at }) => {
      // Only this projection writes outcomes, and keeps what it has read as it is now.
      const [promises, stored] = await Promise.all([
        frozenPromises(reads, order),
        reads.manyBy(PromiseOutcome, "orderId", order.id),
      ]);
      return { order, at, promises, stored };
    }),
  );
  const independent = await whichCount(tx, frozen);
  const added: PromiseOutcome[] = [];
  const counts: KeptCount[] = [];
  for (const [index, { order, at, promises, stored }] of frozen.entries()) {
    const isIndependent = independent[index] ?? false;
    for (const { id, lineage, facts } of promises) {
      const row = stored.find((each) => each.id === id);
      const before = row?.outcome ?? null;
      const outcome = outcomeOf({ ...facts, isIndependent }, at);
      if (outcome === before) continue;
      if (!row) {
        const first = Object.assign(new PromiseOutcome(), { id, orderId: order.id, outcome });
        stored.push(first);
        added.push(first);
      } else if (added.includes(row)) row.outcome = outcome;
      else tx.change(row, { outcome });
      counts.push({
        id: newId(KeptCount),
        providerId: order.providerId,
        lineage,
        period: monthOf(dayOf(order.placedAt)),
        kept: difference("KEPT", before, outcome),
        broken: difference("BROKEN", before, outcome),
      });
    }
  }
  tx.insert(PromiseOutcome, ...added);
  tx.addUp(KeptCount, ["lineage", "period"], ["kept", "broken"], counts);
}

/** Of each whether it counts; asked only of those where it makes a difference. */
async function whichCount(tx: Tx, orders: readonly Frozen[]): Promise<boolean[]> {
  const asked = orders.filter(({ promises, at }) =>
    promises.some(({ facts }) => {
      const [one, other] = [true, false].map((isIndependent) => outcomeOf({ ...facts, isIndependent }, at));
      return one !== other;
    }),
  );
  const answers = await arePaidAndIndependent(
    tx,
    asked.map(({ order, at }) => ({ orderId: order.id, at })),
  );
  return orders.map((each) => answers[asked.indexOf(each)] ?? false);
}

const difference = (of: KeptOutcome, before: KeptOutcome | null, now: KeptOutcome | null): number =>
  Number(now === of) - Number(before === of);
