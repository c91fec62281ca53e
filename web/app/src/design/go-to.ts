/** Brings a part of the page into view, unfolding what it lies in, and the keyboard to it. */
export function goTo(part: HTMLElement): void {
  for (let folded = foldedAround(part); folded; folded = foldedAround(folded)) folded.open = true;
  if (!part.hasAttribute("tabindex")) part.tabIndex = -1;
  part.focus({ preventScroll: true });
  part.scrollIntoView();
}

const foldedAround = (part: HTMLElement): HTMLDetailsElement | null =>
  part.closest<HTMLDetailsElement>("details:not([open])");
