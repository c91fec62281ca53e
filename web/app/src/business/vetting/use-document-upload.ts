import type { CreateVerificationUploadInput } from "../../api/schema.generated";
import type { FileFacts } from "../../api/redress";
import { useAct } from "../../api/use-act";
import type { Announced } from "../../api/send-file";
import { useFileUpload } from "../../api/use-file-upload";
import { useBusiness } from "../use-business";
import { AnnounceDocumentDocument } from "./vetting.generated";

type AboutDocument = Pick<CreateVerificationUploadInput, "kind" | "number" | "issuer" | "validUntil">;

/** Uploads one document to the platform. */
export function useDocumentUpload(onDone: (file: File) => void) {
  const { provider } = useBusiness();
  const { act, refusal } = useAct(AnnounceDocumentDocument);

  async function announce(facts: FileFacts, about: AboutDocument): Promise<Announced | null> {
    const done = await act({ providerId: provider.id, ...about, ...facts });
    if (!done) return null;
    const { uploadUrl, expiresAt } = done.createVerificationUpload;
    return { uploadUrl, expiresAt, sha256: facts.sha256 };
  }

  const upload = useFileUpload({ announce, onDone });
  return { ...upload, refusal: upload.refusal ?? refusal };
}
