import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import type { Provider } from "../../market/providers/provider.entity";
import { mayManageProvider } from "../../market/providers/provider.policy";
import { lockProvider } from "../../market/providers/provider.queries";

/** Locks the provider whose money one of its owners is about to move. Its status does not matter: debts can always be paid. */
export async function ownProvider(
  tx: Tx,
  actor: Actor,
  providerId: string,
  field = "input.providerId",
): Promise<Provider> {
  const provider = await lockProvider(tx, actor, providerId, field);
  if (!mayManageProvider(actor, provider.id)) throw new Refusal("FORBIDDEN", { reason: "provider.notOwner", field });
  return provider;
}
