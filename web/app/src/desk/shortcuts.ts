import { useEffect, useEffectEvent, useState } from "react";
import { onDevice } from "../browser/kept-texts";

/** What a key does at the desk and on a case's page there, and its default. */
export const DEFAULT_KEYS = {
  next: "j",
  previous: "k",
  open: "o",
  take: "t",
  takeNext: "n",
  select: "x",
  refresh: "r",
  filter: "/",
  accept: "a",
  ask: "q",
  refuse: "f",
  decide: "d",
  note: "m",
  evidence: "e",
  broken: "1",
  partlyBroken: "2",
  kept: "3",
  notProven: "4",
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
  const { on = true, of = {} } = JSON.parse(onDevice.getItem(STORED) ?? "{}") as Partial<Keys>;
  return { on, of: { ...DEFAULT_KEYS, ...of } };
}

export function useKeys(): [Keys, (keys: Keys) => void] {
  const [keys, setKeys] = useState(stored);
  return [
    keys,
    (next) => {
      onDevice.setItem(STORED, JSON.stringify(next));
      setKeys(next);
    },
  ];
}

/** Single keys, which can be changed and switched off; ignored while someone types or a dialog is open, and where they do nothing. */
export function useShortcuts(keys: Keys, acts: Partial<Record<Shortcut, () => void>>): void {
  const act = useEffectEvent((shortcut: Shortcut): boolean => {
    acts[shortcut]?.();
    return acts[shortcut] !== undefined;
  });
  useEffect(() => {
    if (!keys.on) return;
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
      const { target } = event;
      if (
        target instanceof HTMLElement &&
        target.closest("input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable]")
      )
        return;
      if (document.querySelector("dialog[open]")) return;
      const shortcut = SHORTCUTS.find((each) => keys.of[each] === event.key);
      if (shortcut && act(shortcut)) event.preventDefault();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [keys]);
}
