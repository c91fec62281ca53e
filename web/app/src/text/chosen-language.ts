import { onDevice } from "../browser/kept-texts";
export type Language = "en" | "zh-CN";

export const LANGUAGE_KEY = "redress.language";

/** The reader's own choice on this device, or else the browser's. */
export function chosenLanguage(): Language {
  const chosen = onDevice.getItem(LANGUAGE_KEY);
  if (chosen === "en" || chosen === "zh-CN") return chosen;
  return navigator.language.startsWith("zh") ? "zh-CN" : "en";
}
