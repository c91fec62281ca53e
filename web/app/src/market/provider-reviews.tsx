import type { ReactNode } from "react";
import { present, useRead } from "../api/use-read";
import { Pager, usePlace } from "../design/pager";
import { Loaded } from "../design/loaded";
import { ProviderReviewsDocument } from "./provider.generated";
import { Reviews, ReviewSummary } from "./reviews";
import { useChanges } from "../api/use-changes";

export function ProviderReviews({ id, changes }: { id: string; changes: number }): ReactNode {
  const after = usePlace();
  const read = present(useRead(ProviderReviewsDocument, { id, after }), "provider");
  useChanges(changes, read.onAgain);
  return (
    <Loaded {...read}>
      {({ provider: { reviews, reviewSummary } }) => (
        <>
          <ReviewSummary summary={reviewSummary} />
          <Reviews reviews={reviews.nodes} withListing />
          <Pager pageInfo={reviews.pageInfo} />
        </>
      )}
    </Loaded>
  );
}
