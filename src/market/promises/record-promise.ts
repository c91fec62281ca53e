import type { Author } from "../../accounts/account/record-on-account";
import { Listing } from "../listings/listing.entity";
import type { Tx } from "../../platform/database/tx";
import type { Events } from "../../platform/database/event";
import type { Actor } from "../../accounts/actor/actor";
import type { Provider } from "../providers/provider.entity";
import { actingRole } from "../providers/provider.policy";
import { recordOnProvider } from "../providers/record-on-provider";

/** Visible to those who can see the promise: events of a draft's promise only to those who see the draft. */
export async function recordPromise<T extends "PROMISE_PUBLISHED" | "PROMISE_WITHDRAWN">(
  tx: Tx,
  actor: Actor,
  provider: Provider,
  type: T,
  data: Events[T],
): Promise<void> {
  const listing = data.listingId === null ? null : await tx.byId(Listing, data.listingId);
  const author: Author = { actorId: actor.accountId, actorRole: actingRole(actor, provider.id) };
  recordOnProvider(tx, provider, type, author, listing?.status === "DRAFT" ? "DRAFT" : "PUBLIC", data);
}
