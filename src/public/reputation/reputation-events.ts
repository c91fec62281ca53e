declare module "../../market/providers/provider-events" {
  interface ProviderEvents {
    REPUTATION_CHANGED: { score: number | null; before: number | null };
  }
}

export {};
