import { useEffect, useState } from "react";
import { useViewer } from "./viewer";
import { inThisTab } from "../browser/kept-texts";

interface Stored<T> {
  /** The version on the server with which it was begun. */
  base: string;
  value: T;
}

export interface Kept<T> {
  value: T;
  base: string;
  /** There is unsaved input. */
  touched: boolean;
  /** The server has a newer version than the one with which it was begun. */
  outdated: boolean;
  change: (value: T) => void;
  /** Changes a part of it. */
  patch: (part: Partial<T>) => void;
  /** The person keeps the input although the server has a newer version. */
  keepAnyway: () => void;
  /** Discards what was typed when this was rendered. */
  forget: () => void;
}

const KEPT = "redress.kept ";
const listeners = new Set<(key: string, next: Stored<unknown> | null) => void>();

/** In this tab something waits for whoever typed it; who leaves leaves nothing. */
export const isSomethingKept = (): boolean => inThisTab.keys().some((key) => key.startsWith(`${KEPT}acc_`));

/**
 * Typed text is kept in this tab until it is saved or discarded: it survives a reload, a change of language, and leaving and returning.
 * `key` the component by the parts of `name`.
 */
export function useKept<T>(name: string, base: string, initial: T): Kept<T> {
  const key = `${KEPT}${useViewer()?.id ?? ""} ${name}`;
  const [stored, setStored] = useState<Stored<T> | null>(() => read<T>(key));
  // Written at once, not after the next rendering, so that saved input is also discarded by a form that closes at the same moment.
  const store = (next: Stored<T> | null): void => {
    if (next) inThisTab.setItem(key, JSON.stringify(next));
    else inThisTab.removeItem(key);
    setStored(next);
    listeners.forEach((tell) => tell(key, next));
  };
  // A form that has been closed and opened again while it was sent learns from the one before that it was.
  useEffect(() => {
    const hear = (changed: string, next: Stored<unknown> | null): void =>
      void (changed === key && setStored(next as Stored<T> | null));
    listeners.add(hear);
    return () => void listeners.delete(hear);
  }, [key]);
  const value = stored?.value ?? initial;
  const change = (next: T): void => store({ base: stored?.base ?? base, value: next });
  return {
    value,
    base: stored?.base ?? base,
    touched: stored !== null,
    outdated: stored !== null && stored.base !== base,
    change,
    patch: (part) => change({ ...value, ...part }),
    keepAnyway: () => store(stored && { ...stored, base }),
    // What is typed while that is under way has not been saved with it.
    forget: () => void (isAsRead(read(key), stored) && store(null)),
  };
}

const isAsRead = <T>(now: Stored<T> | null, before: Stored<T> | null): boolean =>
  JSON.stringify(now?.value) === JSON.stringify(before?.value);

function read<T>(key: string): Stored<T> | null {
  const text = inThisTab.getItem(key);
  return text === null ? null : (JSON.parse(text) as Stored<T>);
}
