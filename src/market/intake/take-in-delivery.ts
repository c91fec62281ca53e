import { Refusal } from "../../platform/refusal";
import { DAY } from "../../platform/time";
import type { Order } from "../orders/order.entity";
import { ORDER_LIFECYCLE } from "../orders/order.lifecycle";
import type { OrderAction } from "../orders/order-status.types";
import { stepOrder } from "../orders/step-order";
import type { DeliveryRecordInput } from "./intake.types";
import type { RecordBatch, Taken } from "./record-batch";

/** What became of an order there. What its parties said here already stays. */
export function takeInDelivery(batch: RecordBatch, record: DeliveryRecordInput): Taken {
  const { tx, author: by, rules } = batch;
  const order = batch.order(record.order, "delivery.order");
  const steps = stepsOf(batch, record, order);
  const provider = batch.providerById(order.providerId);
  for (const { action, at } of steps) {
    const completeAt = at + rules.number("order.autoComplete", "days") * DAY;
    // History: the time in which it could be contested was over before it was known here. Nobody is told that it runs, see `sweepOrders`.
    const isOver = completeAt <= tx.now;
    stepOrder(tx, provider, order, action, {
      ...{ by, at, completeAt: isOver ? at : completeAt },
      passing: steps.length > 1 || isOver,
    });
  }
  return { outcome: steps.length > 0 ? "UPDATED" : "UNCHANGED", id: order.id, own: true };
}

interface Happened {
  action: OrderAction;
  at: number;
}

/** What is news of it, in order; refuses what cannot have come about. */
function stepsOf(batch: RecordBatch, record: DeliveryRecordInput, order: Order): Happened[] {
  const { deliveredAt, completedAt, cancelledAt } = record;
  const time = (at: number | null | undefined, name: string, notBefore: number): number | null => {
    if (at === null || at === undefined) return null;
    const field = `delivery.${name}`;
    if (at < notBefore) throw new Refusal("BAD_USER_INPUT", { reason: "intake.order", field });
    return batch.past(at, field);
  };
  const delivered = time(deliveredAt, "deliveredAt", order.placedAt);
  const completed = time(completedAt, "completedAt", delivered ?? order.deliveredAt ?? order.placedAt);
  const cancelled = time(cancelledAt, "cancelledAt", order.placedAt);
  if (delivered === null && completed === null && cancelled === null)
    throw new Refusal("BAD_USER_INPUT", { reason: "intake.nothingHappened", field: "delivery" });
  const steps: Happened[] = [];
  let { status } = order;
  const step = (action: OrderAction, at: number | null, field: string): void => {
    const { from, to } = ORDER_LIFECYCLE[action];
    if (at === null || status === to || (action === "DELIVER" && status === "COMPLETED")) return;
    if (status !== from)
      throw new Refusal("NOT_IN_THIS_STATE", {
        reason: "order.status",
        field: `delivery.${field}`,
        params: { status },
      });
    steps.push({ action, at });
    status = to;
  };
  // What had happened when its consumer said that nothing had come is what that was said of.
  const isNews = (happened: number | null): boolean => happened !== null && happened > (order.notReceivedAt ?? 0);
  step("DELIVER", [delivered, completed].find(isNews) ?? null, "deliveredAt");
  step("COMPLETE", isNews(completed) ? completed : null, "completedAt");
  step("CANCEL", cancelled, "cancelledAt");
  return steps;
}
