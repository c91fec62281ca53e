import type { Quantity } from "../../platform/database/event";

declare module "../../market/providers/provider-events" {
  interface ProviderEvents {
    REPUTATION_CHANGED: { score: Quantity | null; before: Quantity | null };
  }
}
