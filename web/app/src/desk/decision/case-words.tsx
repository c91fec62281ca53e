import type { ReactNode } from "react";
import { Time } from "../../design/time";
import { formatMoney } from "../../text/format";
import { useText } from "../../text/language";
import { useLabel } from "../../text/labels";
import styles from "./decision.module.css";
import type { DecidableCaseFragment } from "./decision.generated";
import { decisionText } from "./decision.text";

/** What both sides say, where it is decided: the story, what is asked, and the conversation with the defence in it. */
export function CaseWords({ complaint }: { complaint: DecidableCaseFragment }): ReactNode {
  const say = useText(decisionText);
  const label = useLabel();
  const { story, demandKind, demand, demandText, messages } = complaint;
  const asked = [label("RemedyKind", demandKind), demand && formatMoney(demand), demandText]
    .filter(Boolean)
    .join(" · ");
  return (
    <section className="card stack-tight" aria-labelledby="words">
      <h2 id="words">{say("says")}</h2>
      <p className="prose">{story}</p>
      <p className="small muted">{say("asks", { demand: asked })}</p>
      {messages.nodes.length > 0 && (
        <details>
          <summary>{say("conversation", { count: messages.nodes.length })}</summary>
          <ol className={styles.words}>
            {messages.nodes.map(({ id, side, text, sentAt }) => (
              <li key={id}>
                <p className="small muted">
                  {label("MessageAuthor", side)} <Time at={sentAt} />
                </p>
                <p className="prose">{text}</p>
              </li>
            ))}
          </ol>
        </details>
      )}
    </section>
  );
}
