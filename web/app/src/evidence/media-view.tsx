import { useState, type ReactNode } from "react";
import { Notice } from "../design/notice";
import { defineText, useText } from "../text/language";
import styles from "./viewer.module.css";

const text = defineText("mediaView", {
  en: { cannot: "This browser cannot play this file. Download it to listen to it or watch it." },
  zh: { cannot: "此浏览器无法播放该文件，请下载后查看。" },
});

interface Props {
  kind: "audio" | "video";
  address: string;
  name: string;
}

export function MediaView({ kind: Player, address, name }: Props): ReactNode {
  const say = useText(text);
  const [cannot, setCannot] = useState(false);
  if (cannot) return <Notice tone="warn">{say("cannot")}</Notice>;
  return (
    <Player
      controls
      src={address}
      aria-label={name}
      data-keeps-arrows
      className={styles.player}
      onError={() => setCannot(true)}
    />
  );
}
