import { hasRole, isOwnerOf, type Actor } from "../../accounts/actor/actor";
import type { Obstacle } from "../../platform/refusal";
import type { ApiClient } from "./api-client.entity";
import type { ApiClientAction } from "./api-client.types";

type Facts = Pick<ApiClient, "providerId" | "closedAt">;

/** Owners manage their provider's, administrators the platform's. No API client does. */
export const mayManageClientsOf = (actor: Actor | null, providerId: string | null): boolean =>
  providerId === null ? hasRole(actor, "ADMIN") : isOwnerOf(actor, providerId);

export const maySeeClientsOf = (actor: Actor | null, providerId: string | null): boolean =>
  mayManageClientsOf(actor, providerId) || hasRole(actor, "ADMIN", "AUDITOR");

/** Asked by the commands and by `ApiClient.availableActions`. A key that leaked can be revoked, and a client closed, whatever its state. */
export function whyNot(action: ApiClientAction, actor: Actor | null, client: Facts): Obstacle | null {
  if (!mayManageClientsOf(actor, client.providerId)) return { code: "FORBIDDEN", reason: "client.notYours" };
  if (client.closedAt !== null && action !== "REVOKE_KEY")
    return { code: "NOT_IN_THIS_STATE", reason: "client.isClosed" };
  return null;
}
