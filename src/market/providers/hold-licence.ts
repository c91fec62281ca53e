import type { Tx } from "../../platform/database/tx";
import type { Provider } from "./provider.entity";

/** From now on this is its licence, and this provider alone may be admitted with it: the unique key refuses any other. */
export function holdLicence(tx: Tx, provider: Provider, licenceNo: string): void {
  tx.change(provider, { licenceNo, licenceKey: licenceNo });
}

/** Releases the licence: any provider that proves it to be its own may now hold it. */
export function letGoLicence(tx: Tx, provider: Provider): void {
  tx.change(provider, { licenceKey: provider.id });
}
