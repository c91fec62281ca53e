import { useEffect, useRef, useState } from "react";
import { defineText, useText } from "../text/language";
import { sha256Of } from "./digest";
import { mediaTypeOf } from "./media-type";
import { Refusal } from "./refusal";
import { sendFile } from "./send-file";
import { serverNow } from "./server-clock";

const text = defineText("upload", {
  en: { unreadable: "The file can no longer be read. Choose it again." },
  zh: { unreadable: "文件已无法读取，请重新选择。" },
});

export type UploadStage = "READY" | "READING" | "SENDING" | "WAITING";

/** The facts about a file that are announced to the server before its bytes. */
export interface FileFacts {
  fileName: string;
  mediaType: string;
  size: number;
  sha256: string;
}

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
    const bytes = await file.arrayBuffer().catch(() => null);
    // Moved, deleted or changed since it was chosen.
    if (!bytes) return end(new Refusal("UNREADABLE", say("unreadable")));
    const sha256 = await sha256Of(bytes);
    if (underWay.current && underWay.current.sha256 !== sha256) {
      setOtherFile(true);
      return setStage("READY");
    }
    await send(file, sha256, about, true);
  }

  /** `again`: a new address may be requested if this one is no longer valid. */
  async function send(file: File, sha256: string, about: About, again: boolean): Promise<void> {
    const before = underWay.current;
    const usable = before && Date.parse(before.expiresAt) > serverNow() ? before : null;
    const announced = usable ?? (await announce(file, sha256, about));
    if (!announced) return setStage("READY");
    if (gone.current) return;
    setStage("SENDING");
    stop.current = await sendFile(file, announced.uploadUrl, {
      onProgress(sent) {
        setStage("SENDING");
        setSent(sent);
      },
      onWaiting: () => setStage("WAITING"),
      onDone() {
        end(null);
        upload.onDone(file);
      },
      onRefused(refusal) {
        end(refusal ?? (again ? null : new Refusal("UNREACHABLE")));
        if (!refusal && again) void send(file, sha256, about, false);
      },
    });
    if (gone.current) stop.current();
  }

  async function announce(file: File, sha256: string, about: About): Promise<Begun | null> {
    const facts = { fileName: file.name, mediaType: mediaTypeOf(file), size: file.size, sha256 };
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
