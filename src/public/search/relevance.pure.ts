import { termsOf } from "../../platform/database/text-terms.pure";

/** A part of a document. */
export interface Field {
  text: string;
  /** What the best possible place for a term is worth here. */
  worth: number;
  /** As many terms as such texts usually have: in a longer one each counts less. */
  usual: number;
  /** Single joined characters are indexed here. For names and titles only: elsewhere they would match everything. */
  alone?: boolean;
}

/** Only the beginning of a text is indexed. */
const READ = 1_000;
/** The most terms a document may have; the heaviest are kept. */
export const MOST_TERMS = 600;
/** How quickly repeating a term stops helping, and how much a text's length matters (BM25's k1 and b). */
const SATURATION = 1.2;
const LENGTH = 0.5;

/**
 * The weight of each term in the document, in hundredths. Each field is saturated separately, so that no description, however often
 * it repeats a word, outweighs a title that has it.
 */
export function weightsOf(fields: readonly Field[]): Map<string, number> {
  const weights = new Map<string, number>();
  for (const { text, worth, usual, alone } of fields) {
    const terms = termsOf([...text].slice(0, READ).join(""), alone);
    const slowness = SATURATION * (1 - LENGTH + (LENGTH * terms.length) / usual);
    for (const [term, times] of counted(terms)) {
      weights.set(term, (weights.get(term) ?? 0) + Math.round((100 * worth * times) / (times + slowness)));
    }
  }
  return heaviest(weights);
}

function counted(terms: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}

function heaviest(weights: Map<string, number>): Map<string, number> {
  if (weights.size <= MOST_TERMS) return weights;
  return new Map([...weights].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, MOST_TERMS));
}
