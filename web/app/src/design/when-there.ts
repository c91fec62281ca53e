const PATIENCE_MS = 10_000;

/** A part of the page may come later than what leads to it, whose code and data have to be fetched. Returns what stops the waiting. */
export function whenThere(selector: string, then: (part: HTMLElement) => void): () => void {
  const stop = (): void => {
    watch.disconnect();
    clearTimeout(late);
  };
  const look = (): void => {
    const part = document.querySelector<HTMLElement>(selector);
    if (!part) return;
    stop();
    then(part);
  };
  const watch = new MutationObserver(look);
  const late = setTimeout(stop, PATIENCE_MS);
  watch.observe(document.body, { childList: true, subtree: true });
  look();
  return stop;
}
