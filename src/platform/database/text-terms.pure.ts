/** Scripts without spaces between words: every two adjacent characters are a term. */
const JOINED = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]`;
const RUN = new RegExp(String.raw`(${JOINED}+)|((?:(?!${JOINED})[\p{L}\p{N}\p{M}])+)`, "gu");
/** Longer words are cut to this length, in documents and in searches alike. */
const LONGEST = 32;
/** Shorter prefixes match too many words. */
const SHORTEST_BEGINNING = 3;

/** A run of joined characters, or a word. */
type Run = { characters: string[] } | { word: string };

/**
 * One need of a search: one of these terms must match. A character of a joined script is found by either of the two pairs it
 * stands in: so 抖音代运营 also finds 抖音店铺代运营, which has no 音代.
 */
export interface Wanted {
  terms: string[];
  /** Words with this prefix match, too. */
  beginning: boolean;
  /** How many characters of joined script it stands for; a word counts as two. */
  size: number;
}

/** Wide and narrow forms, capitals and the accents of Latin letters make no difference. */
function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/(?<=\p{Script=Latin})\p{M}+/gu, "")
    .normalize("NFKC")
    .toLowerCase();
}

function runsOf(text: string): Run[] {
  return [...fold(text).matchAll(RUN)].map(([, joined, word = ""]) =>
    joined === undefined ? { word: singular([...word].slice(0, LONGEST).join("")) } : { characters: [...joined] },
  );
}

/** English plurals, roughly: it only matters that both sides lose the same letter. */
const singular = (word: string): string => word.replace(/(?<=[a-z]{2}[a-rt-z])s$/, "");

const pairsOf = (characters: readonly string[]): string[] =>
  characters.slice(1).map((second, index) => `${characters[index]}${second}`);

/** The terms of a document's text, each as often as it occurs. `alone`: its joined characters can also be found one by one. */
export function termsOf(text: string, alone = false): string[] {
  return runsOf(text).flatMap((run) => {
    if ("word" in run) return [run.word];
    const { characters } = run;
    if (characters.length === 1) return characters;
    return alone ? [...characters, ...pairsOf(characters)] : pairsOf(characters);
  });
}

/** Empty for a text without letters and digits. */
export function wantedBy(text: string): Wanted[] {
  const wanted = runsOf(text).flatMap((run): Wanted[] => {
    if ("word" in run) return [{ terms: [run.word], beginning: canBegin(run.word), size: 2 }];
    const { characters } = run;
    if (characters.length === 1) return [{ terms: characters, beginning: false, size: 1 }];
    const pairs = pairsOf(characters);
    if (pairs.length === 1) return [{ terms: pairs, beginning: false, size: 2 }];
    return characters.map((_, at) => ({ terms: pairs.slice(Math.max(0, at - 1), at + 1), beginning: false, size: 1 }));
  });
  return [...new Map(wanted.map((each) => [each.terms.join(" "), each])).values()];
}

/** Whether a text has all that is wanted, as the index of its terms tells it. */
export function hasAll(text: string, wanted: readonly Wanted[]): boolean {
  const terms = termsOf(text, true);
  return wanted.every(({ terms: any, beginning }) =>
    terms.some((term) => any.some((word) => (beginning ? term.startsWith(word) : term === word))),
  );
}

/** Numbers match exactly: 100 is no prefix of 1000. */
const canBegin = (word: string): boolean => /^\p{L}/u.test(word) && [...word].length >= SHORTEST_BEGINNING;
