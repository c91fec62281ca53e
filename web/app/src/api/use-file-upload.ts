import { useEffect, useRef, useState } from "react";
import type { FileFacts } from "./redress";
import type { Refusal } from "./refusal";
import { sendFile, type Announced, type SendingStage } from "./send-file";

interface Upload<About> {
  /** Returns null if it was refused. */
  announce: (facts: FileFacts, about: About) => Promise<Announced | null>;
  onDone: (file: File) => void;
}

/** Uploads one file while the component is mounted. */
export function useFileUpload<About>(upload: Upload<About>) {
  const [stage, setStage] = useState<SendingStage | "READY">("READY");
  const [sent, setSent] = useState(0);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);

  async function start(file: File, about: About): Promise<void> {
    const stopped = (stop.current = new AbortController());
    setRefusal(null);
    const sending = sendFile({
      file,
      begun: null,
      announce: (facts) => upload.announce(facts, about),
      onStage(stage, sent) {
        setStage(stage);
        setSent(sent);
      },
      signal: stopped.signal,
    });
    const [arrived, refused] = await sending.then(
      (arrived) => [arrived, null] as const,
      (refused: Refusal) => [false, refused] as const,
    );
    if (stopped.signal.aborted) return;
    setStage("READY");
    setSent(0);
    setRefusal(refused);
    if (arrived) upload.onDone(file);
  }

  return { stage, sent, refusal, start };
}
