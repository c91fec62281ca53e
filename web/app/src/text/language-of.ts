/** Of a page, or of a part of it. */
type Language = "en" | "zh-CN";

const HAN = /\p{Script=Han}/gu;
const LATIN = /\p{Script=Latin}/gu;
/** Words, rather than a code or a unit. */
const WORDS = /\p{Script=Latin}{2,}[^\p{Script=Latin}]+\p{Script=Latin}{2,}/u;
const WORD = /\p{Script=Latin}{2}/u;

const countOf = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/**
 * The language that a text on a page is in, by its script; null where it is that of what stands around it, as a number is. A Chinese
 * character says as much as a few letters, so a sentence with a foreign name in it stays what it is.
 */
export function languageOf(text: string, page: Language): Language | null {
  const han = countOf(text, HAN);
  if (page === "en") return han > 0 && han * 2 > countOf(text, LATIN) ? "zh-CN" : WORD.test(text) ? "en" : null;
  return han > 0 ? "zh-CN" : WORDS.test(text) ? "en" : null;
}
