import type { Tx } from "../../platform/database/tx";
import type { Provider } from "./provider.entity";

/** What it says of itself, under its lock. */
export function describeProvider(tx: Tx, provider: Provider, description: string | null): void {
  tx.change(provider, { description });
}
