import type { ReactNode } from "react";
import { tryNow, useAsOf, useConnection } from "../api/connection-state";
import { Button } from "../design/button";
import { formatClock, formatTime } from "../text/format";
import { defineText, useText } from "../text/language";
import styles from "./shell.module.css";

const text = defineText("connection", {
  en: {
    live: "Live",
    periodic: "Kept up to date every few seconds",
    catchingUp: "Catching up…",
    lost: "The connection is lost. What you see may be old; it catches up by itself, and nothing is lost.",
    asOf: "Offline, as of {{at}}. What you see was kept on this device; it is read again once the server is reached.",
    unread: "Offline. What was read here before can still be opened.",
    ended: "What you see is not kept up to date any longer.",
    again: "Try again",
  },
  zh: {
    live: "实时",
    periodic: "每隔数秒更新",
    catchingUp: "正在补齐…",
    lost: "连接已断开，当前内容可能不是最新；恢复后会自动补齐，不会遗漏。",
    asOf: "离线，内容截至 {{at}}。您看到的是保存在本设备上的内容，连上服务器后会自动更新。",
    unread: "离线。之前打开过的内容仍可查看。",
    ended: "当前内容已不再自动更新。",
    again: "重试",
  },
});

const WORDS = { LIVE: "live", PERIODIC: "periodic", CATCHING_UP: "catchingUp" } as const;

/** A dot, always in the same place: nothing moves when it comes or goes. */
export function ConnectionSign(): ReactNode {
  const say = useText(text);
  const connection = useConnection();
  const words = connection in WORDS ? say(WORDS[connection as keyof typeof WORDS]) : "";
  return (
    <span role="status" className={styles.connection} data-connection={connection} title={words}>
      <span className="visually-hidden">{words}</span>
    </span>
  );
}

export function LostNotice(): ReactNode {
  const say = useText(text);
  const connection = useConnection();
  const asOf = useAsOf();
  return (
    <div aria-live="polite">
      {asOf !== null || connection === "ENDED" ? (
        <p className={styles.lost}>
          {asOf === null ? say("ended") : asOf === "UNKNOWN" ? say("unread") : say("asOf", { at: sinceWhen(asOf) })}{" "}
          <Button kind="quiet" onClick={tryNow}>
            {say("again")}
          </Button>
        </p>
      ) : (
        connection === "LOST" && <p className={styles.lost}>{say("lost")}</p>
      )}
    </div>
  );
}

/** The time is enough of the same day. */
function sinceWhen(at: number): string {
  const then = new Date(at);
  const iso = then.toISOString();
  return then.toDateString() === new Date().toDateString() ? formatClock(iso) : formatTime(iso);
}
