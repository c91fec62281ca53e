import { Field, type FieldOptions } from "type-graphql";
import { Problems } from "../problems";
import { Refusal, type Reason } from "../refusal";

/** Of a text that names a code, whose column holds ASCII alone: MariaDB compares it with nothing else. */
export const asciiLike = (like: string): NonNullable<TextRule["pattern"]> => ({ regex: /^[\x20-\x7e]*$/, like });

export interface TextRule {
  /** Least and most length in Unicode code points, after trimming. */
  min: number;
  max: number;
  /** The form that it must have, and how something of that form looks, which the refusal says. */
  pattern?: { regex: RegExp; like: string };
  /** A closed list, and the message for values not on it. */
  oneOf?: { values: ReadonlySet<string>; reason: "money.unknownCurrency" };
  /** Every character counts, even spaces at the ends: for passwords. */
  verbatim?: boolean;
}

export interface WholeNumberRule {
  least: number;
  most: number;
}

type Rule = { text: TextRule } | { number: WholeNumberRule } | { list: { least: number; most: number } };

/** By prototype: properties whose members are checked by the command, each by itself. */
const apart = new Map<object, Set<string>>();

/** What is in the list is not checked with the input: the command checks each with `checkInput`, so that one that is wrong does not refuse the others. */
export const EachApart = (): PropertyDecorator => (prototype, property) => {
  apart.set(prototype, (apart.get(prototype) ?? new Set()).add(String(property)));
};

const rules = new Map<object, Map<string, Rule>>();

function addRule(prototype: object, property: string | symbol, rule: Rule): void {
  const own = rules.get(prototype) ?? new Map<string, Rule>();
  rules.set(prototype, own.set(String(property), rule));
}

type Options = { description: string; nullable?: boolean; defaultValue?: unknown };

/** An input's text: the SDL states its limits, and `checkInput` enforces them. */
export const TextField =
  (options: Options & Partial<TextRule> & { max: number }): PropertyDecorator =>
  (prototype, property) => {
    const { min = options.nullable ? 0 : 1, max, pattern, oneOf, verbatim } = options;
    Field(() => String, fieldOptions(options, `At most ${max} characters.`))(prototype, property);
    addRule(prototype, property, { text: { min, max, pattern, oneOf, verbatim } });
  };

/** Holds an input's whole number (or a scalar that arrives as one) within bounds. Used beside its @Field. */
export const WithinBounds =
  (least: number, most: number): PropertyDecorator =>
  (prototype, property) =>
    addRule(prototype, property, { number: { least, most } });

/** Holds the length of an input's list. Used beside its @Field. */
export const ListOf =
  (least: number, most: number): PropertyDecorator =>
  (prototype, property) =>
    addRule(prototype, property, { list: { least, most } });

function fieldOptions({ description, nullable, defaultValue }: Options, limit: string): FieldOptions {
  return { description: `${description} ${limit}`, nullable, ...(defaultValue === undefined ? {} : { defaultValue }) };
}

/** Checks and tidies (NFC, trimmed) an input object in place, and everything below it; refuses with all problems at once. */
export function checkInput(value: unknown, path: string): void {
  const problems = new Problems();
  tidy(value, path, problems);
  problems.throwAll();
}

function tidy(value: unknown, path: string, problems: Problems): void {
  if (typeof value !== "object" || value === null) return;
  const holder = value as Record<string, unknown>;
  for (const [key, member] of Object.entries(holder)) {
    if (problems.isFull) return;
    const field = path ? `${path}.${key}` : key;
    const rule = ruleFor(holder, key);
    problems.check(() => {
      if (typeof member === "string")
        holder[key] = cleanText(member, field, rule && "text" in rule ? rule.text : undefined);
      else if (typeof member === "number" && rule && "number" in rule) checkNumber(member, field, rule.number);
      else if (Array.isArray(member) && rule && "list" in rule) checkLength(member.length, field, rule.list);
    });
    if (!apart.get(Object.getPrototypeOf(holder) as object)?.has(key)) tidy(member, field, problems);
  }
}

