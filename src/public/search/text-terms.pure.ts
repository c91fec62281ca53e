/** Written without spaces between words: there every two characters that stand together are a term. */
const JOINED = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]`;
const RUN = new RegExp(String.raw`(${JOINED}+)|((?:(?!${JOINED})[\p{L}\p{N}\p{M}])+)`, "gu");
/** Longer words are cut alike in documents and in searches. */
const LONGEST = 32;
/** Shorter beginnings of words lead to too many of them. */
const SHORTEST_BEGINNING = 3;

/** A stretch of joined characters, or a word. */
type Run = { characters: string[] } | { word: string };

/**
 * What a searcher asks for: one of these terms must be there. A character of a joined script is found by either of the two pairs it
 * stands in: so 抖音代运营 also finds 抖音店铺代运营, which has no 音代.
 */
export interface Wanted {
  terms: string[];
  /** Words that begin so will do, too. */
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

/** English plurals, roughly: all that matters is that both sides lose the same letter. */
const singular = (word: string): string => word.replace(/(?<=[a-z]{2}[a-rt-z])s$/, "");

const pairsOf = (characters: readonly string[]): string[] =>
  characters.slice(1).map((second, index) => `${characters[index]}${second}`);

/** The terms of a document's text, each as often as it occurs. `alone`: its joined characters can be found one by one, too. */
export function termsOf(text: string, alone = false): string[] {
  return runsOf(text).flatMap((run) => {
    if ("word" in run) return [run.word];
    const { characters } = run;
    if (characters.length === 1) return characters;
    return alone ? [...characters, ...pairsOf(characters)] : pairsOf(characters);
  });
}

/** Nothing for a text without letters and digits. */
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

/** Numbers are what they are: 100 does not begin 1000. */
const canBegin = (word: string): boolean => /^\p{L}/u.test(word) && [...word].length >= SHORTEST_BEGINNING;
