import type { Tx } from "../../platform/database/tx";
import type { ProviderStatus } from "./provider-status.types";
import type { Provider } from "./provider.entity";

/** By its vetting or for want of an owner; penalties are apart. The caller records it, for what it means differs. */
export function setProviderStatus(tx: Tx, provider: Provider, status: ProviderStatus): void {
  tx.change(provider, { status });
}
