import type { Author } from "../../accounts/account/record-on-account";
import { wordsOfPeople } from "../../adjudication/register/private-words.queries";
import { refusePrivateWords } from "../../adjudication/register/refuse-private-words";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { recordOnProvider } from "../../market/providers/record-on-provider";
import { countStars } from "./count-stars";
import { lockReview } from "./lock-review";
import type { UnhideReviewInput } from "./review-inputs.types";

export async function unhideReview(
  tx: Tx,
  actor: Actor,
  { reviewId, text }: UnhideReviewInput,
): Promise<{ reviewId: string }> {
  const { provider, review } = await lockReview(tx, actor, reviewId, "UNHIDE");
  refusePrivateWords(text, await wordsOfPeople(tx, [review.consumerId], tx.now), "input.text");
  tx.change(review, { hiddenBecause: null, hiddenText: null, hiddenById: null, hiddenAt: null });
  countStars(tx, review, { shown: 1, hidden: -1 });
  const data = { reviewId, text };
  recordOnProvider(tx, provider, "REVIEW_UNHIDDEN", moderator(actor), "PUBLIC", data, [review.consumerId, provider.id]);
  return { reviewId };
}

const moderator = ({ accountId }: Actor): Author => ({
  actorId: accountId,
  actorRole: "MODERATOR",
});
