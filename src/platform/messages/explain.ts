import i18next from "i18next";
import Negotiator from "negotiator";
import type { Locale, LocaleSettings } from "../identity/actor";
import type { Refusal } from "../refusal";
import { remembered } from "../remembered";
import { MARKET_TIME_ZONE } from "../time";
import type { AmountParam, Params, Title } from "./params";
import { dayText, offsetText, timeText } from "./moment-text";
import { moneyText } from "./money-text";

/** Who reads; a language alone reads by the market's clock. */
type ReadBy = LocaleSettings | Locale;

const messages = i18next.createInstance();
void messages.init({
  initAsync: false,
  lng: "en",
  fallbackLng: "en",
  resources: {},
  // Keys have dots; messages go out as plain text, never as HTML.
  keySeparator: false,
  // The formats below take what JavaScript has no text for; a placeholder without one shows its value unchanged.
  interpolation: { escapeValue: false, alwaysFormat: false },
});

type Texts = Readonly<Record<string, string>>;

/** Registers all messages; `app` gathers them from the districts. */
export function learnTexts(texts: Readonly<Record<Locale, Texts>>): void {
  for (const [locale, translation] of Object.entries(texts))
    messages.addResourceBundle(locale, "translation", translation);
}

/** All messages of a language, with their placeholders. */
export const textsIn = (locale: Locale): string[] =>
  Object.values((messages.getResourceBundle(locale, "translation") ?? {}) as Texts);

/** The refusal in words, by its reason's message or else its code's. */
export function explain({ code, details }: Refusal, reader: ReadBy): string {
  const params = { ...details.params, field: details.field ?? "", availableAt: details.availableAt ?? "" };
  return inWords(details.reason ? [details.reason, code] : [code], reader, params);
}

export const say = (key: string, reader: ReadBy, params: Params = {}): string => inWords([key], reader, params);

/** `otherwise`: where there is no such message, as of what only a newer version knows. */
export const sayKnown = (key: string, otherwise: string, reader: ReadBy, params: Params): string =>
  inWords([key, otherwise], reader, params);

function inWords(keys: string[], reader: ReadBy, params: Params): string {
  const { locale, timeZone } = settingsOf(reader);
  return messages.t(keys, { lng: locale, timeZone, ...params });
}

const settingsOf = (reader: ReadBy): LocaleSettings =>
  typeof reader === "string" ? { locale: reader, timeZone: MARKET_TIME_ZONE } : reader;

/**
 * The formats of placeholders: `{{dueAt, moment}}` and `{{at, day}}` by the reader's clock, `{{most, money}}` in the
 * currency's own decimals, `{{status, label(of: x)}}` the message `x.OPEN`, or a list of them,
 * `{{checks, titles}}` what bears a title in each language, `{{days, counted(one: day; other: days)}}` the number with its
 * noun, which English says otherwise of one.
 */
const FORMATS = {
  moment: (value: number | string, reader: LocaleSettings) => (value === "" ? "" : momentText(value, reader)),
  day: (value: number | string, reader: LocaleSettings) => (value === "" ? "" : dayText(value, reader)),
  money: ({ amount, currency }: AmountParam, { locale }: LocaleSettings) => moneyText(amount, currency, locale),
  titles: (value: readonly Title[], reader: LocaleSettings) =>
    listOf(
      value.map((each) => each[reader.locale]),
      reader,
    ),
  label: (value: string | readonly string[], reader: LocaleSettings, { of }: FormatOptions) =>
    listOf(
      [value].flat().map((each) => say(`${of}.${each}`, reader)),
      reader,
    ),
  counted: (value: number | string, { locale }: LocaleSettings, { one, other }: FormatOptions) =>
    `${value} ${plurals[locale].select(Number(value)) === "one" ? one : other}`,
};

/** What a placeholder gives its format, and the clock of the reader. */
interface FormatOptions {
  timeZone: string;
  of: string;
  one: string;
  other: string;
}

const plurals = { en: new Intl.PluralRules("en"), "zh-CN": new Intl.PluralRules("zh-CN") };

const listOf = (names: readonly string[], reader: LocaleSettings): string => names.join(say("list.separator", reader));

/** With the name of the clock: `28 Nov 2026, 15:14 (Beijing time)`. */
export function momentText(moment: number | string, reader: LocaleSettings): string {
  const zone = reader.timeZone === MARKET_TIME_ZONE ? say("zone.market", reader) : offsetText(moment, reader);
  return say("moment", reader, { time: timeText(moment, reader), zone });
}

for (const [name, format] of Object.entries(FORMATS))
  messages.services.formatter?.add(name, (value, lng, options: FormatOptions) =>
    (format as (value: unknown, reader: LocaleSettings, options: FormatOptions) => string)(
      value,
      { locale: lng as Locale, timeZone: options.timeZone },
      options,
    ),
  );

/** By `Accept-Language` (or a connection parameter of the same form); English when nothing fits. */
export const pickLocale = (acceptLanguage: string | undefined): Locale => localeFor(acceptLanguage ?? "en");

const localeFor = remembered((acceptLanguage): Locale => {
  for (const language of new Negotiator({ headers: { "accept-language": acceptLanguage } }).languages()) {
    if (language.toLowerCase().startsWith("zh")) return "zh-CN";
    if (language === "*" || language.toLowerCase().startsWith("en")) return "en";
  }
  return "en";
});

/** Of a visitor, of whom only the language is known. */
export const localeSettings = (acceptLanguage: string | undefined): LocaleSettings =>
  settingsOf(pickLocale(acceptLanguage));
