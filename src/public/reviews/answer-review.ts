import type { Author } from "../../accounts/account/record-on-account";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { actingRole } from "../../market/providers/provider.policy";
import { recordOnProvider } from "../../market/providers/record-on-provider";
import { lockReview } from "./lock-review";
import type { AnswerReviewInput } from "./review-inputs.types";

/** Once only. A suspended provider may answer too, to defend itself. */
export async function answerReview(
  tx: Tx,
  actor: Actor,
  { reviewId, text }: AnswerReviewInput,
): Promise<{ reviewId: string }> {
  const { provider, review } = await lockReview(tx, actor, reviewId, "ANSWER");
  tx.change(review, { answer: text, answeredById: actor.accountId, answeredAt: tx.now });
  const author: Author = { actorId: actor.accountId, actorRole: actingRole(actor, provider.id) };
  recordOnProvider(tx, provider, "REVIEW_ANSWERED", author, "PUBLIC", { reviewId }, [review.consumerId]);
  return { reviewId };
}
