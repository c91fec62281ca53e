import { useSyncExternalStore } from "react";
import type { State } from "./redress";

/** The states of the streams that are currently open. */
const states = new Map<symbol, State>();
const listeners = new Set<() => void>();

export function tellState(stream: symbol, state: State | null): void {
  if (state === null) states.delete(stream);
  else states.set(stream, state);
  listeners.forEach((tell) => tell());
}

/** NONE: nothing on this page is live. LOST: at least one stream waits for the server; what is shown may be old. */
export type Connection = "NONE" | "LIVE" | "CATCHING_UP" | "LOST";

function summary(): Connection {
  const all = [...states.values()].filter((state) => state !== "ENDED");
  if (all.length === 0) return "NONE";
  if (all.includes("WAITING")) return "LOST";
  return all.every((state) => state === "LIVE") ? "LIVE" : "CATCHING_UP";
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

export const useConnection = (): Connection => useSyncExternalStore(subscribe, summary);
