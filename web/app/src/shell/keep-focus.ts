const ITEMS = "li, tr";
const PARTS = "section, [role=tabpanel], [role=log], dialog, main";

/**
 * Where what has the focus is taken out of the page, as a button that has done its work, the browser begins anew at the top.
 * The keyboard goes on beside it: at the next of its list, else at the part of the page in which it was.
 */
export function keepFocus(): void {
  /** What has the focus, and everything around it: afterwards nobody knows where it was. */
  let around: Element[] = [];
  addEventListener("focusin", ({ target }) => (around = withAncestors(target as Element)));
  addEventListener("focusout", ({ target }) =>
    // Chromium tells of it before it is taken away, too.
    queueMicrotask(() => {
      if (around[0] === target && around[0]?.isConnected) around = [];
    }),
  );
  new MutationObserver((records) => {
    const [lost] = around;
    if (!lost || lost.isConnected || document.activeElement !== document.body) return;
    const taken = records.find(({ removedNodes }) => [...removedNodes].some((node) => node.contains(lost)));
    const next = [taken?.nextSibling, taken?.previousSibling].find(isItem);
    const part = around.find((each) => each.isConnected && each.matches(PARTS));
    // All is made anew for another language, or another person.
    const to = next ?? part ?? document.querySelector("main");
    if (!(to instanceof HTMLElement)) return;
    if (!to.hasAttribute("tabindex")) to.tabIndex = -1;
    to.focus({ preventScroll: true });
  }).observe(document.body, { childList: true, subtree: true });
}

const isItem = (node: Node | null | undefined): node is HTMLElement =>
  node instanceof HTMLElement && node.matches(ITEMS);

function withAncestors(element: Element): Element[] {
  const all: Element[] = [];
  for (let each: Element | null = element; each; each = each.parentElement) all.push(each);
  return all;
}
