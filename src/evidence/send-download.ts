import { noteAccess } from "../access/note-access";
import { Complaint } from "../complaints/complaint.entity";
import { maySee, readerOf } from "../complaints/complaint.policy";
import type { Services } from "../platform/graphql/context";
import { Refusal } from "../platform/refusal";
import type { Download } from "../platform/uploads/file-route";
import { evidenceLinks } from "./evidence-links";
import { Evidence } from "./evidence.entity";
import { evidencePolicy } from "./evidence.policy";

/** The address belongs to one person, whose right to see is asked again as it is now. */
export async function sendDownload(services: Services, token: string): Promise<Download> {
  const { id: evidenceId, accountId } = evidenceLinks.open(services, "download", token);
  const actor = await services.currentActor(accountId);
  const evidence = await services.database.byId(Evidence, evidenceId);
  const complaint = evidence && (await services.database.byId(Complaint, evidence.complaintId));
  const visible = complaint && maySee(actor, complaint) && evidencePolicy.see(actor, complaint, evidence);
  if (!visible || evidence.storageKey === null || evidence.mediaType === null) throw new Refusal("NOT_FOUND");
  const { storageKey, mediaType, fileName, size } = evidence;
  if (actor && readerOf(actor, complaint).isStaff)
    await services.database.transact(async (tx) =>
      noteAccess(tx, actor, complaint, { kind: "EVIDENCE_DOWNLOAD", targetId: evidenceId }),
    );
  return { stream: await services.storage.get(storageKey), mediaType, fileName, size };
}
