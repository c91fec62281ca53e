import { LRUCache } from "lru-cache";
import { residentDigit } from "../../house-rules/resident-number.pure";
import { readsAsWords } from "./ordinary-words.pure";

/** The kinds of personal data in a text that must not be public. */
export const PERSONAL_DATA = [
  "ID_CARD",
  "BANK_CARD",
  "MOBILE",
  "LANDLINE",
  "EMAIL",
  "WECHAT",
  "QQ",
  "PLATE",
  "ADDRESS",
  "NAME",
] as const;
export type PersonalDataKind = (typeof PERSONAL_DATA)[number];

export interface PersonalData {
  kind: PersonalDataKind;
  /** As written in the text. */
  text: string;
  /** Its place, in UTF-16 units; the end exclusive. */
  start: number;
  end: number;
}

/** Words about people of one case, and words that are allowed although they look like them. */
export interface KnownWords {
  names?: readonly string[];
  allowed?: readonly string[];
}

interface Recogniser {
  kind: PersonalDataKind;
  /** The first group, if there is one, is the personal data; otherwise the whole match. */
  pattern: RegExp;
  accepts?: (part: string) => boolean;
}

const WECHAT = "(?:微信|薇信|(?<![a-z])(?:wechat|weixin|wx|vx)(?![a-z]))";

/**
 * In order of precedence: later patterns skip what an earlier one has matched. All run over folded text (see `fold`). No pattern may
 * have two adjacent runs of spaces, nor a repetition without a bound that may begin anywhere: the work for a long run grows with its square.
 */
const RECOGNISERS: readonly Recogniser[] = [
  {
    kind: "ID_CARD",
    pattern: /(?<![0-9a-z])[1-9]\d{5}[- ]?\d{8}[- ]?\d{3}[0-9x](?![0-9a-z])/g,
    accepts: (part) => isIdCard(part.replace(/[- ]/g, "")),
  },
  {
    kind: "BANK_CARD",
    pattern: /(?<!\d)[2-6]\d(?:[- ]?\d){14,17}(?!\d)/g,
    accepts: (part) => passesLuhn(part.replace(/[- ]/g, "")),
  },
  {
    kind: "MOBILE",
    pattern: /(?<!\d)(?:(?:\+|00)?86[-. ]?)?1[-. ]?[3-9](?:[-. ]?\d){9}(?!\d)/g,
    accepts: (part) => isGroupedLikeMobile(part.replace(/^(?:\+|00)?86[-. ]?/, "")),
  },
  {
    kind: "LANDLINE",
    pattern: /(?<!\d)(?:(?:\+|00)86[-. ]?\d{2,3}|\(0\d{2,3}\)|0\d{2,3})[-. ]?[2-8]\d{2,3}[-. ]?\d{4}(?!\d)/g,
    accepts: (part) => !ENDS_IN_DATE.test(part),
  },
  // Abroad.
  { kind: "LANDLINE", pattern: /(?<![\d+])\+[1-9](?:[-. ()]{0,2}\d){7,14}(?!\d)/g },
  { kind: "EMAIL", pattern: /[a-z0-9][a-z0-9._+-]{0,63}@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/g },
  // "号" or a colon shows that an account follows; without them only text with a digit or "_" in it counts as one.
  {
    kind: "WECHAT",
    pattern: new RegExp(
      `${WECHAT}(?:\\s*(?:号|id))?\\s*(?:[:=是为]|号|id)\\s*([a-z][a-z0-9_-]{5,19})(?![a-z0-9_-])`,
      "g",
    ),
  },
  { kind: "WECHAT", pattern: new RegExp(`${WECHAT}\\s*((?=[a-z-]*[0-9_])[a-z][a-z0-9_-]{5,19})(?![a-z0-9_-])`, "g") },
  { kind: "QQ", pattern: /(?<![a-z])qq(?:\s*(?:号|群))?(?:\s*:)?\s*([1-9]\d{4,10})(?!\d)/g },
  {
    kind: "PLATE",
    pattern:
      /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][a-hj-np-z][·.\s]?[a-hj-np-z0-9]{4,5}[a-hj-np-z0-9挂学警港澳](?![a-z0-9])/g,
  },
  // Where somebody lives: a room of a house. A street and a number alone may be a shop's.
  {
    kind: "ADDRESS",
    pattern:
      /(?:\p{Script=Han}{1,12}?(?:路|街|道|巷|村|小区|花园|公寓)\s?)?(?:\d{1,5}\s?(?:弄|号楼|号|幢|栋|座|单元)[, ]?){1,5}(?:\d{2,5}\s?室|\d{3,5}\s?房)/gu,
  },
  {
    kind: "ADDRESS",
    pattern:
      /(?<![a-z\d])(?:\d{1,5} [a-z]+(?: [a-z]+){0,2} (?:street|st|road|rd|avenue|ave|lane|ln|drive|dr)\.?,? (?:apartment|apt|flat|unit|room)\.? ?#?\d{1,5}|(?:room|flat|apartment|apt|unit)\.? ?#?\d{1,5},? (?:building|bldg|block)\.? ?\d{1,4})(?![\da-z])/g,
  },
];

