/** A year has room for as many cases. Stored as one number: the year, and the place in it in as many digits. */
const OF_A_YEAR = 1_000_000_000;
const DIGITS = 6;

export const zeroOf = (year: number): number => year * OF_A_YEAR;

/** As people say and write it: `R-2026-000041`. */
export function caseNumber({ number }: { number: number | null }): string {
  if (number === null) throw new Error("a case has no number before it has been committed");
  const place = String(number % OF_A_YEAR).padStart(DIGITS, "0");
  return `R-${Math.floor(number / OF_A_YEAR)}-${place}`;
}

const WRITTEN = /^R?[\s\p{P}\p{S}]*(?<year>[12]\d{3})[\s\p{P}\p{S}]*(?<place>\d{1,9})$/iu;

/** However it is written: without zeros, signs between or the letter, in small or full-width characters. Null for what is none. */
export function parseCaseNumber(text: string): number | null {
  const { year, place } = WRITTEN.exec(text.normalize("NFKC").trim())?.groups ?? {};
  return Number(place) > 0 ? zeroOf(Number(year)) + Number(place) : null;
}
