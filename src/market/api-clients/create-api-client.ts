import { clientAccount } from "../../accounts/account/client-account";
import type { Actor } from "../../accounts/actor/actor";
import { HouseRules } from "../../house-rules/house-rules";
import { oneAtATime } from "../../platform/database/one-at-a-time";
import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { manageProvider } from "../providers/manage-provider";
import { ApiClient } from "./api-client.entity";
import { mayManageClientsOf } from "./api-client.policy";
import type { CreateApiClientInput } from "./api-client.types";
import { checkClient } from "./check-client";
import { authorFor, ClientFile } from "./client-file";

/** It has no key yet, and so can do nothing. */
export async function createApiClient(
  tx: Tx,
  actor: Actor,
  input: CreateApiClientInput,
): Promise<{ apiClientId: string }> {
  const providerId = input.providerId ?? null;
  // A provider's are counted under its lock; the platform's have none.
  if (providerId === null) oneAtATime(tx);
  const { provider } = providerId === null ? { provider: null } : await manageProvider(tx, actor, providerId);
  if (!mayManageClientsOf(actor, providerId))
    throw new Refusal("FORBIDDEN", { reason: "client.notYours", field: "input.providerId" });
  await refuseTooMany(tx, providerId);
  const client = Object.assign(new ApiClient(), {
    id: newId(ApiClient),
    providerId,
    ...checkClient(input, providerId),
    createdById: actor.accountId,
    createdAt: tx.now,
    closedAt: null,
  });
  const author = authorFor(actor, providerId);
  const account = clientAccount(tx, { id: client.id, name: client.name, locale: actor.locale }, author);
  tx.insert(ApiClient, client);
  const file = new ClientFile(tx, client, provider, account, author);
  await file.record("API_CLIENT_CREATED", { scopes: client.scopes.join(" "), addresses: client.addresses.join(" ") });
  return { apiClientId: client.id };
}

async function refuseTooMany(tx: Tx, providerId: string | null): Promise<void> {
  const open = await tx.find(ApiClient, { providerId, closedAt: null });
  const most = (await HouseRules.inForce(tx, tx.now)).number("apiClient.open", "count");
  if (open.length >= most) throw new Refusal("LIMIT_REACHED", { reason: "client.tooMany", params: { most } });
}
