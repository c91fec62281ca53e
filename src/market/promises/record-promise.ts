import { Listing } from "../listings/listing.entity";
import type { Tx } from "../../platform/database/tx";
import type { EventData } from "../../platform/database/event";
import type { Actor } from "../../accounts/actor";
import type { Provider } from "../providers/provider.entity";
import { actingRole } from "../providers/provider.policy";
import { recordOnProvider } from "../providers/record-on-provider";

/** Told as widely as the promise can be seen: those of a draft only to whoever sees the draft. */
export async function recordPromise(
  tx: Tx,
  actor: Actor,
  provider: Provider,
  type: "PROMISE_PUBLISHED" | "PROMISE_WITHDRAWN",
  data: EventData & { listingId: string | null },
): Promise<void> {
  const listing = data.listingId === null ? null : await tx.byId(Listing, data.listingId);
  const author = { actorId: actor.accountId, actorRole: actingRole(actor, provider.id) };
  recordOnProvider(tx, provider, type, author, listing?.status === "DRAFT" ? "DRAFT" : "PUBLIC", data);
}
