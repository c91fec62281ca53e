import type { Tx } from "../../platform/database/tx";
import { Provider } from "../../market/providers/provider.entity";
import { weightsOf } from "./relevance.pure";
import type { SearchIndex } from "./search-index.entity";
import { writeDocument } from "./write-document";

/** A provider is found by so many of its newest listings. */
const NEWEST = 30;

/** The provider as it is now: found by its name, what it says of itself, and what it has listed. */
export async function indexProvider(tx: Tx, head: SearchIndex, id: string): Promise<void> {
  const provider = await tx.byId(Provider, id);
  if (!provider) return;
  const listings = await tx.query<{ title: string; category: string }>(
    `SELECT title, category FROM listing WHERE provider_id = ? AND status = 'LISTED' ORDER BY created_at DESC, id DESC LIMIT ${NEWEST}`,
    [id],
  );
  const weights = weightsOf([
    { text: provider.legalName, worth: 10, usual: 20, alone: true },
    { text: listings.map(({ title }) => title).join("\n"), worth: 5, usual: 60, alone: true },
    { text: [...new Set(listings.map(({ category }) => category))].join("\n"), worth: 4, usual: 4 },
    { text: provider.description ?? "", worth: 2, usual: 60 },
  ]);
  await writeDocument(tx, head, "PROVIDER", id, weights);
}
