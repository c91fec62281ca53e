import { useEffect, useLayoutEffect, useRef, type RefObject } from "react";
import { NavigationType, useLocation, useNavigationType } from "react-router";
import { goTo } from "../design/go-to";
import { whenThere } from "../design/when-there";
import { inThisTab } from "../browser/kept-texts";

/** How far down somebody was on a page, and at which link. */
interface Place {
  top: number;
  link: string | null;
}

/** By the entry of the history: the same page may have been visited twice. */
const places = new Map<string, Place>();
const RELOADED = "redress.reloaded";
// The browser would return before there is anything to return to.
history.scrollRestoration = "manual";
keepOverReload();

/** Screen readers announce the new page, and the keyboard begins there; whoever goes back is where they were. */
export function usePlaceOnPage(main: RefObject<HTMLElement | null>): void {
  const { pathname, hash, key } = useLocation();
  const returns = useNavigationType() === NavigationType.Pop;
  const shown = useRef({ key: "", pathname: "" });
  useNotePlace(shown);
  useLayoutEffect(() => {
    const before = shown.current;
    shown.current = { key, pathname };
    const begins = before.key === "";
    const isNext = before.pathname !== pathname && !begins;
    if (isNext) main.current?.focus({ preventScroll: true });
    // Where it begins it may have been shown before, in another language.
    const place = returns || begins ? places.get(key) : undefined;
    if (place && main.current) return returnTo(begins ? { ...place, link: null } : place, main.current);
    // A first page is at its top: to say so would have it laid out once more than it is shown.
    if (isNext) window.scrollTo(0, 0);
    return undefined;
  }, [main, pathname, key, returns]);
  useEffect(() => {
    if (hash.length <= 1 || (returns && places.has(key))) return undefined;
    return whenThere(`#${CSS.escape(hash.slice(1))}`, goTo);
  }, [pathname, hash, key, returns]);
}

function keepOverReload(): void {
  const [key, top] = JSON.parse(inThisTab.getItem(RELOADED) ?? "[]") as [string?, number?];
  // Whoever comes by an address is nowhere yet, though the first entry of every visit has the same key.
  const [come] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  if (come?.type !== "navigate" && key !== undefined && top !== undefined) places.set(key, { top, link: null });
  addEventListener("pagehide", () => inThisTab.setItem(RELOADED, JSON.stringify([keyNow(), scrollY])));
}

/** Of the entry of the history, as the router calls it. */
const keyNow = (): string => (history.state as { key?: string } | null)?.key ?? "default";

function useNotePlace(shown: RefObject<{ key: string }>): void {
  useEffect(() => {
    const note = (part: Partial<Place>): void => {
      const { key } = shown.current;
      places.set(key, { ...(places.get(key) ?? { top: 0, link: null }), ...part });
    };
    const onScroll = (): void => note({ top: window.scrollY });
    const onFocus = ({ target }: FocusEvent): void =>
      note({ link: (target as Element).closest("main a[href]")?.getAttribute("href") ?? null });
    addEventListener("scroll", onScroll, { passive: true });
    addEventListener("focusin", onFocus);
    return () => {
      removeEventListener("scroll", onScroll);
      removeEventListener("focusin", onFocus);
    };
  }, [shown]);
}

const PATIENCE_MS = 10_000;
const OWN_MOVES = ["wheel", "touchstart", "pointerdown", "keydown"] as const;

/** As soon as the page is as long again, unless the reader moves first. Returns what stops the waiting. */
function returnTo({ top, link }: Place, main: HTMLElement): () => void {
  const look = (): void => {
    window.scrollTo(0, top);
    const followed = link === null ? undefined : linksIn(main).find((each) => each.getAttribute("href") === link);
    followed?.focus({ preventScroll: true });
    if (Math.abs(window.scrollY - top) <= 1 && (link === null || followed)) stop();
  };
  const watch = new ResizeObserver(look);
  const stop = (): void => {
    watch.disconnect();
    clearTimeout(late);
    for (const move of OWN_MOVES) removeEventListener(move, stop);
  };
  const late = setTimeout(stop, PATIENCE_MS);
  for (const move of OWN_MOVES) addEventListener(move, stop);
  watch.observe(main);
  return stop;
}

const linksIn = (main: HTMLElement): HTMLElement[] => [...main.querySelectorAll<HTMLElement>("a[href]")];
