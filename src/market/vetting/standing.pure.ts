import { measureOf, type RestrictionKind } from "../../house-rules/measures.table";
import { isAdmitted } from "../providers/provider.pure";
import type { ProviderStatus } from "../providers/provider-status.types";

/** Vetting sets the status; a penalty overrides it while it is in force. */
export function effectiveStatus(status: ProviderStatus, penalty: RestrictionKind | null): ProviderStatus {
  const restricts = penalty && measureOf(penalty).restricts;
  if (restricts === "COOPERATION") return "TERMINATED";
  return restricts === "TRADE" && isAdmitted({ status }) ? "SUSPENDED" : status;
}
