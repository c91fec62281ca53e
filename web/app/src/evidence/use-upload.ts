import { useEffect, useRef, useState } from "react";
import { Refusal } from "../api/refusal";
import { serverNow } from "../api/server-clock";
import { getSession } from "../api/session";
import { useAct } from "../api/use-act";
import { defineText, say } from "../text/language";
import { sha256Of } from "./digest";
import { AnnounceEvidenceDocument } from "./evidence.generated";
import { sendFile } from "./send-file";
import { forgetUpload, rememberUpload, type AboutFile, type UnfinishedUpload } from "./unfinished-uploads";

const text = defineText("upload", {
  en: { unreadable: "The file cannot be read any more. Choose it again." },
  zh: { unreadable: "文件已无法读取，请重新选择。" },
});

export type UploadStage = "READY" | "READING" | "SENDING" | "WAITING";

/** One file's way into the case: its digest, its announcement, its bytes. */
export function useUpload(complaintId: string, begun: UnfinishedUpload | null, onDone: () => void) {
  const announce = useAct(AnnounceEvidenceDocument);
  const [stage, setStage] = useState<UploadStage>("READY");
  const [sent, setSent] = useState(0);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [otherFile, setOtherFile] = useState(false);
  const underWay = useRef<UnfinishedUpload | null>(begun);
  const stop = useRef<(() => void) | null>(null);
  const gone = useRef(false);
  useEffect(() => {
    gone.current = false;
    return () => {
      gone.current = true;
      stop.current?.();
    };
  }, []);

  function end(refusal: Refusal | null): void {
    if (underWay.current) forgetUpload(underWay.current.evidenceId);
    underWay.current = null;
    setStage("READY");
    setSent(0);
    setRefusal(refusal);
  }

  async function start(file: File, about: AboutFile): Promise<void> {
    setRefusal(null);
    setOtherFile(false);
    setStage("READING");
    const bytes = await file.arrayBuffer().catch(() => null);
    // Moved, deleted or changed since it was chosen.
    if (!bytes) return end(new Refusal("UNREADABLE", say(text, "unreadable")));
    const sha256 = await sha256Of(bytes);
    const before = underWay.current;
    if (before && before.sha256 !== sha256) {
      setOtherFile(true);
      return setStage("READY");
    }
    await send(file, sha256, about, true);
  }

  /** `again`: should the address be of no use any more, a new one may be asked for. */
  async function send(file: File, sha256: string, about: AboutFile, again: boolean): Promise<void> {
    const before = underWay.current;
    const usable = before && Date.parse(before.expiresAt) > serverNow() ? before : null;
    const upload = usable ?? (await announced(file, sha256, about));
    if (!upload) return setStage("READY");
    if (gone.current) return;
    setStage("SENDING");
    stop.current = await sendFile(file, upload.uploadUrl, {
      onProgress(sent) {
        setStage("SENDING");
        setSent(sent);
      },
      onWaiting: () => setStage("WAITING"),
      onDone() {
        end(null);
        onDone();
      },
      onRefused(refusal) {
        end(refusal ?? (again ? null : new Refusal("UNREACHABLE")));
        if (!refusal && again) void send(file, sha256, about, false);
      },
    });
    if (gone.current) stop.current();
  }

  async function announced(file: File, sha256: string, about: AboutFile): Promise<UnfinishedUpload | null> {
    const { name: fileName, size } = file;
    const mediaType = mediaTypeOf(file);
    const done = await announce.act({ complaintId, ...about, fileName, mediaType, size, sha256 });
    if (!done) return null;
    const { evidence, uploadUrl, expiresAt } = done.createEvidenceUpload;
    if (underWay.current) forgetUpload(underWay.current.evidenceId);
    const accountId = getSession()?.accountId ?? "";
    const evidenceId = evidence.id;
    const upload = { accountId, complaintId, evidenceId, uploadUrl, expiresAt, fileName, size, sha256, about };
    rememberUpload(upload);
    return (underWay.current = upload);
  }

  /** What has come stays with the server for a while, and is thrown away there. */
  function cancel(): void {
    stop.current?.();
    end(null);
  }

  return { stage, sent, refusal: refusal ?? announce.refusal, otherFile, start, cancel };
}

/** Browsers do not know every ending; the server looks at the bytes. */
const mediaTypeOf = ({ type, name }: File): string => type || (/\.hei[cf]$/i.test(name) ? "image/heic" : "text/plain");
