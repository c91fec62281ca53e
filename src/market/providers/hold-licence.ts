import type { Tx } from "../../platform/database/tx";
import type { Provider } from "./provider.entity";

/** From now on this provider alone may be admitted with its licence: the unique key refuses whoever else tries. */
export function holdLicence(tx: Tx, provider: Provider): void {
  tx.change(provider, { licenceKey: provider.licenceNo });
}

/** Whoever shows the licence as its own may hold it now. */
export function letGoLicence(tx: Tx, provider: Provider): void {
  tx.change(provider, { licenceKey: provider.id });
}
