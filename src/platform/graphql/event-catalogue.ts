import { registerEnumType } from "type-graphql";
import { decimalsOf } from "../currencies";
import type { EventData, Events, EventType, NoData } from "../database/event";
import { defineEnum } from "./enum";

export const ParticularKind = defineEnum(
  "ParticularKind",
  "What a particular of an event is, as JSON. More may be added.",
  {
    ID: "The id of something else, a text: `ofr_…`.",
    TEXT: "In people's words.",
    CODE: "A text for programs: a digest, a code from elsewhere.",
    CODES: "A list of codes or ids.",
    ENUM: "A word of a list, see `values`; more may be added to the list.",
    NUMBER: "A whole number or a decimal one.",
    TIME: "A point in time, ISO 8601 in UTC with milliseconds, as `DateTime`.",
    FLAG: "`true` or `false`.",
    MONEY: "An object with `amount`, `currency` and `decimals`, as `Money`.",
  },
);
export type ParticularKind = keyof typeof ParticularKind;

/** The last two have no name of their own in the JSON: a currency is part of the amount beside it, and what is hidden is not there. */
type Kind = ParticularKind | "CURRENCY" | "HIDDEN";
const isShown = (kind: Kind): kind is ParticularKind => kind in ParticularKind;

interface Particular {
  kind: Kind;
  nullable?: true;
  values?: readonly string[];
}

export const ID: Particular = { kind: "ID" };
export const TEXT: Particular = { kind: "TEXT" };
export const CODE: Particular = { kind: "CODE" };
export const CODES: Particular = { kind: "CODES" };
export const NUMBER: Particular = { kind: "NUMBER" };
export const TIME: Particular = { kind: "TIME" };
export const FLAG: Particular = { kind: "FLAG" };
export const MONEY: Particular = { kind: "MONEY" };
export const CURRENCY: Particular = { kind: "CURRENCY" };
export const HIDDEN: Particular = { kind: "HIDDEN" };
export const oneOf = (words: string): Particular => ({ kind: "ENUM", values: words.split(" ") });
/** Null, or not there. */
export const orNull = (particular: Particular): Particular => ({ ...particular, nullable: true });

/** Whose history an event belongs to: what it is, and how a description calls its owner. */
export interface EventHistory {
  description: string;
  whose: string;
}

/** What the API says of the events of one type. */
export interface EventShape {
  history: string;
  /** The room that records it. */
  recordedBy: string;
  meaning: { en: string; zhCN: string };
  particulars: Readonly<Record<string, Particular>>;
}

export const shape = <P extends EventShape["particulars"]>(
  history: string,
  recordedBy: string,
  en: string,
  zhCN: string,
  particulars: P,
): EventShape & { particulars: P } => ({ history, recordedBy, meaning: { en, zhCN }, particulars });

type NameIn<D> = D extends NoData ? never : keyof D;

/** Complete: neither one of these events nor anything that it carries may be missing. */
export type ShapesOf<T extends EventType> = {
  [K in T]: EventShape & { particulars: Readonly<Record<NameIn<Events[K]>, Particular>> };
};

const shapes = new Map<string, EventShape>();

/** The enum of the API: empty until the shapes are learned. */
export const EVENT_TYPES: Record<string, string> = {};
const VALUES: Record<string, { description: string }> = {};

registerEnumType(EVENT_TYPES, {
  name: "EventType",
  description:
    "What happened. `Query.eventTypes` says of each what its events carry. More may be added at any time: skip one that you do not know, or show it as it is.",
  valuesConfig: VALUES,
});

/** Empty until they are learned, too. */
export const EVENT_HISTORIES: Record<string, string> = {};
const HISTORY_VALUES: Record<string, { description: string }> = {};

registerEnumType(EVENT_HISTORIES, {
  name: "EventHistory",
  description: "Whose history an event belongs to. More may be added.",
  valuesConfig: HISTORY_VALUES,
});

/** Registers histories and types; `app` has both tables, that of the types printed from the rooms' declarations. */
export function learnEvents<History extends string>(
  histories: Readonly<Record<History, EventHistory>>,
  table: Readonly<Record<string, EventShape>>,
): void {
  for (const [history, { description }] of Object.entries<EventHistory>(histories)) {
    EVENT_HISTORIES[history] = history;
    HISTORY_VALUES[history] = { description };
  }
  for (const [type, shape] of Object.entries(table)) {
    shapes.set(type, shape);
    EVENT_TYPES[type] = type;
    VALUES[type] = { description: describe(shape, histories[shape.history as History].whose) };
  }
}

function describe(shape: EventShape, whose: string): string {
  const names = shownOf(shape).map(({ name }) => `\`${name}\``);
  return `${shape.meaning.en} (of ${whose}).${names.length > 0 ? ` \`data\` may have ${names.join(", ")}.` : ""}`;
}

/** By type, in the table's order. */
export const cataloguedEvents = (): [type: string, shape: EventShape][] => [...shapes];

export interface ShownParticular {
  name: string;
  kind: ParticularKind;
  nullable: boolean;
  values: readonly string[];
}

/** The particulars of an event as the API shows them. */
export const shownOf = ({ particulars }: EventShape): ShownParticular[] =>
  Object.entries(particulars).flatMap(([name, { kind, nullable = false, values = [] }]) =>
    isShown(kind) ? { name, kind, nullable, values } : [],
  );

/** Nothing of one whose type is no longer declared. Where no types were learned at all, something would be left out that should not be. */
function particularsOf(type: string): EventShape["particulars"] {
  if (shapes.size === 0) throw new Error("no events were learned: load the districts");
  return shapes.get(type)?.particulars ?? {};
}

/** Which particulars of such events are in people's words. */
export const wordsOf = (type: string): string[] =>
  Object.entries(particularsOf(type)).flatMap(([name, { kind }]) => (kind === "TEXT" ? name : []));

export type Json = string | number | boolean | null | readonly string[] | { readonly [name: string]: Json };

/**
 * What an event carries, as JSON that needs no explanation. What it does not declare, or no longer, is left out. `currency`: of amounts
 * that have none beside them.
 */
export function jsonOf(type: EventType, data: EventData, currency: string | null = null): Record<string, Json> {
  const particulars = particularsOf(type);
  const recorded: Readonly<Record<string, string | number | null | undefined>> = data;
  const converted: Record<string, Json> = {};
  for (const [name, value] of Object.entries(recorded)) {
    const kind = particulars[name]?.kind;
    if (value === undefined || kind === undefined || !isShown(kind)) continue;
    converted[name] = value === null ? null : valueOf(kind, value, recorded.currency ?? currency);
  }
  return converted;
}

/** The same without anything in people's words, and without codes from elsewhere: for those who only need to know where to look. */
export function jsonWithoutWords(
  type: EventType,
  data: EventData,
  currency: string | null = null,
): Record<string, Json> {
  const particulars = particularsOf(type);
  const said = Object.entries(jsonOf(type, data, currency));
  return Object.fromEntries(said.filter(([name]) => !WORDS.has(particulars[name]?.kind ?? "TEXT")));
}

const WORDS: ReadonlySet<Kind> = new Set<Kind>(["TEXT", "CODE", "CODES"]);

function valueOf(kind: ParticularKind, value: string | number, currency: string | number | null): Json {
  switch (kind) {
    case "TIME":
      return new Date(value).toISOString();
    case "FLAG":
      return value !== 0;
    case "CODES":
      return String(value).split(" ").filter(Boolean);
    case "MONEY":
      if (typeof currency !== "string") throw new Error("an amount without a currency");
      return { amount: value, currency, decimals: decimalsOf(currency) };
    default:
      return value;
  }
}
