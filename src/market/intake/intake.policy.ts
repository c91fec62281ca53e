import { hasRole, hasScope, type Actor } from "../../accounts/actor/actor";
import type { Author } from "../../accounts/account/record-on-account";
import { Refusal } from "../../platform/refusal";

/**
 * In what capacity somebody says what the marketplace's records are: an administrator, or a program of the platform with that scope. They
 * are believed: who delivered, who paid. Refuses all others.
 */
export function authorOfRecords(actor: Actor | null): Author {
  if (!actor) throw new Refusal("UNAUTHENTICATED");
  if (actor.client?.providerId === null && hasScope(actor, "ORDERS_IMPORT"))
    return { actorId: actor.accountId, actorRole: "INTEGRATION" };
  if (!hasRole(actor, "ADMIN")) throw new Refusal("FORBIDDEN", { reason: "role" });
  return { actorId: actor.accountId, actorRole: "ADMIN" };
}
