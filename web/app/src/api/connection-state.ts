import { useSyncExternalStore } from "react";
import type { State } from "./redress";

/** The states of the streams that are currently open. */
const states = new Map<symbol, State>();
/** From when what is shown is, where it could not be read now. */
let asOf: AsOf = null;
/** The page is told of nothing at once, but looks often whether there is something. */
let isPeriodic = false;
/** What the page would follow by is gone after a release. */
let isLeftBehind = false;
const listeners = new Set<() => void>();
const whenReached = new Set<() => void>();
const whenInDoubt = new Set<() => void>();

/** Null: everything shown was read. UNKNOWN: what could not be read is not shown. */
type AsOf = number | "UNKNOWN" | null;

export function tellState(stream: symbol, state: State | null): void {
  // One that has broken is broken until it brings something, however often that is tried.
  if (state === "CONNECTING" && states.get(stream) === "WAITING") return;
  const reached = state === "LIVE" && states.get(stream) !== "LIVE";
  if (state === null) states.delete(stream);
  else states.set(stream, state);
  listeners.forEach((tell) => tell());
  if (reached) whenReached.forEach((tell) => tell());
}

export function tellAsOf(next: AsOf): void {
  asOf = next;
  listeners.forEach((tell) => tell());
}

export function tellPeriodic(next: boolean): void {
  if (next === isPeriodic) return;
  isPeriodic = next;
  listeners.forEach((tell) => tell());
}

/** Calls back when the server may be reached again: a stream is live, the network is back. Returns how to stop that. */
export function onReached(listener: () => void): () => void {
  whenReached.add(listener);
  addEventListener("online", listener);
  return () => {
    whenReached.delete(listener);
    removeEventListener("online", listener);
  };
}

/** Asks again at once. */
export function tryNow(): void {
  if (isLeftBehind && summary() === "ENDED") location.reload();
  else whenReached.forEach((tell) => tell());
}

/** Only the page anew is followed again, unless a socket opens after all. Told before its stream says that it waits. */
export const tellLeftBehind = (): void => void (isLeftBehind = true);

/**
 * Calls back when whoever looks may see less than what is shown: a stream has been ended, or the browser had kept or frozen the page, which
 * was told of nothing meanwhile. Returns how to stop that.
 */
export function onDoubt(listener: () => void): () => void {
  const back = ({ persisted }: PageTransitionEvent): void => void (persisted && listener());
  whenInDoubt.add(listener);
  addEventListener("pageshow", back);
  document.addEventListener("resume", listener);
  return () => {
    whenInDoubt.delete(listener);
    removeEventListener("pageshow", back);
    document.removeEventListener("resume", listener);
  };
}

export const tellDoubt = (): void => whenInDoubt.forEach((tell) => tell());

/** NONE: nothing on this page is live. PERIODIC: some seconds late. LOST: at least one stream waits for the server; what is shown may be old. ENDED: one waits no longer. */
export type Connection = "NONE" | "LIVE" | "PERIODIC" | "CATCHING_UP" | "LOST" | "ENDED";

function summary(): Connection {
  const all = [...states.values()];
  if (all.length === 0) return "NONE";
  if (all.includes("ENDED")) return "ENDED";
  if (all.includes("WAITING")) return isLeftBehind ? "ENDED" : "LOST";
  if (!all.every((state) => state === "LIVE")) return "CATCHING_UP";
  return isPeriodic ? "PERIODIC" : "LIVE";
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

export const useConnection = (): Connection => useSyncExternalStore(subscribe, summary);

export const useAsOf = (): AsOf => useSyncExternalStore(subscribe, () => asOf);
