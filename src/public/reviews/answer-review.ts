import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor";
import { actingRole } from "../../market/providers/provider.policy";
import { recordOnProvider } from "../../market/providers/record-on-provider";
import { lockReview } from "./lock-review";
import type { AnswerReviewInput } from "./review-inputs.types";

/** Once. A suspended provider may, too: it is defending itself. */
export async function answerReview(
  tx: Tx,
  actor: Actor,
  { reviewId, text }: AnswerReviewInput,
): Promise<{ reviewId: string }> {
  const { provider, review } = await lockReview(tx, actor, reviewId, "ANSWER");
  tx.change(review, { answer: text, answeredById: actor.accountId, answeredAt: tx.now });
  const author = { actorId: actor.accountId, actorRole: actingRole(actor, provider.id) };
  recordOnProvider(tx, provider, "REVIEW_ANSWERED", author, "PUBLIC", { reviewId }, [review.consumerId]);
  return { reviewId };
}
