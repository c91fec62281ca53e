import { getLanguage } from "../text/language";
import { languageOf } from "../text/language-of";

/** Elements whose language was found here; what a page says itself of its parts stays. */
const found = new WeakSet<Element>();

/** Not read out as texts. */
const SKIPPED = "script, style, svg, textarea, input";

/**
 * Says of each part of the page in which language it is, where that is not the page's own: people write in theirs, and it is read out,
 * and its characters are drawn, as that language has them. One place for all texts, because any may be a person's.
 */
export function markLanguages(root: HTMLElement): void {
  const mark = (element: Element): void => {
    if ((element.hasAttribute("lang") && !found.has(element)) || element.closest(SKIPPED)) return;
    const language = languageOf(ownText(element), getLanguage());
    // Within a part in another language what is in the page's own is marked, too.
    const marked = language === element.parentElement?.closest<HTMLElement>("[lang]")?.lang ? null : language;
    if (marked === element.getAttribute("lang")) return;
    if (marked === null) element.removeAttribute("lang");
    else element.setAttribute("lang", marked);
    found.add(element);
    for (const child of element.children) markAll(child);
  };
  const markAll = (node: Node): void => {
    if (node instanceof Element) {
      mark(node);
      node.querySelectorAll("*").forEach(mark);
    } else if (node.parentElement) mark(node.parentElement);
  };
  new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === "characterData") markAll(target);
      else {
        // Its own text has changed, if what came or went was text.
        if (target instanceof Element) mark(target);
        addedNodes.forEach(markAll);
      }
    }
  }).observe(root, { childList: true, characterData: true, subtree: true });
  markAll(root);
}

function ownText(element: Element): string {
  let text = "";
  for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) text += node.nodeValue ?? "";
  return text;
}
