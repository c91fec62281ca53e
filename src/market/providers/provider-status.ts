import { registerEnumType } from "type-graphql";

export type ProviderStatus =
  "APPLIED" | "IN_REVIEW" | "ACTIVE" | "RESTRICTED" | "SUSPENDED" | "TERMINATED" | "REJECTED";
export const ProviderStatus: { [K in ProviderStatus]: K } = {
  APPLIED: "APPLIED",
  IN_REVIEW: "IN_REVIEW",
  ACTIVE: "ACTIVE",
  RESTRICTED: "RESTRICTED",
  SUSPENDED: "SUSPENDED",
  TERMINATED: "TERMINATED",
  REJECTED: "REJECTED",
};
registerEnumType(ProviderStatus, {
  name: "ProviderStatus",
  description: "Where a provider stands with the platform.",
  valuesConfig: {
    APPLIED: { description: "Asked to be admitted; not yet looked at." },
    IN_REVIEW: { description: "Being vetted." },
    ACTIVE: { description: "Admitted; may publish and sell." },
    RESTRICTED: { description: "Admitted; may not publish anew for now." },
    SUSPENDED: {
      description: "May not publish or sell for a time, but defends its cases and performs its orders (封号).",
    },
    TERMINATED: { description: "Cooperation has ended for good; the licence cannot be registered again (解除合作)." },
    REJECTED: { description: "Not admitted." },
  },
});
