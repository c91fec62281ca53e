import { list, sql } from "../../platform/database/sql";
import type { Tx } from "../../platform/database/tx";
import { SearchDocument } from "./search-document.entity";
import { SEARCH_INDEX, SearchIndex } from "./search-index.entity";
import { SearchPosting } from "./search-posting.entity";
import { SearchTerm, type Corpus } from "./search-term.entity";

/** Locks the head of the index: later reads are not older than what another writer has indexed. */
export async function lockIndex(tx: Tx): Promise<SearchIndex> {
  const head = await tx.lock(SearchIndex, SEARCH_INDEX);
  if (!head) throw new Error("the search index has no head");
  return head;
}

/** Indexes the document under these terms and no others; without any it is not found. Writes only what differs. */
export async function writeDocument(
  tx: Tx,
  head: SearchIndex,
  corpus: Corpus,
  id: string,
  weights: ReadonlyMap<string, number>,
): Promise<void> {
  const document = await tx.byId(SearchDocument, id);
  if (!document && weights.size === 0) return;
  const number = document?.number ?? head.lastDocument + 1;
  const before = document ? await postingsOf(tx, number) : new Map<string, Posting>();
  await writePostings(tx, head, corpus, number, before, weights);
  if (!document) {
    tx.insert(SearchDocument, { id, number, refreshAfter: null });
    tx.change(head, { lastDocument: number, ...counted(head, corpus, 1) });
  } else if (weights.size === 0) {
    tx.execute("DELETE FROM search_document WHERE id = ?", [id]);
    tx.change(head, counted(head, corpus, -1));
  }
}

interface Posting {
  termId: number;
  weight: number;
}

async function writePostings(
  tx: Tx,
  head: SearchIndex,
  corpus: Corpus,
  number: number,
  before: ReadonlyMap<string, Posting>,
  weights: ReadonlyMap<string, number>,
): Promise<void> {
  const changed = [...weights].filter(([term, weight]) => before.get(term)?.weight !== weight);
  const outdated = [...before].filter(([term, { weight }]) => weights.get(term) !== weight);
  const added = changed.map(([term]) => term).filter((term) => !before.has(term));
  const gone = outdated.filter(([term]) => !weights.has(term)).map(([, { termId }]) => termId);
  const ids = await countTerms(tx, head, corpus, added, gone);
  if (outdated.length > 0)
    tx.execute(
      sql`DELETE FROM search_posting WHERE document_number = ${number} AND term_id IN (${list(outdated.map(([, { termId }]) => termId))})`,
    );
  const idOf = (term: string) => ids.get(term) ?? before.get(term)?.termId;
  tx.insert(
    SearchPosting,
    ...changed.map(([term, weight]) => ({ documentNumber: number, termId: idOf(term), weight })),
  );
}

async function postingsOf(tx: Tx, number: number): Promise<Map<string, Posting>> {
  const rows = await tx.query<{ term: string; term_id: number; weight: number }>(
    `SELECT s.term, p.term_id, p.weight FROM search_posting p JOIN search_term s ON s.id = p.term_id WHERE p.document_number = ?`,
    [number],
  );
  return new Map(rows.map(({ term, term_id: termId, weight }) => [term, { termId, weight }]));
}

/** Updates the document count of each term; returns the ids of the added ones, which may be new to the index. */
async function countTerms(
  tx: Tx,
  head: SearchIndex,
  corpus: Corpus,
  added: readonly string[],
  gone: readonly number[],
): Promise<Map<string, number>> {
  if (gone.length > 0) tx.execute(sql`UPDATE search_term SET documents = documents - 1 WHERE id IN (${list(gone)})`);
  const known = await tx.find(SearchTerm, { corpus, term: added });
  const ids = new Map(known.map(({ term, id }) => [term, id]));
  if (ids.size > 0)
    tx.execute(sql`UPDATE search_term SET documents = documents + 1 WHERE id IN (${list([...ids.values()])})`);
  const fresh = added
    .filter((term) => !ids.has(term))
    .map((term, index) => ({ id: head.lastTerm + 1 + index, corpus, term, documents: 1 }));
  tx.insert(SearchTerm, ...fresh);
  for (const { term, id } of fresh) ids.set(term, id);
  if (fresh.length > 0) tx.change(head, { lastTerm: head.lastTerm + fresh.length });
  return ids;
}

const counted = (head: SearchIndex, corpus: Corpus, change: number): Partial<SearchIndex> =>
  corpus === "LISTING" ? { listings: head.listings + change } : { providers: head.providers + change };
