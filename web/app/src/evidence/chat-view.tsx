import type { ReactNode } from "react";
import { defineText, useText } from "../text/language";
import type { ChatLine } from "./chat-lines";
import styles from "./viewer.module.css";

const text = defineText("chatView", {
  en: { label: "Conversation" },
  zh: { label: "对话" },
});

/** The first speaker is shown on one side, the next on the other. */
export function ChatView({ lines }: { lines: ChatLine[] }): ReactNode {
  const say = useText(text);
  const names = [...new Set(lines.map(({ name }) => name))];
  return (
    <ol className={styles.chat} aria-label={say("label")}>
      {lines.map((line, at) => (
        <li key={at} className={styles.bubble} data-other={names.indexOf(line.name) % 2 === 1 || undefined}>
          <span className="small muted">
            <strong>{line.name}</strong> <span className="numeric">{line.time}</span>
          </span>
          <span className={styles.words}>{line.text}</span>
        </li>
      ))}
    </ol>
  );
}
