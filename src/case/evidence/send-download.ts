import { recordAccess } from "../access-log/record-access";
import { Complaint } from "../complaints/complaint.entity";
import { maySee, readerOf, sideOf } from "../complaints/complaint.policy";
import type { Services } from "../../platform/graphql/context";
import type { Actor } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import type { Download } from "../../platform/uploads/file-route";
import { Evidence } from "./evidence.entity";
import { getsCopy, maySeeEvidence } from "./evidence.policy";
import { shownCopyOf } from "./shown-copy-of";

/** The right to see is checked now, not when the address was issued. */
export async function sendDownload(services: Services, evidenceId: string, actor: Actor): Promise<Download> {
  const evidence = await services.database.byId(Evidence, evidenceId);
  const complaint = evidence && (await services.database.byId(Complaint, evidence.complaintId));
  const visible = complaint && maySee(actor, complaint) && maySeeEvidence(actor, complaint, evidence);
  if (!visible || evidence.storageKey === null || evidence.mediaType === null) throw new Refusal("NOT_FOUND");
  const { storageKey, mediaType, fileName, size } = evidence;
  if (readerOf(actor, complaint).isStaff)
    await services.database.transact(async (tx) =>
      recordAccess(tx, actor, complaint, { kind: "EVIDENCE_DOWNLOAD", targetId: evidenceId }),
    );
  const copied = getsCopy(sideOf(actor, complaint), evidence);
  const shown = copied ? await shownCopyOf(services, evidence) : null;
  return {
    stream: await services.storage.get(shown?.key ?? storageKey),
    mediaType,
    fileName,
    size: shown?.size ?? size,
  };
}
