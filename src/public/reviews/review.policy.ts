import { conflictWith } from "../../accounts/actor/conflict.policy";
import type { Order } from "../../market/orders/order.entity";
import { isMemberOf, isModerator, isPerson, isStaff, type Actor } from "../../accounts/actor/actor";
import type { Obstacle } from "../../platform/refusal";
import type { Review } from "./review.entity";
import type { ReviewAction } from "./review-enums.types";
import { reviewableUntil } from "./review.pure";

type Parties = Pick<Review, "consumerId" | "providerId">;

type Standing = Parties & Pick<Review, "answeredAt" | "hiddenAt">;

/**
 * Why this person may not review this order now; null when they may. Whether it has a review already is checked elsewhere. `wasMember`: they
 * left the provider too recently to review it like anyone else.
 */
export function whyNotReview(
  actor: Actor,
  order: Order,
  now: number,
  { windowDays, wasMember, isPaid }: { windowDays: number; wasMember: boolean; isPaid: boolean },
): Obstacle | null {
  if (!isPerson(actor, order.consumerId)) return { code: "FORBIDDEN", reason: "order.onlyByConsumer" };
  // Anyone who has since joined the provider would be reviewing themselves.
  if (isMemberOf(actor, order.providerId)) return { code: "CONFLICT_OF_INTEREST", reason: "review.ownProvider" };
  if (wasMember) return { code: "CONFLICT_OF_INTEREST", reason: "review.formerMember" };
  if (order.status !== "COMPLETED" || order.completedAt === null)
    return { code: "NOT_IN_THIS_STATE", reason: "review.orderNotCompleted" };
  // Accounts and orders cost nothing: without this, neither would stars.
  if (!isPaid) return { code: "NOT_IN_THIS_STATE", reason: "review.orderNotPaid" };
  return now >= reviewableUntil(order.completedAt, windowDays)
    ? { code: "TOO_LATE", reason: "review.windowClosed" }
    : null;
}

const isConcerned = (actor: Actor, { consumerId, providerId }: Parties): boolean =>
  isPerson(actor, consumerId) || isMemberOf(actor, providerId);

/** A hidden review stays visible to those it concerns and to those who decide on it. */
export const maySeeHidden = (actor: Actor | null, review: Parties): boolean =>
  actor !== null && (isStaff(actor) || isConcerned(actor, review));

/** Why this person may not do this to a review now; null when they may. */
export function whyNot(action: ReviewAction, actor: Actor, review: Standing): Obstacle | null {
  if (action === "ANSWER") {
    if (!isMemberOf(actor, review.providerId)) return { code: "FORBIDDEN", reason: "provider.notMember" };
    if (isPerson(actor, review.consumerId)) return { code: "CONFLICT_OF_INTEREST" };
    if (review.hiddenAt !== null) return { code: "NOT_IN_THIS_STATE", reason: "review.hidden" };
    return review.answeredAt === null ? null : { code: "NOT_IN_THIS_STATE", reason: "review.answered" };
  }
  if (!isModerator(actor)) return { code: "FORBIDDEN", reason: "role" };
  if (isConcerned(actor, review)) return { code: "CONFLICT_OF_INTEREST" };
  const conflict = conflictWith(actor, review.providerId);
  if (conflict) return conflict;
  if (action === "HIDE")
    return review.hiddenAt === null ? null : { code: "NOT_IN_THIS_STATE", reason: "review.hidden" };
  return review.hiddenAt !== null ? null : { code: "NOT_IN_THIS_STATE", reason: "review.notHidden" };
}
