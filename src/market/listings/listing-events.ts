declare module "../providers/provider-events" {
  interface ProviderEvents {
    LISTING_CREATED: { listingId: string };
    LISTING_UPDATED: { listingId: string };
    LISTING_LISTED: { listingId: string };
    LISTING_DELISTED: { listingId: string };
  }
}

export {};
