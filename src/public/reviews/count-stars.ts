import type { Tx } from "../../platform/database/tx";
import { ReviewTally } from "./review-tally.entity";
import type { Review } from "./review.entity";

const COUNTERS = ["stars1", "stars2", "stars3", "stars4", "stars5", "hidden"] as const;
const NONE = { stars1: 0, stars2: 0, stars3: 0, stars4: 0, stars5: 0, hidden: 0 };

/** Updates the tallies of the provider and the listing when a review is written, hidden or shown again. The provider is locked. */
export function countStars(
  tx: Tx,
  { providerId, listingId, stars }: Pick<Review, "providerId" | "listingId" | "stars">,
  change: { shown: 1 | -1; hidden: 0 | 1 | -1 },
): void {
  const counters = { ...NONE, [`stars${stars}`]: change.shown, hidden: change.hidden };
  const rows = [providerId, listingId].map((id) => ({ id, ...counters }));
  tx.addUp(ReviewTally, ["id"], [...COUNTERS], rows);
}
