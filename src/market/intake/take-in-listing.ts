import { Refusal } from "../../platform/refusal";
import { changeListing } from "../listings/change-listing";
import { createListing } from "../listings/create-listing";
import type { Listing } from "../listings/listing.entity";
import { recordOnProvider } from "../providers/record-on-provider";
import type { ListingRecordInput } from "./intake.types";
import type { RecordBatch, Taken } from "./record-batch";

/** What the marketplace shows. A freeze or a pause here is in force all the same: it is not a status. */
export function takeInListing(batch: RecordBatch, record: ListingRecordInput): Taken {
  const { tx, author } = batch;
  const { category, title, price } = record;
  const provider = batch.provider(record.provider, "listing.provider");
  const now = {
    ...{ category, title, description: record.description ?? "" },
    ...{ priceAmount: price.amount, priceCurrency: price.currency, status: record.status ?? ("LISTED" as const) },
  };
  if (batch.find("LISTING", record.externalId)) {
    const listing = batch.listing(record.externalId, "listing.externalId");
    if (listing.providerId !== provider.id)
      throw new Refusal("BAD_USER_INPUT", { reason: "intake.stays", field: "listing.provider" });
    return takeInChange(batch, listing, now);
  }
  const listing = createListing(tx, { providerId: provider.id, ...now });
  recordOnProvider(tx, provider, "LISTING_CREATED", author, "DRAFT", { listingId: listing.id });
  recordOnProvider(tx, provider, `LISTING_${now.status}`, author, "PUBLIC", { listingId: listing.id });
  batch.add(listing);
  return { outcome: "CREATED", id: listing.id, own: true };
}

type Shown = Pick<Listing, "category" | "title" | "description" | "priceAmount" | "priceCurrency"> & {
  status: "LISTED" | "DELISTED";
};

function takeInChange(batch: RecordBatch, listing: Listing, now: Shown): Taken {
  const { tx, author } = batch;
  const { id, status } = listing;
  const changed = (Object.keys(now) as (keyof Shown)[]).filter((property) => listing[property] !== now[property]);
  if (changed.length === 0) return { outcome: "UNCHANGED", id, own: true };
  const provider = batch.providerById(listing.providerId);
  changeListing(tx, listing, now);
  if (changed.some((property) => property !== "status"))
    recordOnProvider(tx, provider, "LISTING_UPDATED", author, status === "DRAFT" ? "DRAFT" : "PUBLIC", {
      listingId: id,
    });
  if (status !== now.status)
    recordOnProvider(tx, provider, `LISTING_${now.status}`, author, "PUBLIC", { listingId: id });
  return { outcome: "UPDATED", id, own: true };
}
