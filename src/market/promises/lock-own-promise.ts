import { Listing } from "../listings/listing.entity";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { Provider } from "../providers/provider.entity";
import { mayChangePromise, maySeePromise } from "./promise.policy";
import { isInForce } from "./promise.pure";
import { ServicePromise } from "./service-promise.entity";

const field = "input.promiseId";

/** A promise in force of the actor's own provider, both rows locked. */
export async function lockOwnPromise(
  tx: Tx,
  actor: Actor,
  id: string,
): Promise<{ provider: Provider; promise: ServicePromise }> {
  const found = isIdOf(ServicePromise, id) ? await tx.byId(ServicePromise, id) : null;
  if (found?.platformPromise) throw new Refusal("FORBIDDEN", { reason: "provider.notMember", field });
  const provider = found?.providerId ? await tx.lock(Provider, found.providerId) : null;
  const promise = provider && (await tx.lock(ServicePromise, id));
  if (!promise || !(await maySee(tx, actor, provider, promise))) throw new Refusal("NOT_FOUND", { field });
  if (!mayChangePromise(actor, promise)) throw new Refusal("FORBIDDEN", { reason: "provider.notMember", field });
  if (!isInForce(promise)) throw new Refusal("NOT_IN_THIS_STATE", { reason: "promise.withdrawn", field });
  return { provider, promise };
}

async function maySee(tx: Tx, actor: Actor, provider: Provider, promise: ServicePromise): Promise<boolean> {
  if (mayChangePromise(actor, promise)) return true;
  return maySeePromise(actor, provider, promise.listingId ? await tx.byId(Listing, promise.listingId) : null);
}
