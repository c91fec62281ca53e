import type { Author } from "../../accounts/account/record-on-account";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import type { Provider } from "./provider.entity";
import { mayManageProvider } from "./provider.policy";
import { lockProvider } from "./provider.queries";
import { terminatedAmong } from "./terminated.queries";

/** The provider, locked, for one of its owners to change. Once cooperation has ended, also by a penalty, it stays as it was. */
export async function manageProvider(
  tx: Tx,
  actor: Actor,
  providerId: string,
): Promise<{ provider: Provider; author: Author }> {
  const provider = await lockProvider(tx, actor, providerId);
  if (!mayManageProvider(actor, providerId))
    throw new Refusal("FORBIDDEN", { reason: "provider.notOwner", field: "input.providerId" });
  if ((await terminatedAmong(tx, [provider.id], tx.now)).size > 0)
    throw new Refusal("NOT_IN_THIS_STATE", {
      reason: "provider.ended",
      field: "input.providerId",
      params: { status: "TERMINATED" },
    });
  return { provider, author: { actorId: actor.accountId, actorRole: "PROVIDER_OWNER" } };
}
