import type { ReactNode } from "react";
import { Icon } from "../design/icon";
import { colon } from "../text/format";
import { useLabel } from "../text/labels";
import { useText } from "../text/language";
import { PROMISE_ICONS } from "../design/promise-icons";
import { mainTerm, termText } from "./promise-terms";
import type { ListingBriefFragment } from "./shared.generated";
import styles from "./cards.module.css";

const MOST = 4;

/** What is promised, in a word each: the number that matters, or else the kind. */
export function TermChips({ promises }: { promises: ListingBriefFragment["promises"]["nodes"] }): ReactNode {
  const say = useText(termText);
  const label = useLabel();
  // The first of a kind is the listing's own, those on everything the provider sells come after it.
  const byKind = new Map([...promises].reverse().map((promise) => [promise.kind, promise]));
  const shown = [...byKind.values()].reverse();
  if (shown.length === 0) return null;
  return (
    <ul className={styles.terms}>
      {shown.slice(0, MOST).map(({ kind, currentVersion: { terms } }) => {
        const term = mainTerm(kind, terms, say);
        return (
          <li key={kind} title={label("PromiseKind", kind)}>
            <Icon of={PROMISE_ICONS[kind]} size={15} />
            {term !== null && <span className="visually-hidden">{label("PromiseKind", kind) + colon()}</span>}
            <span className={styles.term}>{term ?? label("PromiseKind", kind)}</span>
          </li>
        );
      })}
      {shown.length > MOST && <li aria-hidden="true">+{shown.length - MOST}</li>}
    </ul>
  );
}
