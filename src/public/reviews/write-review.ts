import type { Author } from "../../accounts/account/record-on-account";
import { Order } from "../../market/orders/order.entity";
import { maySeeOrder } from "../../market/orders/order.policy";
import { Payment } from "../../adjudication/payments/payment.entity";
import { paymentStatusOf } from "../../adjudication/payments/payment.pure";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { isIdOf, newId } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { HouseRules } from "../../house-rules/house-rules";
import { wasMember } from "../../market/providers/past-membership.queries";
import { Provider } from "../../market/providers/provider.entity";
import { recordOnProvider } from "../../market/providers/record-on-provider";
import { countStars } from "./count-stars";
import { Review } from "./review.entity";
import type { WriteReviewInput } from "./review-inputs.types";
import { whyNotReview } from "./review.policy";

/** Once for each order, and permanent. The provider's lock keeps a second one out. */
export async function writeReview(
  tx: Tx,
  actor: Actor,
  { orderId, stars, text }: WriteReviewInput,
): Promise<{ reviewId: string }> {
  const { provider, order } = await lockOrder(tx, actor, orderId);
  const rules = await HouseRules.inForce(tx, tx.now);
  const refused = whyNotReview(actor, order, tx.now, {
    windowDays: rules.at(order.completedAt ?? tx.now).number("review.window", "days"),
    wasMember: await wasMember(tx, actor.accountId, order.providerId),
    isPaid: paymentStatusOf(order, await tx.find(Payment, { orderId, purpose: "ORDER" })) === "PAID",
  });
  if (refused) throw new Refusal(refused.code, { reason: refused.reason, field: "input.orderId" });
  const existing = await tx.findOne(Review, { orderId });
  if (existing) throw new Refusal("ALREADY_EXISTS", { reason: "review.written", existingId: existing.id });

  const { consumerId, providerId, listingId } = order;
  const review = Object.assign(new Review(), {
    id: newId(Review),
    orderId,
    consumerId,
    providerId,
    listingId,
    stars,
    text,
    writtenAt: tx.now,
  });
  tx.insert(Review, review);
  countStars(tx, review, { shown: 1, hidden: 0 });
  const author: Author = { actorId: actor.accountId, actorRole: "CONSUMER" };
  recordOnProvider(tx, provider, "REVIEW_WRITTEN", author, "PUBLIC", { reviewId: review.id, listingId }, [provider.id]);
  return { reviewId: review.id };
}

/** Checks before locking whether they may see the order, so that strangers cannot hold a lock on a provider's row. */
async function lockOrder(tx: Tx, actor: Actor, id: string): Promise<{ provider: Provider; order: Order }> {
  const found = isIdOf(Order, id) ? await tx.byId(Order, id) : null;
  const provider = found && maySeeOrder(actor, found) ? await tx.lock(Provider, found.providerId) : null;
  const order = provider && (await tx.byId(Order, id));
  if (!order) throw new Refusal("NOT_FOUND", { field: "input.orderId" });
  return { provider, order };
}
