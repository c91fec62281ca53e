import i18next from "i18next";
import { useSyncExternalStore } from "react";

export type Language = "en" | "zh-CN";

const KEY = "redress.language";

const chosen = localStorage.getItem(KEY);
let language: Language =
  chosen === "en" || chosen === "zh-CN" ? chosen : navigator.language.startsWith("zh") ? "zh-CN" : "en";
const listeners = new Set<() => void>();

const texts = i18next.createInstance();
void texts.init({
  initAsync: false,
  lng: language,
  fallbackLng: "en",
  resources: {},
  keySeparator: false,
  nsSeparator: false,
  // React escapes values.
  interpolation: { escapeValue: false },
});
document.documentElement.lang = language;

export const getLanguage = (): Language => language;

export function setLanguage(next: Language): void {
  language = next;
  localStorage.setItem(KEY, next);
  document.documentElement.lang = next;
  void texts.changeLanguage(next);
  listeners.forEach((tell) => tell());
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

export const useLanguage = (): Language => useSyncExternalStore(subscribe, getLanguage);

/** `{{name}}` stands for a value; `key_one` and `key_other` are chosen by `count`. */
type Texts = Record<string, string>;
type Key<T> = T extends `${infer Base}_${"one" | "other"}` ? Base | T : T;
type Values = Record<string, string | number>;

export interface Room<T extends Texts> {
  name: string;
  /** Only for the types. */
  texts: { en: T; zh: Record<Exclude<keyof T, `${string}_one`>, string> };
}

/** The texts of one part of the pages, side by side in both languages; a missing one does not compile. */
export function defineText<const T extends Texts>(
  name: string,
  texts_: { en: T; zh: { [K in Exclude<keyof T, `${string}_one`>]: string } },
): Room<T> {
  texts.addResourceBundle("en", name, texts_.en);
  texts.addResourceBundle("zh-CN", name, texts_.zh);
  return { name, texts: texts_ };
}

export type Say<T extends Texts> = (key: Key<keyof T & string>, values?: Values) => string;

/** Outside of components. */
export function say<T extends Texts>(room: Room<T>, key: Key<keyof T & string>, values: Values = {}): string {
  return texts.t(key, { ns: room.name, ...values });
}

export function useText<T extends Texts>(room: Room<T>): Say<T> {
  useLanguage();
  return (key, values) => say(room, key, values);
}
