import type { Tx } from "../../platform/database/tx";
import { Provider } from "../providers/provider.entity";

/** Who was admitted with this provider's licence; null when nobody was. */
export const holderOf = (
  reader: Pick<Tx, "findOne">,
  { id, licenceNo, licenceKey }: Provider,
): Promise<Provider | null> =>
  licenceKey === licenceNo
    ? Promise.resolve(null)
    : reader.findOne(Provider, { licenceKey: licenceNo }).then((held) => (held?.id === id ? null : held));
