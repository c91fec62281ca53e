import i18next from "i18next";
import Negotiator from "negotiator";
import type { Locale } from "../identity/actor";
import type { Refusal } from "../refusal";

const messages = i18next.createInstance();
void messages.init({
  initAsync: false,
  lng: "en",
  fallbackLng: "en",
  resources: {},
  // Keys have dots; messages go out as plain text, never as HTML.
  keySeparator: false,
  interpolation: { escapeValue: false },
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
export function explain({ code, details }: Refusal, locale: Locale): string {
  const availableAt = details.availableAt === undefined ? "" : new Date(details.availableAt).toISOString();
  const params = { ...details.params, field: details.field ?? "", availableAt };
  const keys = details.reason ? [details.reason, code] : [code];
  return messages.t(keys, { lng: locale, ...params });
}

export const say = (key: string, locale: Locale, params: Record<string, string | number> = {}): string =>
  messages.t(key, { lng: locale, ...params });

/** By `Accept-Language` (or a connection parameter of the same form); English when nothing fits. */
export function pickLocale(acceptLanguage: string | undefined): Locale {
  const wanted = new Negotiator({ headers: { "accept-language": acceptLanguage ?? "en" } }).languages();
  for (const language of wanted) {
    if (language.toLowerCase().startsWith("zh")) return "zh-CN";
    if (language === "*" || language.toLowerCase().startsWith("en")) return "en";
  }
  return "en";
}
