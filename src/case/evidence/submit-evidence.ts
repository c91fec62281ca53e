import { CaseFile } from "../complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { isIdOf, newId } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { checkAnnounced } from "../../platform/uploads/announced-file";
import { UPLOAD_FOR } from "../../platform/uploads/file-links";
import { Evidence } from "./evidence.entity";
import { countAnnouncement } from "../../accounts/uploads/upload-quota";
import { mayChooseVisibility, maySeeEvidence, maySupersede } from "./evidence.policy";
import type { CreateEvidenceUploadInput } from "./evidence.types";

/** Announces a file. The case does not change until its bytes have arrived: see awaited-evidence.ts. */
export async function submitEvidence(
  tx: Tx,
  actor: Actor,
  input: CreateEvidenceUploadInput,
): Promise<{ evidenceId: string }> {
  const caseFile = await CaseFile.open(tx, actor, input, "SUBMIT_EVIDENCE");
  if (!mayChooseVisibility(caseFile.side, input.visibility))
    throw new Refusal("FORBIDDEN", { reason: "visibility", field: "input.visibility" });
  checkAnnounced(input, caseFile.rules.number("evidence.size", "bytes"));
  await checkCount(caseFile);
  if (input.supersedesId) await checkSuperseded(caseFile, input, input.supersedesId);
  await countAnnouncement(tx, actor.accountId, input.size);
  const id = newId(Evidence);
  tx.insert(Evidence, {
    id,
    complaintId: caseFile.complaint.id,
    submittedById: actor.accountId,
    side: caseFile.side,
    kind: input.kind,
    title: input.title,
    description: input.description,
    visibility: input.visibility,
    status: "PENDING",
    fileName: input.fileName,
    declaredType: input.mediaType,
    size: input.size,
    sha256: input.sha256,
    supersedesId: input.supersedesId ?? null,
    late: false,
    createdAt: tx.now,
  });
  return { evidenceId: id };
}

async function checkCount({ tx, rules, complaint, side }: CaseFile): Promise<void> {
  const most = rules.number("evidence.count", "perCaseAndSide");
  // An announced file that never arrived counts only while it may still arrive.
  const [row] = await tx.query<{ held: number }>(
    "SELECT COUNT(*) AS held FROM evidence WHERE complaint_id = ? AND side = ? AND (status IN ('STORED', 'SUPERSEDED') OR (status = 'PENDING' AND created_at > ?))",
    [complaint.id, side, tx.now - UPLOAD_FOR],
  );
  if (row && row.held >= most) throw new Refusal("LIMIT_REACHED", { reason: "evidence.count", params: { most } });
}

async function checkSuperseded(caseFile: CaseFile, input: CreateEvidenceUploadInput, id: string): Promise<void> {
  const field = "input.supersedesId";
  const earlier = isIdOf(Evidence, id) ? await caseFile.tx.byId(Evidence, id) : null;
  const mine =
    earlier?.complaintId === caseFile.complaint.id && maySeeEvidence(caseFile.actor, caseFile.complaint, earlier);
  if (!earlier || !mine) throw new Refusal("NOT_FOUND", { field });
  if (!maySupersede(caseFile.side, earlier, input.visibility))
    throw new Refusal("FORBIDDEN", { reason: "evidence.notSupersedable", field });
}
