import { defineEnum } from "../../platform/graphql/enum";

export type ProviderStatus = keyof typeof ProviderStatus;
export const ProviderStatus = defineEnum("ProviderStatus", "A provider's status on the platform.", {
  APPLIED: "Has applied to be admitted; not reviewed yet.",
  IN_REVIEW: "It is being vetted.",
  ACTIVE: "Admitted; may publish and sell.",
  RESTRICTED: "Admitted; may not publish anything new for now.",
  SUSPENDED: "May not publish or sell for a time, but can still defend its cases and perform its orders (暂停经营).",
  TERMINATED: "Cooperation has ended for good; nobody is admitted with its licence again (解除合作).",
  REJECTED: "It was not admitted.",
});
