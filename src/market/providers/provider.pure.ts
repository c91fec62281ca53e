import type { ProviderStatus } from "./provider-status.types";

export interface ProviderFacts {
  id: string;
  status: ProviderStatus;
}

/** Providers that the platform works with, whatever they may do at present. */
export const isAdmitted = ({ status }: Pick<ProviderFacts, "status">): boolean =>
  status === "ACTIVE" || status === "RESTRICTED" || status === "SUSPENDED";

/** Its licence was found to be another's: it has to show one of its own. */
export const hasLostLicence = (
  provider: Pick<ProviderFacts, "status"> & { licenceNo: string; licenceKey: string },
): boolean => isAdmitted(provider) && provider.licenceKey !== provider.licenceNo;
