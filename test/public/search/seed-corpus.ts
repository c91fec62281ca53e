import { createListing } from "../../../src/market/listings/create-listing";
import { Provider } from "../../../src/market/providers/provider.entity";
import type { Tx } from "../../../src/platform/database/tx";
import { newId } from "../../../src/platform/ids";
import { createPromiseVersion } from "../../../src/market/promises/create-promise-version";
import { createProvider } from "../../../src/market/providers/create-provider";
import { CORPUS } from "./corpus";

/** The whole corpus, as seeds and imports write: only the provider's registration is told in the log. Answers provider ids by name. */
export async function seedCorpus(tx: Tx, ownerId: string): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const { name, about, promises = [], offers } of CORPUS) {
    const { id: providerId } = await createProvider(tx, {
      legalName: name,
      licenceNo: newId(Provider),
      description: about,
      ownerId,
    });
    ids.set(name, providerId);
    const promise = (listingId: string | null, text: string): void =>
      void createPromiseVersion(
        tx,
        { providerId, listingId, kind: "OTHER" },
        { text, terms: {}, publishedById: ownerId },
      );
    for (const text of promises) promise(null, text);
    for (const { price, promises: own = [], ...listing } of offers) {
      const price_ = { priceAmount: price * 100, priceCurrency: "CNY" };
      const { id } = createListing(tx, { providerId, ...listing, ...price_, status: "LISTED" });
      for (const text of own) promise(id, text);
    }
  }
  return ids;
}
