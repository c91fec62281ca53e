import type { Author } from "../../accounts/account/record-on-account";
import type { Tx } from "../../platform/database/tx";
import { nameKeyOf } from "./licence.pure";
import type { Provider } from "./provider.entity";
import { recordOnProvider } from "./record-on-provider";

/** Makes it the provider's name everywhere. */
export function takeName(tx: Tx, provider: Provider, legalName: string, author: Author): void {
  const before = provider.legalName;
  tx.change(provider, { legalName, nameKey: nameKeyOf(legalName), pendingName: null });
  const renamed = before === legalName ? {} : { before, after: legalName };
  recordOnProvider(tx, provider, "PROVIDER_UPDATED", author, "PUBLIC", renamed);
}
