import type { Author } from "../../accounts/account/record-on-account";
import { wordsOfPeople } from "../../adjudication/register/private-words.queries";
import { refusePrivateWords } from "../../adjudication/register/refuse-private-words";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { recordOnProvider } from "../../market/providers/record-on-provider";
import { countStars } from "./count-stars";
import { lockReview } from "./lock-review";
import type { HideReviewInput } from "./review-inputs.types";

/** A stub with the reason stays, and its stars do not count while it is hidden. */
export async function hideReview(
  tx: Tx,
  actor: Actor,
  { reviewId, because, text }: HideReviewInput,
): Promise<{ reviewId: string }> {
  const { provider, review } = await lockReview(tx, actor, reviewId, "HIDE");
  refusePrivateWords(text, await wordsOfPeople(tx, [review.consumerId], tx.now), "input.text");
  tx.change(review, { hiddenBecause: because, hiddenText: text, hiddenById: actor.accountId, hiddenAt: tx.now });
  countStars(tx, review, { shown: -1, hidden: 1 });
  const data = { reviewId, because, text };
  recordOnProvider(tx, provider, "REVIEW_HIDDEN", moderator(actor), "PUBLIC", data, [review.consumerId, provider.id]);
  return { reviewId };
}

const moderator = ({ accountId }: Actor): Author => ({
  actorId: accountId,
  actorRole: "MODERATOR",
});
