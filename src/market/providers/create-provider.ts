import { lockAccount } from "../../accounts/account/account.queries";
import { SYSTEM, type Author } from "../../accounts/account/record-on-account";
import { refuseDuplicates } from "../../accounts/account/refuse-duplicates";
import type { Tx } from "../../platform/database/tx";
import { FIRST_HASH } from "../../platform/database/event-hash";
import { newId } from "../../platform/ids";
import { joinProvider } from "./join-provider";
import { foldLicence, nameKeyOf } from "./licence.pure";
import { isAdmitted } from "./provider.pure";
import type { ProviderStatus } from "./provider-status.types";
import { Provider } from "./provider.entity";
import { recordOnProvider } from "./record-on-provider";

export interface NewProvider {
  legalName: string;
  licenceNo: string;
  description?: string | null;
  ownerId: string;
  status?: ProviderStatus;
}

/** Without an author it is an act of the system: an import, the demo data. */
export async function createProvider(tx: Tx, input: NewProvider, author: Author = SYSTEM): Promise<Provider> {
  const { legalName, description, ownerId, status = "ACTIVE" } = input;
  const id = newId(Provider);
  const licenceNo = foldLicence(input.licenceNo);
  const provider: Provider = Object.assign(new Provider(), {
    id,
    legalName,
    nameKey: nameKeyOf(legalName),
    pendingName: null,
    licenceNo,
    licenceKey: isAdmitted({ status }) ? licenceNo : id,
    description: description ?? null,
    status,
    createdAt: tx.now,
    eventSeq: 0,
    eventHash: FIRST_HASH,
  });
  tx.insert(Provider, provider);
  await refuseDuplicates(tx, { uq_provider_licence_key: "input.licenceNo" });
  const owner = await lockAccount(tx, ownerId, "input.ownerId");
  recordOnProvider(tx, provider, "PROVIDER_REGISTERED", author, "PUBLIC", {});
  joinProvider(tx, provider, owner, "OWNER", author);
  return provider;
}
