import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor";
import { recordOnProvider } from "../../market/providers/record-on-provider";
import { countStars } from "./count-stars";
import { lockReview } from "./lock-review";
import type { HideReviewInput, UnhideReviewInput } from "./review-inputs.types";

/** A stub with the reason stays, and its stars do not count while it is hidden. */
export async function hideReview(
  tx: Tx,
  actor: Actor,
  { reviewId, because, text }: HideReviewInput,
): Promise<{ reviewId: string }> {
  const { provider, review } = await lockReview(tx, actor, reviewId, "HIDE");
  tx.change(review, { hiddenBecause: because, hiddenText: text, hiddenById: actor.accountId, hiddenAt: tx.now });
  countStars(tx, review, { shown: -1, hidden: 1 });
  const data = { reviewId, because, text };
  recordOnProvider(tx, provider, "REVIEW_HIDDEN", moderator(actor), "PUBLIC", data, [review.consumerId, provider.id]);
  return { reviewId };
}

export async function unhideReview(
  tx: Tx,
  actor: Actor,
  { reviewId, text }: UnhideReviewInput,
): Promise<{ reviewId: string }> {
  const { provider, review } = await lockReview(tx, actor, reviewId, "UNHIDE");
  tx.change(review, { hiddenBecause: null, hiddenText: null, hiddenById: null, hiddenAt: null });
  countStars(tx, review, { shown: 1, hidden: -1 });
  const data = { reviewId, text };
  recordOnProvider(tx, provider, "REVIEW_UNHIDDEN", moderator(actor), "PUBLIC", data, [review.consumerId, provider.id]);
  return { reviewId };
}

const moderator = ({ accountId }: Actor): { actorId: string; actorRole: string } => ({
  actorId: accountId,
  actorRole: "MODERATOR",
});
