import type { ReactNode } from "react";
import { useConnection } from "../api/connection-state";
import { Badge } from "../design/badge";
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

export function ConnectionSign(): ReactNode {
  const say = useText(text);
  const connection = useConnection();
  return (
    <span role="status" data-connection={connection}>
      {connection === "LIVE" && <Badge tone="good">● {say("live")}</Badge>}
      {connection === "CATCHING_UP" && <Badge tone="info">{say("catchingUp")}</Badge>}
    </span>
  );
}

export function LostNotice(): ReactNode {
  const say = useText(text);
  return <div aria-live="polite">{useConnection() === "LOST" && <p className={styles.lost}>{say("lost")}</p>}</div>;
}
