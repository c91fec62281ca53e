import type { Tx } from "../../platform/database/tx";
import { Provider } from "../providers/provider.entity";

/** The provider that was admitted with this provider's licence; null when there is none. */
export const holderOf = (
  reader: Pick<Tx, "findOne">,
  { id, licenceNo, licenceKey }: Provider,
): Promise<Provider | null> =>
  licenceKey === licenceNo
    ? Promise.resolve(null)
    : reader.findOne(Provider, { licenceKey: licenceNo }).then((held) => (held?.id === id ? null : held));
