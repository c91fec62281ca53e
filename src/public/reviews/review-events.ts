import type { HidingReason } from "./review-enums.types";

declare module "../../market/providers/provider-events" {
  interface ProviderEvents {
    REVIEW_WRITTEN: { reviewId: string; listingId: string };
    REVIEW_ANSWERED: { reviewId: string };
    REVIEW_HIDDEN: { reviewId: string; because: HidingReason; text: string };
    REVIEW_UNHIDDEN: { reviewId: string; text: string };
  }
}
