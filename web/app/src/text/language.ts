import { useSyncExternalStore } from "react";
import type { Language } from "./chosen-language";
import { getLanguage, onLanguage, say, type Room, type Say, type Texts } from "./said";

export type { Language } from "./chosen-language";
export { defineText, getLanguage, say, setLanguage, type Room, type Say } from "./said";

document.documentElement.lang = getLanguage();

export const useLanguage = (): Language => useSyncExternalStore(onLanguage, getLanguage);

export function useText<T extends Texts>(room: Room<T>): Say<T> {
  useLanguage();
  return (key, values) => say(room, key, values);
}
