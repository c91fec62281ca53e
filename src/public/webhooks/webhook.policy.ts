import { hasScope, type Actor } from "../../accounts/actor/actor";
import type { ApiClient } from "../../market/api-clients/api-client.entity";
import { mayManageClientsOf, maySeeClientsOf } from "../../market/api-clients/api-client.policy";
import type { Obstacle } from "../../platform/refusal";

type Client = Pick<ApiClient, "id" | "providerId" | "closedAt">;

/** An API client manages its own endpoints, and no other's. */
const isItself = (actor: Actor | null, client: Client): boolean =>
  hasScope(actor, "WEBHOOKS_MANAGE") && actor?.accountId === client.id;

export const maySeeWebhooks = (actor: Actor | null, client: Client): boolean =>
  isItself(actor, client) || maySeeClientsOf(actor, client.providerId);

/** Those who manage the client, and the client itself. */
export function whyNotManage(actor: Actor | null, client: Client): Obstacle | null {
  if (!isItself(actor, client) && !mayManageClientsOf(actor, client.providerId))
    return { code: "FORBIDDEN", reason: "client.notYours" };
  return client.closedAt === null ? null : { code: "NOT_IN_THIS_STATE", reason: "client.isClosed" };
}
