import { useEffect, useRef, useState } from "react";
import { Refusal } from "../../api/refusal";
import type { CreateVerificationUploadInput } from "../../api/schema.generated";
import { useAct } from "../../api/use-act";
import { sha256Of } from "../../evidence/digest";
import { sendFile } from "../../evidence/send-file";
import { useBusiness } from "../use-business";
import { AnnounceDocumentDocument } from "./vetting.generated";

type Stage = "READY" | "SENDING" | "WAITING";
type AboutDocument = Pick<CreateVerificationUploadInput, "kind" | "number" | "issuer" | "validUntil">;

/** One document's way to the platform: its digest, its announcement, its bytes. */
export function useDocumentUpload(onDone: (fileName: string) => void) {
  const { provider } = useBusiness();
  const announce = useAct(AnnounceDocumentDocument);
  const [stage, setStage] = useState<Stage>("READY");
  const [sent, setSent] = useState(0);
  const [file, setFile] = useState<File | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const stop = useRef<(() => void) | null>(null);
  useEffect(() => () => stop.current?.(), []);

  async function start(file: File, about: AboutDocument): Promise<void> {
    setRefusal(null);
    setFile(file);
    setSent(0);
    setStage("SENDING");
    const announced = await announce.act({
      providerId: provider.id,
      ...about,
      fileName: file.name,
      mediaType: file.type || "application/octet-stream",
      size: file.size,
      sha256: await sha256Of(await file.arrayBuffer()),
    });
    if (!announced) return setStage("READY");
    stop.current = await sendFile(file, announced.createVerificationUpload.uploadUrl, {
      onProgress(sent) {
        setStage("SENDING");
        setSent(sent);
      },
      onWaiting: () => setStage("WAITING"),
      onDone() {
        setStage("READY");
        onDone(file.name);
      },
      onRefused(refusal) {
        setStage("READY");
        setRefusal(refusal ?? new Refusal("UNREACHABLE"));
      },
    });
  }

  return { stage, sent, file, refusal: refusal ?? announce.refusal, start };
}
