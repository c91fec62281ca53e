import { createHash } from "node:crypto";
import { MarketplaceRecordInput } from "../../market/intake/intake.types";
import { DAY } from "../../platform/time";
import { asRecord } from "../intake/read-record";
import type { ImportedCase } from "./imported-case";

const IMPORTER = "importer";
/** The file has no publication date; this is before its oldest complaint, so that every order finds its promise already published. */
const PUBLISHED_AT = Date.UTC(2011, 6, 1);

/** Who owns the imported providers and acts for them. Nobody can sign in as them. */
export const importer = (): MarketplaceRecordInput =>
  asRecord({ person: { externalId: IMPORTER, displayName: "Consumer bureau import", locale: "en" } });

const named = (...parts: string[]): string => createHash("sha256").update(parts.join("\n")).digest("hex").slice(0, 40);

export const companyIdOf = ({ licenceNo }: ImportedCase): string => named(licenceNo);

/** What a case's order needs, as a marketplace would have sent it. What several cases have in common is said by each, and is the same. */
export function recordsOf(one: ImportedCase): MarketplaceRecordInput[] {
  const { sourceId, state, company, licenceNo, listing, promise } = one;
  const listingId = named(licenceNo, listing.title);
  const placedAt = one.receivedAt - DAY;
  // One anonymous person for each complaint: the file does not say which complaints came from the same person.
  const displayName = state === "" ? "Anonymous consumer" : `Anonymous consumer, ${state}`;
  const records: MarketplaceRecordInput[] = [
    { person: { externalId: sourceId, displayName, locale: "en" } },
    { provider: { externalId: companyIdOf(one), legalName: company, licenceNo, owner: IMPORTER } },
    {
      listing: {
        ...{ externalId: listingId, provider: companyIdOf(one), ...listing, status: "DELISTED" },
        description: "Known from the consumer bureau's public complaints; not on sale here.",
        price: { amount: 0, currency: "USD" },
      },
    },
    {
      promise: {
        ...{
          externalId: named(listingId, promise.kind, promise.text),
          provider: companyIdOf(one),
          listing: listingId,
          publishedAt: PUBLISHED_AT,
        },
        ...{ kind: promise.kind, text: promise.text, terms: promise.terms },
      },
    },
    {
      order: {
        ...{ externalId: sourceId, person: sourceId, listing: listingId, placedAt, buyerKind: "CONSUMER" },
        // The price is unknown; the amount at stake is its lower bound, since no complaint may be about more than its order cost.
        price: { amount: one.amountAtStake, currency: "USD" },
      },
    },
    { delivery: { order: sourceId, deliveredAt: placedAt, completedAt: placedAt } },
  ];
  return records.map(asRecord);
}
