import { renameClientAccount } from "../../accounts/account/rename-client-account";
import type { Actor } from "../../accounts/actor/actor";
import type { Tx } from "../../platform/database/tx";
import type { UpdateApiClientInput } from "./api-client.types";
import { checkClient } from "./check-client";
import { ClientFile } from "./client-file";

/** Counts from its next request on; of what it has open, that ends which it may no longer hold. */
export async function updateApiClient(
  tx: Tx,
  actor: Actor,
  input: UpdateApiClientInput,
): Promise<{ apiClientId: string }> {
  const file = await ClientFile.open(tx, actor, input.apiClientId, "UPDATE");
  const { client, account } = file;
  const { name, scopes, addresses } = checkClient(
    {
      name: input.name ?? client.name,
      scopes: input.scopes ?? client.scopes,
      addresses: input.addresses ?? client.addresses,
    },
    client.providerId,
  );
  tx.change(client, { name, scopes, addresses });
  if (name !== account.displayName) renameClientAccount(tx, account, name);
  await file.record("API_CLIENT_UPDATED", { scopes: scopes.join(" "), addresses: addresses.join(" ") });
  return { apiClientId: client.id };
}
