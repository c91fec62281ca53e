export interface QuoteRules {
  /** This many consecutive characters are a quotation. */
  run: number;
  /** A text of at least this many characters counts as quoted if it appears as a whole. */
  whole: number;
}

/**
 * The passage that a text quotes from others word for word; null if none. Spaces, punctuation and case are ignored. Words that also
 * occur in `allowed` (the public promises) are not private.
 */
export function findQuote(
  text: string,
  sources: readonly string[],
  allowed: readonly string[],
  rules: QuoteRules,
): string | null {
  const said = plain(text);
  const common = allowed.map(plain);
  const own = new Map<number, Set<string>>();
  const ownRuns = (length: number): Set<string> => {
    let runs = own.get(length);
    if (!runs) {
      runs = new Set(runsOf(said, length).filter((run) => !common.some((words) => words.includes(run))));
      own.set(length, runs);
    }
    return runs;
  };
  for (const source of sources.map(plain)) {
    const length = Math.min(source.length, rules.run);
    if (length < rules.whole) continue;
    const quoted = runsOf(source, length).find((run) => ownRuns(length).has(run));
    if (quoted) return quoted;
  }
  return null;
}

const plain = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");

const runsOf = (text: string, length: number): string[] =>
  Array.from({ length: Math.max(0, text.length - length + 1) }, (_, start) => text.slice(start, start + length));
