import { session, type FileFacts } from "../api/redress";
import { useAct } from "../api/use-act";
import { useFileUpload } from "../api/use-file-upload";
import { AnnounceEvidenceDocument } from "./evidence.generated";
import { forgetUpload, rememberUpload, type AboutFile, type UnfinishedUpload } from "./unfinished-uploads";

/** Uploads one file to the case; the upload is remembered until it has arrived. */
export function useUpload(complaintId: string, begun: UnfinishedUpload | null, onDone: () => void) {
  const { act, refusal } = useAct(AnnounceEvidenceDocument);

  async function announce(facts: FileFacts, about: AboutFile): Promise<UnfinishedUpload | null> {
    const done = await act({ complaintId, ...about, ...facts });
    if (!done) return null;
    const { evidence, uploadUrl, expiresAt } = done.createEvidenceUpload;
    const { fileName, size, sha256 } = facts;
    const accountId = session.current?.accountId ?? "";
    const evidenceId = evidence.id;
    const upload = { accountId, complaintId, evidenceId, uploadUrl, expiresAt, fileName, size, sha256, about };
    rememberUpload(upload);
    return upload;
  }

  const upload = useFileUpload({ announce, begun, onEnd: ({ evidenceId }) => forgetUpload(evidenceId), onDone });
  return { ...upload, refusal: upload.refusal ?? refusal };
}
