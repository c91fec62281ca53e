export interface QuoteRules {
  /** So many characters in a row are a quotation. */
  run: number;
  /** A text of at least so many characters is quoted when the whole of it is. */
  whole: number;
}

/**
 * What a text quotes from others word for word; null when nothing. Spaces, punctuation and capitals do not count. What `allowed`
 * says too (the promises, which are public) is nobody's own words.
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
