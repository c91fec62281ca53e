import { measureOf, type RestrictionKind } from "../../house-rules/measures";
import { isAdmitted } from "../providers/provider.policy";
import type { ProviderStatus } from "../providers/provider-status";

/** Vetting sets the status; a penalty overrides it while it is in force. */
export function effectiveStatus(status: ProviderStatus, penalty: RestrictionKind | null): ProviderStatus {
  const restricts = penalty && measureOf(penalty).restricts;
  if (restricts === "COOPERATION") return "TERMINATED";
  return restricts === "TRADE" && isAdmitted({ status }) ? "SUSPENDED" : status;
}
