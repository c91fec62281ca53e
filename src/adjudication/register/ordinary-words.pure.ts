import { textsIn } from "../../platform/messages/explain";
import { defaultRules } from "../rules/default-rules";

/** Characters that are words of their own in a sentence, and neither begin nor end a dictionary word. */
const FUNCTION_CHARACTERS = new Set(
  "的了是在和与或及将把被对为从到向于以按未不没有无非已曾仍还再又也都就只才很太最更大小多少好坏新旧真假",
);

/** Words of moderators that occur neither in the messages nor in the rulebook. */
const ALSO = `fraud scam mistake also because however therefore although while which whose where been being were
  has had did done does against toward within without late early never ever good bad poor new old true false fake broken kept
  refused promised paid sold bought sent received goods service services seller shop company customer customers people`;

/**
 * Common words of the languages that decisions are written in. Names are free text: a person who calls himself "not as promised" must
 * not be able to block or black out a ruling by it. English words are those of the platform's own messages and rulebook; Chinese words
 * are those of ICU's dictionary, which segments 欺诈 as one word and 李娜 as two characters.
 */
const readEnglish = (): ReadonlySet<string> =>
  new Set(
    [...textsIn("en"), ...defaultRules.flatMap(({ title, text }) => [title.en, text.en]), ALSO].flatMap(
      (text) => text.toLowerCase().match(/[a-z]+/g) ?? [],
    ),
  );
let english: ReadonlySet<string> | undefined;
const isEnglish = (word: string): boolean => (english ??= readEnglish()).has(word);

const CHINESE = new Intl.Segmenter("zh", { granularity: "word" });

/** The name consists of ordinary words: their occurrence in a text does not identify anyone. */
export function readsAsWords(name: string): boolean {
  const parts = name.toLowerCase().match(/\p{Script=Han}+|\p{L}+/gu) ?? [];
  return (
    parts.length > 0 && parts.every((part) => (/\p{Script=Han}/u.test(part) ? isChineseWords(part) : isEnglish(part)))
  );
}

const isChineseWords = (part: string): boolean =>
  [...CHINESE.segment(part)].every(({ segment }) => [...segment].length > 1 || FUNCTION_CHARACTERS.has(segment));
