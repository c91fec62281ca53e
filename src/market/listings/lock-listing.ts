import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { Provider } from "../providers/provider.entity";
import { Listing } from "./listing.entity";
import { mayEditListing, maySeeListing } from "./listing.policy";

export interface LockedListing {
  provider: Provider;
  listing: Listing;
}

const field = "input.listingId";

/** A listing that the actor may see, with its provider, both locked: nothing about them changes until the transaction ends. */
export async function lockListing(tx: Tx, actor: Actor, id: string): Promise<LockedListing> {
  const found = isIdOf(Listing, id) ? await tx.byId(Listing, id) : null;
  const provider = found && (await tx.lock(Provider, found.providerId));
  const listing = provider && (await tx.lock(Listing, id));
  if (!listing || !maySeeListing(actor, listing)) throw new Refusal("NOT_FOUND", { field });
  return { provider, listing };
}

export async function lockOwnListing(tx: Tx, actor: Actor, id: string): Promise<LockedListing> {
  const locked = await lockListing(tx, actor, id);
  if (!mayEditListing(actor, locked.listing)) throw new Refusal("FORBIDDEN", { reason: "provider.notMember", field });
  return locked;
}
