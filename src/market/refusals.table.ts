import type { RefusalRow } from "../platform/refusals.table";

// oxfmt-ignore
export const MARKET_REFUSALS = {
  LEASE_HELD:          { status: 409, retry: "LATER", carries: ["availableAt", "field"], says: "Somebody else is working on it, until `availableAt` unless they stay on it." },
  LEASE_REQUIRED:      { status: 409, retry: "AFTER_READING", carries: ["availableAt", "field"], says: "Whoever acts must have taken it first, and still have it." },
  LISTING_UNAVAILABLE: { status: 409, retry: "LATER", carries: ["availableAt", "field"], says: "The listing cannot be ordered now." },
  PROVIDER_RESTRICTED: { status: 403, retry: "LATER", carries: ["availableAt", "field"], says: "A penalty, or its status, keeps the provider from this." },
} as const satisfies Record<string, RefusalRow>;
