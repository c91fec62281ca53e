import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { Provider } from "../../market/providers/provider.entity";
import type { ReviewAction } from "./review-enums.types";
import { Review } from "./review.entity";
import { whyNot } from "./review.policy";

/** A review, with its provider locked, for someone who may do this to it now. */
export async function lockReview(
  tx: Tx,
  actor: Actor,
  id: string,
  action: ReviewAction,
): Promise<{ provider: Provider; review: Review }> {
  const found = isIdOf(Review, id) ? await tx.byId(Review, id) : null;
  const provider = found && (await tx.lock(Provider, found.providerId));
  const review = provider && (await tx.byId(Review, id));
  if (!review) throw new Refusal("NOT_FOUND", { field: "input.reviewId" });
  const refused = whyNot(action, actor, review);
  if (refused) throw new Refusal(refused.code, { reason: refused.reason, field: "input.reviewId" });
  return { provider, review };
}
