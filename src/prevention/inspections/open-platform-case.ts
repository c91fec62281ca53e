import { platformAccount } from "../../accounts/account/platform-account";
import type { Actor } from "../../accounts/actor/actor";
import { frozenVersions } from "../../case/complaints/alleged.queries";
import type { BreachInput } from "../../case/complaints/complaint.types";
import { fileComplaint } from "../../case/complaints/file-complaint";
import { rewordingsOf, versionAt } from "../../market/listings/former-description.queries";
import { Listing } from "../../market/listings/listing.entity";
import { createOrder } from "../../market/orders/create-order";
import type { Order } from "../../market/orders/order.entity";
import { inForceAt, platformVersionsInForce, versionsOf } from "../../market/promises/promise.queries";
import type { Tx } from "../../platform/database/tx";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { joinCase, lockBroken, requireItsKind } from "./case-of-finding";
import type { OpenPlatformCaseInput } from "./inspection.types";

/**
 * The platform complains itself of what an inspection found, where no consumer is harmed yet. It is a case like any other, about a
 * test order that the platform placed and cancelled: the provider is heard, somebody who did not inspect rules, a second person
 * approves what is grave, and the provider may appeal. Only there is nobody to settle with, and nothing to be given to anyone.
 */
export async function openPlatformCase(
  tx: Tx,
  actor: Actor,
  input: OpenPlatformCaseInput,
): Promise<{ inspectionId: string; complaintId: string }> {
  const finding = await lockBroken(tx, actor, input.observationId);
  const { inspection, observation } = finding;
  const listing = isIdOf(Listing, input.listingId) ? await tx.byId(Listing, input.listingId) : null;
  if (listing?.providerId !== inspection.providerId) throw new Refusal("NOT_FOUND", { field: "input.listingId" });
  await requireItsKind(tx, observation, input.breaches);
  const order = await placeTestOrder(tx, listing, observation.recordedAt ?? tx.now, input.breaches);
  const { category } = listing;
  const { breachClass, breaches, title, story } = input;
  const { complaintId } = await fileComplaint(
    tx,
    actor,
    { order, category, versions: await frozenVersions(tx, order.id), cases: 0, lastCaseAt: null },
    // It demands nothing; the kind that costs nothing stands for that.
    { orderId: order.id, breachClass, breaches, title, story, demandKind: "APOLOGY" },
    { status: "SUBMITTED", openedBy: "PLATFORM" },
  );
  await joinCase(tx, actor, finding, complaintId);
  return { inspectionId: inspection.id, complaintId };
}

/**
 * When it was found is when the rules and promises must have been in force: what the provider withdraws or rewrites once it is told changes
 * nothing. No projection hears of it: it counts as no one's order.
 */
async function placeTestOrder(
  tx: Tx,
  listing: Listing,
  placedAt: number,
  breaches: readonly BreachInput[],
): Promise<Order> {
  const alleged = new Set(breaches.map(({ promiseVersionId }) => promiseVersionId));
  const { id: listingId, providerId, title, priceAmount, priceCurrency } = listing;
  const ofProvider = inForceAt(await versionsOf(tx, [listingId], [providerId]), listing, placedAt);
  const inForce = [...ofProvider, ...(await platformVersionsInForce(tx, placedAt))];
  const listingVersion = versionAt(listing, await rewordingsOf(tx, [listingId]), placedAt);
  const consumerId = await platformAccount(tx);
  return createOrder(
    tx,
    {
      ...{ consumerId, providerId, listingId, listingVersion, title, priceAmount, priceCurrency },
      ...{ status: "CANCELLED", placedAt },
    },
    inForce.filter(({ id }) => alleged.has(id)),
  );
}
