import { useSyncExternalStore } from "react";
import { LANGUAGE_KEY, type Language } from "./chosen-language";
import { followLanguage, getLanguage, onLanguage, say, type Room, type Say, type Texts } from "./said";

export type { Language } from "./chosen-language";
export { defineText, getLanguage, say, setLanguage, type Room, type Say } from "./said";

document.documentElement.lang = getLanguage();
addEventListener("storage", ({ key }) => key === LANGUAGE_KEY && followLanguage());
// A page that the browser has kept is told of nothing that happened meanwhile, or too late.
addEventListener("pageshow", ({ persisted }) => persisted && followLanguage());

export const useLanguage = (): Language => useSyncExternalStore(onLanguage, getLanguage);

export function useText<T extends Texts>(room: Room<T>): Say<T> {
  useLanguage();
  return (key, values) => say(room, key, values);
}
