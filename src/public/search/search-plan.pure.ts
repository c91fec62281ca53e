import type { Wanted } from "../../platform/database/text-terms.pure";

/** A term of the index that matches a wanted one: the same, or a word with that prefix. */
export interface KnownTerm {
  id: number;
  term: string;
  /** The number of documents that have it. */
  documents: number;
}

/** How a text is searched. Small and plain, so that a cursor can carry it: later pages rank by the same numbers. */
export interface SearchPlan {
  /** Terms to look for: id, what finding it is worth (in hundredths), and the bit that says it was found. */
  terms: [id: number, worth: number, bit: number][];
  /** What is wanted: found when any bit of the mask is set; and how much it counts. */
  needs: [mask: number, size: number][];
  /** Every document in the result has at least one of these terms. */
  from: number[];
  /** The least total of found needs that a document in the result must have. */
  least: number;
}

/** In a long text only the rarest terms count. */
const MOST_SLOTS = 12;
/** When no document has everything wanted, this much of it is enough, in per cent … */
const ENOUGH = 40;
/** … if at least this much of it is in the index at all; otherwise the missing part was the point. */
const KNOWN_ENOUGH = 50;
/** From this length on, a text is a sentence, and a useful document must have at least one three-character word of it. */
const SENTENCE = { size: 8, word: 3 };
/** The weight of a prefix match relative to the word itself, in per cent. */
const BEGINNING = 60;

interface Slot {
  bit: number;
  found: KnownTerm[];
  documents: number;
}

interface Need {
  slots: Slot[];
  size: number;
  documents: number;
}

/** What to try, one after the other until something is found: documents with all that is wanted, with enough of it, with a word of it. */
export function plansFor(
  wanted: readonly Wanted[],
  known: ReadonlyMap<string, KnownTerm[]>,
  documents: number,
): SearchPlan[] {
  const slots = rarest(known);
  const needs = wanted.flatMap((each) => toNeed(each, slots));
  const most = sum(needs.map((need) => need.size));
  const terms = toTerms(slots, documents);
  return tries(wanted, known, most).map((least) => ({
    terms,
    needs: needs.map((need) => [sum(need.slots.map(({ bit }) => bit)), need.size]),
    from: startingPoints(needs, least),
    least,
  }));
}

/** How much must be found, the strictest first. `most`: the total possible. */
function tries(wanted: readonly Wanted[], known: ReadonlyMap<string, KnownTerm[]>, most: number): number[] {
  const size = sum(wanted.map((each) => each.size));
  const knownSize = sum(wanted.filter(({ terms }) => terms.some((term) => known.has(term))).map((each) => each.size));
  const least = [
    ...(knownSize === size ? [most] : []),
    ...(knownSize * 100 >= size * KNOWN_ENOUGH ? [Math.min(most, Math.ceil((size * ENOUGH) / 100))] : []),
    ...(size >= SENTENCE.size && most >= SENTENCE.word ? [SENTENCE.word] : []),
  ];
  return least.filter((each, index) => index === 0 || each < (least[index - 1] ?? 0));
}

const toTerms = (slots: Map<string, Slot>, documents: number): SearchPlan["terms"] =>
  [...slots].flatMap(([word, slot]) =>
    slot.found.map(({ id, term }): SearchPlan["terms"][number] => {
      const share = term === word ? 100 : BEGINNING;
      return [id, Math.max(1, Math.round((rarity(slot.documents, documents) * share) / 100)), slot.bit];
    }),
  );

function rarest(known: ReadonlyMap<string, KnownTerm[]>): Map<string, Slot> {
  return new Map(
    [...known]
      .map(([word, found]) => ({ word, found, documents: sum(found.map((term) => term.documents)) }))
      .sort((a, b) => a.documents - b.documents || (a.word < b.word ? -1 : 1))
      .slice(0, MOST_SLOTS)
      .map(({ word, found, documents }, index) => [word, { bit: 2 ** index, found, documents }]),
  );
}

/** None for terms that are unknown, or not rare enough to search for. */
function toNeed({ terms, size }: Wanted, slots: Map<string, Slot>): Need[] {
  const there = terms.flatMap((term) => slots.get(term) ?? []);
  return there.length === 0 ? [] : [{ slots: there, size, documents: sum(there.map((slot) => slot.documents)) }];
}

/** The terms of the rarest needs: enough of them that a document with none cannot reach the required total. */
function startingPoints(needs: readonly Need[], least: number): number[] {
  const byRarity = [...needs].sort((a, b) => a.documents - b.documents);
  let rest = sum(needs.map(({ size }) => size));
  const from = new Set<number>();
  for (const { slots, size } of byRarity) {
    if (rest < least) break;
    rest -= size;
    for (const { found } of slots) for (const { id } of found) from.add(id);
  }
  return [...from];
}

/** BM25's inverse document frequency, in hundredths. */
const rarity = (found: number, documents: number): number =>
  Math.round(100 * Math.log(1 + Math.max(0, documents - found + 0.5) / (found + 0.5)));

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
