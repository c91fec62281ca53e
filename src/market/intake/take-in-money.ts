import type { Hook } from "../../platform/database/hook";
import type { Tx } from "../../platform/database/tx";
import type { MoneyInput } from "../../platform/graphql/money";
import { Refusal } from "../../platform/refusal";
import type { MovedMoney } from "./intake-hooks";
import type { RecordBatch, Taken } from "./record-batch";

interface Moved {
  kind: "PAYMENT" | "REFUND";
  externalId: string;
  order: string;
  amount: MoneyInput;
  at: number;
}

/** Money that has moved for an order there: it is said once, and stays as it was said. The marketplace knows best. */
export async function takeInMoney(
  batch: RecordBatch,
  hook: Hook<(tx: Tx, moved: MovedMoney) => Promise<string>>,
  { kind, externalId, order: named, amount, at }: Moved,
): Promise<Taken> {
  const { tx, author, source } = batch;
  const slot = kind.toLowerCase();
  if (batch.find(kind, externalId))
    throw new Refusal("BAD_USER_INPUT", { reason: "intake.paymentStays", field: `${slot}.externalId` });
  const order = batch.order(named, `${slot}.order`);
  if (amount.currency !== order.priceCurrency)
    throw new Refusal("BAD_USER_INPUT", {
      ...{ reason: "intake.currency", field: `${slot}.amount.currency` },
      params: { expected: order.priceCurrency },
    });
  // What is paid may be paid before it is ordered.
  if (kind === "REFUND" && at < order.placedAt)
    throw new Refusal("BAD_USER_INPUT", { reason: "intake.order", field: "refund.refundedAt" });
  const [id = ""] = await Promise.all(
    tx.hooked(hook).map((keep) =>
      keep(tx, {
        ...{ provider: batch.providerById(order.providerId), order, author, amount: amount.amount, at },
        reference: `${source.name}:${externalId}`,
      }),
    ),
  );
  return { outcome: "CREATED", id, own: true };
}
