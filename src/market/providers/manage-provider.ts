import type { Author } from "../../accounts/record-on-account";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor";
import { Refusal } from "../../platform/refusal";
import type { Provider } from "./provider.entity";
import { hasEnded } from "./provider.pure";
import { mayManageProvider } from "./provider.policy";
import { lockProvider } from "./provider.queries";

/** The provider, locked, for one of its owners to change. */
export async function manageProvider(
  tx: Tx,
  actor: Actor,
  providerId: string,
): Promise<{ provider: Provider; author: Author }> {
  const provider = await lockProvider(tx, actor, providerId);
  if (!mayManageProvider(actor, providerId))
    throw new Refusal("FORBIDDEN", { reason: "provider.notOwner", field: "input.providerId" });
  if (hasEnded(provider)) {
    throw new Refusal("NOT_IN_THIS_STATE", {
      reason: "provider.ended",
      field: "input.providerId",
      params: { status: provider.status },
    });
  }
  return { provider, author: { actorId: actor.accountId, actorRole: "PROVIDER_OWNER" } };
}