function ruleFor(holder: object, key: string): Rule | undefined {
  for (
    let prototype = Object.getPrototypeOf(holder) as object | null;
    prototype;
    prototype = Object.getPrototypeOf(prototype) as object | null
  ) {
    const rule = rules.get(prototype)?.get(key);
    if (rule) return rule;
  }
  return undefined;
}

// Control characters other than tab and line feed.
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;
const HARD_LIMIT = 20_000;

/** Names and titles, of files too: what has no more room, and is no secret. */
const LONGEST_LINE = 300;
const BREAKS = /[\t\n\v\f\r\u2028\u2029]+/g;
/**
 * What nobody sees and what turns the direction of the words beside it, the blank Braille sign too; but not joiners and direction marks, by which
 * scripts are written, nor what chooses the form of the sign before it.
 */
const UNSEEN =
  /(?!\p{Join_Control}|\p{Variation_Selector}|[\u061c\u200e\u200f\u{e0020}-\u{e007f}])[\p{Default_Ignorable_Code_Point}\u2800]/gu;
/** More marks on one letter than any script has are drawn over the lines around it. */
const STACKED = /(\p{M}{8})\p{M}+/gu;
const SEEN = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** A name is shown between other words, in lists, mails and files: one line, that is seen, and that changes nothing beside it. */
export function toLine(text: string): string {
  const line = text.replace(BREAKS, " ").replace(UNSEEN, "").replace(STACKED, "$1");
  return SEEN.test(line) ? line : "";
}

export function cleanText(raw: string, field: string, rule: TextRule = { min: 0, max: HARD_LIMIT }): string {
  const refuse = (reason: Reason, params = {}): never => {
    throw new Refusal("BAD_USER_INPUT", { reason, field, params });
  };
  if (raw.length > 4 * rule.max) refuse("text.tooLong", { max: rule.max });
  if (!isWellFormed(raw)) refuse("text.loneSurrogate");
  const composed = raw.normalize("NFC");
  const tidy = tidyText(composed, rule);
  if (CONTROL.test(tidy)) refuse("text.controlCharacter");
  const length = [...tidy].length;
  if (length > rule.max) refuse("text.tooLong", { max: rule.max });
  const seen = rule.verbatim ? length : seenLength(tidy);
  if (seen < rule.min) refuse(rule.min === 1 ? "text.empty" : "text.tooShort", { min: rule.min });
  // Where words may be left out, a command that needs them asks for an empty text.
  if (seen === 0) return "";
  if (rule.pattern && !rule.pattern.regex.test(tidy)) refuse("text.pattern", { like: rule.pattern.like });
  if (rule.oneOf && !rule.oneOf.values.has(tidy)) refuse(rule.oneOf.reason);
  return tidy;
}

/** What nobody sees is no answer, no reason and no message, however long it is. */
function seenLength(text: string): number {
  const seen = text.replace(UNSEEN, "").trim();
  return SEEN.test(seen) ? [...seen].length : 0;
}

function tidyText(text: string, { verbatim, max }: TextRule): string {
  if (verbatim) return text;
  return (max <= LONGEST_LINE ? toLine(text) : text.replaceAll("\r\n", "\n")).trim();
}

/** String.prototype.isWellFormed, which TypeScript's ES2022 library does not know. */
function isWellFormed(text: string): boolean {
  return !/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text);
}

export function checkNumber(value: number, field: string, { least, most }: WholeNumberRule): void {
  if (!Number.isSafeInteger(value) || value < least || value > most) {
    throw new Refusal("BAD_USER_INPUT", { reason: "number.outOfBounds", field, params: { least, most } });
  }
}

function checkLength(length: number, field: string, { least, most }: { least: number; most: number }): void {
  if (length < least || length > most)
    throw new Refusal("BAD_USER_INPUT", { reason: "list.length", field, params: { least, most } });
}
