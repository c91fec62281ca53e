import type { ReactNode } from "react";
import { useConnection } from "../api/connection-state";
import { defineText, useText } from "../text/language";
import styles from "./shell.module.css";

const text = defineText("connection", {
  en: {
    live: "Live",
    catchingUp: "Catching up…",
    lost: "The connection is lost. What you see may be out of date; it will catch up automatically, and nothing is lost.",
  },
  zh: {
    live: "实时",
    catchingUp: "正在补齐…",
    lost: "连接已断开，当前内容可能不是最新；恢复后会自动补齐，不会遗漏。",
  },
});

/** A dot, always in the same place: nothing moves when it comes or goes. */
export function ConnectionSign(): ReactNode {
  const say = useText(text);
  const connection = useConnection();
  const words = connection === "LIVE" ? say("live") : connection === "CATCHING_UP" ? say("catchingUp") : "";
  return (
    <span role="status" className={styles.connection} data-connection={connection} title={words}>
      <span className="visually-hidden">{words}</span>
    </span>
  );
}

export function LostNotice(): ReactNode {
  const say = useText(text);
  return <div aria-live="polite">{useConnection() === "LOST" && <p className={styles.lost}>{say("lost")}</p>}</div>;
}
