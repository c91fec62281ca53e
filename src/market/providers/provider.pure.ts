import type { ProviderStatus } from "./provider-status.types";

export interface ProviderFacts {
  id: string;
  status: ProviderStatus;
}

/** Those with whom the platform works, however much they may do at present. */
export const isAdmitted = ({ status }: Pick<ProviderFacts, "status">): boolean =>
  status === "ACTIVE" || status === "RESTRICTED" || status === "SUSPENDED";

/** Whoever was rejected may put things right and apply again. */
export const hasEnded = ({ status }: ProviderFacts): boolean => status === "TERMINATED";
