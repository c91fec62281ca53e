import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import type { Provider } from "../providers/provider.entity";
import { actingRole } from "../providers/provider.policy";
import { recordOnProvider } from "../providers/record-on-provider";
import { changeListing } from "./change-listing";
import type { Listing } from "./listing.entity";
import type { SetListingStatusInput } from "./listing-inputs.types";
import { canBecome, canPublish } from "./listing.pure";
import { LISTING_BARS } from "./listing-bars";
import { lockOwnListing } from "./lock-listing";
import { refuseRestrictedPublishing, restrictionsOf } from "./restrictions";

/** A member publishes a listing or takes it down. */
export async function setListingStatus(tx: Tx, actor: Actor, input: SetListingStatusInput): Promise<Listing> {
  const { provider, listing } = await lockOwnListing(tx, actor, input.listingId);
  if (listing.status === input.status) return listing;
  if (input.status === "LISTED") await refusePublishing(tx, provider, listing);
  if (!canBecome(listing, input.status)) {
    throw new Refusal("NOT_IN_THIS_STATE", {
      reason: "listing.neverListed",
      field: "input.status",
      params: { status: listing.status },
    });
  }
  changeListing(tx, listing, { status: input.status });
  recordOnProvider(
    tx,
    provider,
    `LISTING_${input.status}`,
    { actorId: actor.accountId, actorRole: actingRole(actor, provider.id) },
    "PUBLIC",
    { listingId: listing.id },
  );
  return listing;
}

async function refusePublishing(tx: Tx, provider: Provider, { id }: Listing): Promise<void> {
  await refuseRestrictedPublishing(tx, provider);
  const beside = (await restrictionsOf(tx, provider.id, tx.now)).whyNotListBeside(id);
  if (beside) throw new Refusal(beside.code, beside);
  for (const bar of tx.hooked(LISTING_BARS)) await bar(tx, provider);
  if (!canPublish(provider.status)) throw new Refusal("PROVIDER_RESTRICTED", { reason: "restricted.notActive" });
}
