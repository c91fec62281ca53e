import type { Id } from "../../platform/database/event";

declare module "../providers/provider-events" {
  interface ProviderEvents {
    LISTING_CREATED: { listingId: Id };
    LISTING_UPDATED: { listingId: Id };
    LISTING_LISTED: { listingId: Id };
    LISTING_DELISTED: { listingId: Id };
  }
}
