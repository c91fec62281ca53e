import { Listing } from "../listings/listing.entity";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { Provider } from "../providers/provider.entity";
import { promisePolicy } from "./promise.policy";
import { ServicePromise } from "./service-promise.entity";

/** A promise in force of the actor's own provider, both rows locked. */
export async function lockOwnPromise(
  tx: Tx,
  actor: Actor,
  id: string,
  field: string,
): Promise<{ provider: Provider; promise: ServicePromise }> {
  const found = isIdOf(ServicePromise, id) ? await tx.byId(ServicePromise, id) : null;
  const provider = found && (await tx.lock(Provider, found.providerId));
  const promise = provider && (await tx.lock(ServicePromise, id));
  if (!promise || !(await canSee(tx, actor, provider, promise))) throw new Refusal("NOT_FOUND", { field });
  if (!promisePolicy.publish(actor, promise)) throw new Refusal("FORBIDDEN", { reason: "provider.notMember", field });
  if (!promisePolicy.isInForce(promise)) throw new Refusal("NOT_IN_THIS_STATE", { reason: "promise.withdrawn", field });
  return { provider, promise };
}

async function canSee(tx: Tx, actor: Actor, provider: Provider, promise: ServicePromise): Promise<boolean> {
  if (promisePolicy.publish(actor, promise)) return true;
  return promisePolicy.see(actor, provider, promise.listingId ? await tx.byId(Listing, promise.listingId) : null);
}
