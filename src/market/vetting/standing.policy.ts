import type { RestrictionKind } from "../listings/restrictions";
import { isAdmitted } from "../providers/provider.policy";
import type { ProviderStatus } from "../providers/provider-status";

/** Vetting keeps the status; a penalty that acts now outweighs it for as long as it acts. */
export function effectiveStatus(status: ProviderStatus, penalty: RestrictionKind | null): ProviderStatus {
  if (penalty === "TERMINATION") return "TERMINATED";
  return penalty === "SUSPENSION" && isAdmitted({ status }) ? "SUSPENDED" : status;
}
