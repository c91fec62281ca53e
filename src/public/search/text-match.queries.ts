import type { Reader } from "../../platform/database/reader";
import { SEARCH_INDEX, SearchIndex } from "./search-index.entity";
import { plansFor, type KnownTerm, type SearchPlan } from "./search-plan.pure";
import type { Corpus } from "./search-term.entity";
import { wantedBy, type Wanted } from "../../platform/database/text-terms.pure";
import { join, list, raw, sql, type Sql } from "../../platform/database/sql";
import { addTo } from "../../platform/grouping.pure";

/** The most documents that are ranked: for very common terms, those where they weigh most. */
const MOST_CANDIDATES = 1_000;
/** Fewer for texts of many terms: each is looked up in each document. */
const MOST_LOOKUPS = 6_000;
/** With a filter, the most documents to which it is applied. */
const MOST_ASKED = 10_000;
/** How many words with the typed prefix are searched for: the most frequent of this many candidates. */
const BEGINNINGS = { taken: 8, seen: 200 };
/** Sorts after every character. */
const LAST_CHARACTER = "\u{10ffff}";

/** How to search for the text, from the index's present statistics of its terms; the best way first. Empty when it cannot be found. */
export async function plansOf(reader: Reader, corpus: Corpus, text: string): Promise<SearchPlan[]> {
  const wanted = wantedBy(text);
  if (wanted.length === 0) return [];
  const [head, known] = await Promise.all([reader.byId(SearchIndex, SEARCH_INDEX), knownTerms(reader, corpus, wanted)]);
  return plansFor(wanted, known, (corpus === "LISTING" ? head?.listings : head?.providers) ?? 0);
}

async function knownTerms(
  reader: Reader,
  corpus: Corpus,
  wanted: readonly Wanted[],
): Promise<Map<string, KnownTerm[]>> {
  const exact = [...new Set(wanted.flatMap(({ terms }) => terms))];
  const beginnings = wanted.flatMap(({ beginning, terms: [word] }) => (beginning && word ? [word] : []));
  const found = join(
    [
      sql`SELECT term AS word, id, term, documents FROM search_term WHERE corpus = ${corpus} AND term IN (${list(exact)}) AND documents > 0`,
      ...beginnings.map((word) => longerWords(corpus, word)),
    ],
    " UNION ALL ",
  );
  const known = new Map<string, KnownTerm[]>();
  for (const { word, ...term } of await reader.query<KnownTerm & { word: string }>(found)) addTo(known, word, term);
  return known;
}

const longerWords = (corpus: Corpus, word: string): Sql =>
  sql`SELECT * FROM (SELECT ${word} AS word, id, term, documents FROM (
      SELECT id, term, documents FROM search_term WHERE corpus = ${corpus} AND term > ${word} AND term < ${word + LAST_CHARACTER} ORDER BY term LIMIT ${raw(String(BEGINNINGS.seen))}
    ) seen WHERE documents > 0 ORDER BY documents DESC, term LIMIT ${raw(String(BEGINNINGS.taken))}) taken`;

/** SQL for document_number and score of those among the documents (SQL for their numbers) that have enough of what is looked for. */
export function matches(plan: SearchPlan, among: Sql): Sql {
  const { terms, needs, least } = plan;
  const looked = join(
    terms.map(([id, worth, bit]) => sql`SELECT ${id} AS term_id, ${worth} AS worth, ${bit} AS bit`),
    " UNION ALL ",
  );
  const covered = join(
    needs.map(([mask, size]) => sql`${size} * ((found & ${mask}) <> 0)`),
    " + ",
  );
  // Several words with one prefix share a bit; counting it once costs a sort.
  const shared = new Set(terms.map(([, , bit]) => bit)).size < terms.length;
  // A left join: otherwise a database may choose to read all postings of each term before the candidates.
  return sql`SELECT document_number, score FROM (
      SELECT c.document_number, SUM(q.worth * s.weight) AS score,
        SUM(${raw(shared ? "DISTINCT" : "")} CASE WHEN s.weight IS NULL THEN 0 ELSE q.bit END) AS found
      FROM (${among}) c CROSS JOIN (${looked}) q
      LEFT JOIN search_posting s ON s.document_number = c.document_number AND s.term_id = q.term_id
      GROUP BY c.document_number
    ) scored WHERE ${covered} >= ${least}`;
}

/**
 * For each starting term, the documents where it weighs most. `isWanted`: a condition on the document `posting.document_number`;
 * applied during the scan, since the wanted ones may be few among very many that have the term.
 */
export function candidates(plan: SearchPlan, isWanted: Sql | null): Sql {
  const { from } = plan;
  const each = raw(String(Math.ceil(mostCandidates(plan) / from.length)));
  const asked = isWanted ? (term: number) => sql` AND ${isAsked(term, from.length)} AND ${isWanted}` : () => raw("");
  const heaviest = (term: number): Sql =>
    sql`SELECT * FROM (SELECT document_number FROM search_posting posting WHERE term_id = ${term}${asked(term)} ORDER BY weight DESC, document_number DESC LIMIT ${each}) heaviest`;
  return join(from.map(heaviest), " UNION ");
}

/** How many documents can be looked at for all terms of the plan. */
export const mostCandidates = ({ terms }: SearchPlan): number => Math.min(MOST_CANDIDATES, MOST_LOOKUPS / terms.length);

/** Its weight is not below that of the last one to be asked, where there are so many. */
const isAsked = (term: number, terms: number): Sql =>
  sql`weight >= COALESCE((SELECT last.weight FROM search_posting last WHERE last.term_id = ${term} ORDER BY last.weight DESC, last.document_number DESC LIMIT 1 OFFSET ${raw(String(Math.ceil(MOST_ASKED / terms)))}), 0)`;
