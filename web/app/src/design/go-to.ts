/** Brings a part of the page into view, unfolding what it lies in, and the keyboard to it. */
export function goTo(part: HTMLElement): void {
  const folded = part.closest("details");
  if (folded) folded.open = true;
  if (!part.hasAttribute("tabindex")) part.tabIndex = -1;
  part.focus({ preventScroll: true });
  part.scrollIntoView();
}
