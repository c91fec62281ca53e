import { useEffect, useRef, useState } from "react";
import { defineText, useText } from "../text/language";
import { factsOf, redress, type FileFacts } from "./redress";
import { Refusal, unreachable } from "./refusal";
import { serverNow } from "./server-clock";

const text = defineText("upload", {
  en: { unreadable: "The file can no longer be read. Choose it again." },
  zh: { unreadable: "文件已无法读取，请重新选择。" },
});

export type UploadStage = "READY" | "READING" | "SENDING" | "WAITING";

/** The address to which the bytes of an announced file are sent. */
export interface Announced {
  sha256: string;
  uploadUrl: string;
  expiresAt: string;
}

interface Upload<About, Begun extends Announced> {
  /** Returns null if it was refused. */
  announce: (facts: FileFacts, about: About) => Promise<Begun | null>;
  /** An upload that was announced before this page was loaded. */
  begun?: Begun | null;
  /** Everything has arrived, or the announcement is no longer valid. */
  onEnd?: (begun: Begun) => void;
  onDone: (file: File) => void;
}

/** Uploads one file: computes its digest, announces it, sends its bytes. */
export function useFileUpload<About, Begun extends Announced>(upload: Upload<About, Begun>) {
  const say = useText(text);
  const [stage, setStage] = useState<UploadStage>("READY");
  const [sent, setSent] = useState(0);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [otherFile, setOtherFile] = useState(false);
  const underWay = useRef<Begun | null>(upload.begun ?? null);
  const stop = useRef<(() => void) | null>(null);
  const gone = useRef(false);
  useEffect(() => {
    gone.current = false;
    return () => {
      gone.current = true;
      stop.current?.();
    };
  }, []);

  function forget(): void {
    if (underWay.current) upload.onEnd?.(underWay.current);
    underWay.current = null;
  }

  function end(refusal: Refusal | null): void {
    forget();
    setStage("READY");
    setSent(0);
    setRefusal(refusal);
  }

  async function start(file: File, about: About): Promise<void> {
    setRefusal(null);
    setOtherFile(false);
    setStage("READING");
    const facts = await factsOf(file).catch(() => null);
    // Moved, deleted or changed since it was chosen.
    if (!facts) return end(new Refusal("UNREADABLE", say("unreadable")));
    if (underWay.current && underWay.current.sha256 !== facts.sha256) {
      setOtherFile(true);
      return setStage("READY");
    }
    await send(file, facts, about, true);
  }

  /** `again`: a new address may be requested if this one is no longer valid. */
  async function send(file: File, facts: FileFacts, about: About, again: boolean): Promise<void> {
    const before = underWay.current;
    const usable = before && Date.parse(before.expiresAt) > serverNow() ? before : null;
    const announced = usable ?? (await announce(facts, about));
    if (!announced) return setStage("READY");
    if (gone.current) return;
    setStage("SENDING");
    const stopped = new AbortController();
    stop.current = () => stopped.abort();
    const { signal } = stopped;
    try {
      await redress.upload({
        file,
        uploadUrl: announced.uploadUrl,
        way: "TUS",
        signal,
        onProgress(sent) {
          setStage("SENDING");
          setSent(sent);
        },
        onWaiting: () => setStage("WAITING"),
      });
    } catch (error) {
      if (signal.aborted) return;
      const refusal = error instanceof Refusal ? error : unreachable();
      const isLost = again && refusal.code === "UNREACHABLE";
      end(isLost ? null : refusal);
      if (isLost) void send(file, facts, about, false);
      return;
    }
    end(null);
    upload.onDone(file);
  }

  async function announce(facts: FileFacts, about: About): Promise<Begun | null> {
    const announced = await upload.announce(facts, about);
    if (!announced) return null;
    forget();
    return (underWay.current = announced);
  }

  /** The server keeps what has arrived for a while and then discards it. */
  function cancel(): void {
    stop.current?.();
    end(null);
  }

  return { stage, sent, refusal, otherFile, start, cancel };
}
