import { defineEnum } from "../../platform/graphql/enum";

export type ProviderStatus = keyof typeof ProviderStatus;
export const ProviderStatus = defineEnum("ProviderStatus", "Where a provider stands with the platform.", {
  APPLIED: "Asked to be admitted; not yet looked at.",
  IN_REVIEW: "Being vetted.",
  ACTIVE: "Admitted; may publish and sell.",
  RESTRICTED: "Admitted; may not publish anew for now.",
  SUSPENDED: "May not publish or sell for a time, but defends its cases and performs its orders (封号).",
  TERMINATED: "Cooperation has ended for good; the licence cannot be registered again (解除合作).",
  REJECTED: "Not admitted.",
});
