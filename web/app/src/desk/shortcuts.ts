import { useEffect, useEffectEvent, useState } from "react";

/** What a key does at the desk, and its default. */
export const DEFAULT_KEYS = {
  next: "j",
  previous: "k",
  open: "o",
  take: "t",
  takeNext: "n",
  select: "x",
  refresh: "r",
  filter: "/",
  help: "?",
} as const;
export type Shortcut = keyof typeof DEFAULT_KEYS;
export const SHORTCUTS = Object.keys(DEFAULT_KEYS) as Shortcut[];

export interface Keys {
  on: boolean;
  of: Record<Shortcut, string>;
}

const STORED = "redress.desk.keys";

function stored(): Keys {
  const { on = true, of = {} } = JSON.parse(localStorage.getItem(STORED) ?? "{}") as Partial<Keys>;
  return { on, of: { ...DEFAULT_KEYS, ...of } };
}

export function useKeys(): [Keys, (keys: Keys) => void] {
  const [keys, setKeys] = useState(stored);
  return [
    keys,
    (next) => {
      localStorage.setItem(STORED, JSON.stringify(next));
      setKeys(next);
    },
  ];
}

/** Single keys, which can be changed and switched off; ignored while someone types or a dialog is open. */
export function useShortcuts(keys: Keys, acts: Record<Shortcut, () => void>): void {
  const act = useEffectEvent((shortcut: Shortcut) => acts[shortcut]());
  useEffect(() => {
    if (!keys.on) return;
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
      const { target } = event;
      if (
        target instanceof HTMLElement &&
        target.closest("input:not([type=checkbox]), select, textarea, [contenteditable]")
      )
        return;
      if (document.querySelector("dialog[open]")) return;
      const shortcut = SHORTCUTS.find((each) => keys.of[each] === event.key);
      if (!shortcut) return;
      event.preventDefault();
      act(shortcut);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [keys]);
}
