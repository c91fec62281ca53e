import type { Tx } from "../../platform/database/tx";
import { isMemberOf, type Actor } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import type { Provider } from "../providers/provider.entity";
import { lockProvider } from "../providers/provider.queries";

/** The provider's row, locked, for one of its members to act on its behalf. Listings, promises and orders change under this lock only. */
export async function lockOwnProvider(tx: Tx, actor: Actor, providerId: string): Promise<Provider> {
  const provider = await lockProvider(tx, actor, providerId);
  if (!isMemberOf(actor, providerId))
    throw new Refusal("FORBIDDEN", { reason: "provider.notMember", field: "input.providerId" });
  return provider;
}
