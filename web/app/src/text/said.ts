import { chosenLanguage, LANGUAGE_KEY, type Language } from "./chosen-language";
import { onDevice } from "../browser/kept-texts";

let language = chosenLanguage();
const listeners = new Set<() => void>();

export const getLanguage = (): Language => language;

export function setLanguage(next: Language): void {
  onDevice.setItem(LANGUAGE_KEY, next);
  followLanguage();
}

/** Speaks the language that was chosen, in whichever tab. */
export function followLanguage(): void {
  const chosen = chosenLanguage();
  if (chosen === language) return;
  language = chosen;
  document.documentElement.lang = chosen;
  listeners.forEach((tell) => tell());
}

export const onLanguage = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/**
 * `{{name}}` stands for a value, `{{days, counted(one: day; other: days)}}` for a number with its noun; `key_one` and `key_other` are
 * chosen by `count`.
 */
export type Texts = Record<string, string>;
type Key<T> = T extends `${infer Base}_${"one" | "other"}` ? Base | T : T;
type Values = Record<string, string | number>;

export interface Room<T extends Texts> {
  name: string;
  /** Only for the types. */
  texts: { en: T; zh: Record<Exclude<keyof T, `${string}_one`>, string> };
}

/** The texts of one part of the pages, side by side in both languages; a missing one does not compile. */
export const defineText = <const T extends Texts>(
  name: string,
  texts: { en: T; zh: { [K in Exclude<keyof T, `${string}_one`>]: string } },
): Room<T> => ({ name, texts });

export type Say<T extends Texts> = (key: Key<keyof T & string>, values?: Values) => string;

const plurals = { en: new Intl.PluralRules("en"), "zh-CN": new Intl.PluralRules("zh-CN") };

/** Outside of components. */
export function say<T extends Texts>(room: Room<T>, key: Key<keyof T & string>, values: Values = {}): string {
  const texts: Texts = language === "en" ? room.texts.en : room.texts.zh;
  const { count } = values;
  const form = typeof count === "number" ? texts[`${key}_${plurals[language].select(count)}`] : undefined;
  const text = form ?? texts[key] ?? texts[`${key}_other`] ?? key;
  return text.replace(
    /\{\{\s*(\w+)\s*(?:, counted\(one: ([^;]+); other: ([^)]+)\))?\}\}/g,
    (_, name: string, one?: string, other?: string) => {
      const value = String(values[name] ?? "");
      return one && other ? `${value} ${/^[+−-]?1$/.test(value) ? one : other}` : value;
    },
  );
}
