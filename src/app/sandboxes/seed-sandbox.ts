import { ActorDirectory } from "../../accounts/account/actor-directory";
import type { Actor } from "../../accounts/actor/actor";
import { Account } from "../../accounts/account/account.entity";
import { SCOPES_FOR } from "../../market/api-clients/client-scopes.table";
import { createApiClient } from "../../market/api-clients/create-api-client";
import { ApiKey } from "../../market/api-clients/api-key.entity";
import { keepApiKey, type KeptKey } from "../../market/api-clients/keep-api-key";
import { Provider } from "../../market/providers/provider.entity";
import type { Scope } from "../../accounts/actor/scope.types";
import type { Clock } from "../../platform/clock";
import type { Database } from "../../platform/database/database";
import { seedSmallMarket } from "../demo/seed-demo";
import type { SandboxCredentials } from "./sandbox.entity";

/** Gives a sandbox what it has not yet: its people, a provider, and an API client of each kind. */
export async function seedSandbox(
  database: Database,
  clock: Clock,
  { passwordHash, providerKey, platformKey }: SandboxCredentials,
): Promise<void> {
  // Each part by itself: it may have been interrupted in between.
  if (!(await database.findOne(Account, {}))) await database.transact((tx) => seedSmallMarket(tx, passwordHash));
  const provider = await database.findOne(Provider, {});
  const directory = new ActorDirectory(database, clock);
  const actorOf = async (login: string): Promise<Actor> => {
    const account = await database.findOne(Account, { login });
    const actor = account && (await directory.current(account.id));
    if (!actor) throw new Error(`${login} is missing in a new sandbox`);
    return actor;
  };
  // Later on those people may be suspended, or whatever is being tried out.
  const lacks = async ({ secretHash }: KeptKey) => (await database.findOne(ApiKey, { secretHash })) === null;
  if (await lacks(providerKey))
    await addClient(database, await actorOf("wang.owner"), provider?.id ?? null, providerKey);
  if (await lacks(platformKey)) await addClient(database, await actorOf("admin"), null, platformKey);
}

/** With every scope that one of its kind may have. */
async function addClient(database: Database, actor: Actor, providerId: string | null, key: KeptKey): Promise<void> {
  const whose = providerId === null ? "PLATFORM" : "PROVIDER";
  const scopes = (Object.keys(SCOPES_FOR) as Scope[]).filter((scope) => SCOPES_FOR[scope].includes(whose));
  await database.transact(async (tx) => {
    const name = providerId === null ? "Test program of the platform" : "Test program of the provider";
    const { apiClientId } = await createApiClient(tx, actor, { providerId, name, scopes, addresses: [] });
    await keepApiKey(tx, actor, { ...key, apiClientId, expiresAt: null });
  });
}
