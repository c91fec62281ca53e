import type { Id, Text } from "../../platform/database/event";
import type { HidingReason } from "./review-enums.types";

declare module "../../market/providers/provider-events" {
  interface ProviderEvents {
    REVIEW_WRITTEN: { reviewId: Id; listingId: Id };
    REVIEW_ANSWERED: { reviewId: Id };
    REVIEW_HIDDEN: { reviewId: Id; because: HidingReason; text: Text };
    REVIEW_UNHIDDEN: { reviewId: Id; text: Text };
  }
}