/** A day beside another number, written as local numbers are: `0301 2026-0302`. */
const ENDS_IN_DATE = /[-. ](?:19|20)\d{2}[-. ](?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/;

/** Display names that identify no one. */
const NOBODY = new Set([
  ..."消费者 用户 买家 顾客 客户 投诉人 商家 卖家 服务商 平台 匿名 匿名用户".split(" "),
  ..."consumer customer buyer user client provider seller platform anonymous".split(" "),
]);

/** All matches in text order, without overlaps. */
export function findPersonalData(text: string, { names = [], allowed = [] }: KnownWords = {}): PersonalData[] {
  const { words: folded, placeOf } = seen(text);
  const taken: { start: number; end: number }[] = allowed.flatMap((words) => occurrences(folded, fold(words)));
  const found: PersonalData[] = [];
  const take = (kind: PersonalDataKind, start: number, end: number): void => {
    if (taken.some((other) => start < other.end && other.start < end)) return;
    taken.push({ start, end });
    const [from, to] = [placeOf(start), placeOf(end - 1) + 1];
    found.push({ kind, start: from, end: to, text: text.slice(from, to) });
  };
  for (const { kind, pattern, accepts } of RECOGNISERS)
    for (const match of folded.matchAll(pattern)) {
      const [all, part = all] = match;
      if (accepts && !accepts(part)) continue;
      const start = match.index + all.lastIndexOf(part);
      take(kind, start, start + part.length);
    }
  for (const name of names.map(fold).filter(namesSomebody))
    for (const { start, end } of occurrences(folded, name)) take("NAME", start, end);
  return found.sort((a, b) => a.start - b.start);
}

/** Words of the text that are also someone's name but read as ordinary words: only their author knows which is meant. */
export function findAmbiguousNames(text: string, { names = [], allowed = [] }: KnownWords): string[] {
  const folded = fold(text);
  const taken = allowed.flatMap((words) => occurrences(folded, fold(words)));
  return names
    .filter((name) => isName(fold(name)) && readsAsWords(name))
    .flatMap((name) => occurrences(folded, fold(name)))
    .filter(({ start, end }) => !taken.some((other) => start < other.end && other.start < end))
    .map(({ start, end }) => text.slice(start, end));
}

/** The text with each match masked. Idempotent. Without known words it is the same for every reader, and remembered. */
export const redact = (text: string, known?: KnownWords): string => (known ? mask(text, known) : masked.memo(text));

const MOST_CHARACTERS = 4_000_000;
/** Texts of public pages, which would be searched again at every visit. */
const masked = new LRUCache<string, string>({
  maxSize: MOST_CHARACTERS,
  sizeCalculation: (result, text) => 1 + text.length + result.length,
  memoMethod: (text) => mask(text, {}),
});

function mask(text: string, known: KnownWords): string {
  let redacted = "";
  let from = 0;
  for (const { start, end } of findPersonalData(text, known)) {
    redacted += `${text.slice(from, start)}***`;
    from = end;
  }
  return redacted + text.slice(from);
}

/** What a reader sees of a text, folded: without characters that have no width; and where each stands in the text. */
function seen(text: string): { words: string; placeOf: (index: number) => number } {
  const folded = fold(text);
  if (!UNSEEN.test(folded)) return { words: folded, placeOf: (index) => index };
  const places = [...Array(folded.length).keys()].filter((index) => !UNSEEN.test(folded[index] ?? ""));
  return { words: places.map((index) => folded[index]).join(""), placeOf: (index) => places[index] ?? index };
}

const UNSEEN = /\p{Default_Ignorable_Code_Point}/u;

/** Full-width characters, dashes and capitals in their plain forms; every character keeps its position. */
function fold(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[\u3000\u00a0\t]/g, " ")
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(/[A-Z]/g, (c) => c.toLowerCase());
}

/** A name of one character cannot be distinguished from the text around it. */
const isName = (name: string): boolean => [...name.trim()].length >= 2 && !NOBODY.has(name.trim());

const namesSomebody = (name: string): boolean => isName(name) && !readsAsWords(name);

function occurrences(folded: string, words: string): { start: number; end: number }[] {
  const name = words.trim();
  const found: { start: number; end: number }[] = [];
  if (name === "") return found;
  // Nothing is hidden by what stands between its characters.
  if (/^\p{Script=Han}{2,4}$/u.test(name))
    return [...folded.matchAll(new RegExp([...name].join("[ ·.]?"), "gu"))].map(({ index, 0: { length } }) => ({
      start: index,
      end: index + length,
    }));
  for (let start = folded.indexOf(name); start !== -1; start = folded.indexOf(name, start + name.length)) {
    const end = start + name.length;
    // "Tom" does not match in "custom": a name of alphabetic letters must end at a word boundary.
    const goesOn = (inside: string, outside: string): boolean => /[a-z]/.test(inside) && /[a-z]/.test(outside);
    if (goesOn(name[0] ?? "", folded[start - 1] ?? "") || goesOn(name.at(-1) ?? "", folded[end] ?? "")) continue;
    found.push({ start, end });
  }
  return found;
}

/** In groups as people say them, or digit by digit: amounts and addresses of machines beside each other are in others. */
function isGroupedLikeMobile(part: string): boolean {
  const groups = part.split(/[-. ]/).map(({ length }) => length);
  return groups.every((length) => length >= 3) || groups.every((length) => length === 1);
}

/** GB 11643: a region, a date of birth, a number, and a check digit. */
function isIdCard(number: string): boolean {
  const [year, month, day] = [number.slice(6, 10), number.slice(10, 12), number.slice(12, 14)].map(Number);
  if ((year ?? 0) < 1850 || (year ?? 0) > 2199 || !isBetween(month, 12) || !isBetween(day, 31)) return false;
  return residentDigit(number.slice(0, 17)).toLowerCase() === number[17];
}

const isBetween = (value: number | undefined, most: number): boolean =>
  value !== undefined && value >= 1 && value <= most;

function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
