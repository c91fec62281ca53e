import { useEffect, useState, type ReactNode } from "react";
import { Loading } from "../design/loading";
import { chatLines } from "./chat-lines";
import { ChatView } from "./chat-view";
import { ScrollFrame } from "./scroll-frame";
import styles from "./viewer.module.css";

/** Shows plain text, never anything that a browser would run. */
export function TextView({ blob, name }: { blob: Blob; name: string }): ReactNode {
  const [text, setText] = useState<string | null>(null);
  useEffect(() => {
    let gone = false;
    void blob.text().then((read) => void (gone || setText(read)));
    return () => void (gone = true);
  }, [blob]);
  if (text === null) return <Loading />;
  const lines = chatLines(text);
  return (
    <ScrollFrame label={name} keepsArrows>
      {lines ? <ChatView lines={lines} /> : <pre className={styles.plain}>{text}</pre>}
    </ScrollFrame>
  );
}
