import fc from "fast-check";
import { newId } from "../../../src/platform/ids";
import { Listing } from "../../../src/market/listings/listing.entity";
import { SearchDocument } from "../../../src/public/search/search-document.entity";
import { SearchIndex } from "../../../src/public/search/search-index.entity";
import type { Corpus } from "../../../src/public/search/search-term.entity";
import { lockIndex, writeDocument } from "../../../src/public/search/write-document";
import { Market } from "../../market/listings/market";
import { forEachDatabase } from "../../support/databases";

interface Write {
  document: number;
  weights: Record<string, number>;
}

forEachDatabase((kind) => {
  let market: Market;
  beforeAll(async () => (market = await Market.open(kind)));
  afterAll(() => market?.[Symbol.asyncDispose]());

  /** Whatever was written in whatever order: of each document the last, of each term how many have it. */
  test("The index holds what was written last, and counts it", async () => {
    const writes = fc.array(
      fc.record<Write>({
        document: fc.nat(3),
        weights: fc.dictionary(fc.constantFrom("直播", "代运", "logo", "店", "48"), fc.integer({ min: 1, max: 1_500 })),
      }),
      { maxLength: 8 },
    );
    await fc.assert(
      fc.asyncProperty(writes, fc.constantFrom<Corpus>("LISTING", "PROVIDER"), async (all, corpus) => {
        const ids = [1, 2, 3, 4].map(() => newId(Listing));
        const before = await countTerms(corpus);
        const expected = new Map<string, Record<string, number>>();
        for (const { document, weights } of all) {
          const id = ids[document] ?? "";
          expected.set(id, weights);
          await market.db.transact(async (tx) =>
            writeDocument(tx, await lockIndex(tx), corpus, id, new Map(Object.entries(weights))),
          );
        }
        for (const [id, weights] of expected) expect(await read(id)).toEqual(weights);
        const after = await countTerms(corpus);
        for (const [term, documents] of after) {
          const more = [...expected.values()].filter((weights) => term in weights).length;
          expect(documents - (before.get(term) ?? 0)).toBe(more);
        }
      }),
      { numRuns: 20 },
    );
    const head = await market.db.byId(SearchIndex, "search");
    expect((head?.listings ?? 0) + (head?.providers ?? 0)).toBe((await market.db.find(SearchDocument, {})).length);
  });

  async function countTerms(corpus: Corpus): Promise<Map<string, number>> {
    const rows = await market.db.query<{ term: string; documents: number }>(
      "SELECT term, documents FROM search_term WHERE corpus = ?",
      [corpus],
    );
    return new Map(rows.map(({ term, documents }) => [term, documents]));
  }

  async function read(id: string): Promise<Record<string, number>> {
    const rows = await market.db.query<{ term: string; weight: number }>(
      "SELECT s.term, p.weight FROM search_document d JOIN search_posting p ON p.document_number = d.number JOIN search_term s ON s.id = p.term_id WHERE d.id = ?",
      [id],
    );
    return Object.fromEntries(rows.map(({ term, weight }) => [term, weight]));
  }
});
