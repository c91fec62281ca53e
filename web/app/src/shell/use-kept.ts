import { useState } from "react";
import { useViewer } from "./viewer";

interface Stored<T> {
  /** Which state of the server's it was begun on. */
  base: string;
  value: T;
}

export interface Kept<T> {
  value: T;
  base: string;
  /** Something was typed that is not saved. */
  touched: boolean;
  /** The server has something newer than what was begun with. */
  outdated: boolean;
  change: (value: T) => void;
  /** It is meant although the server has something newer. */
  keepAnyway: () => void;
  forget: () => void;
}

/**
 * Typed text is kept in this tab until it is saved or discarded: it survives a reload, a change of language, and leaving and returning.
 * `key` the component by what the `name` is made of.
 */
export function useKept<T>(name: string, base: string, initial: T): Kept<T> {
  const key = `redress.kept ${useViewer()?.id ?? ""} ${name}`;
  const [stored, setStored] = useState<Stored<T> | null>(() => read<T>(key));
  // Written at once, not after the next rendering: what is done is forgotten also by a form that closes in the same moment.
  const store = (next: Stored<T> | null): void => {
    if (next) sessionStorage.setItem(key, JSON.stringify(next));
    else sessionStorage.removeItem(key);
    setStored(next);
  };
  return {
    value: stored?.value ?? initial,
    base: stored?.base ?? base,
    touched: stored !== null,
    outdated: stored !== null && stored.base !== base,
    change: (value) => store({ base: stored?.base ?? base, value }),
    keepAnyway: () => store(stored && { ...stored, base }),
    forget: () => store(null),
  };
}

function read<T>(key: string): Stored<T> | null {
  const text = sessionStorage.getItem(key);
  return text === null ? null : (JSON.parse(text) as Stored<T>);
}
