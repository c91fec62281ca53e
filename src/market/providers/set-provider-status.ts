import type { Tx } from "../../platform/database/tx";
import type { ProviderStatus } from "./provider-status.types";
import type { Provider } from "./provider.entity";

/** Set by vetting or for lack of an owner; penalties are separate. The caller records the event, since its meaning differs. */
export function setProviderStatus(tx: Tx, provider: Provider, status: ProviderStatus): void {
  tx.change(provider, { status });
}
