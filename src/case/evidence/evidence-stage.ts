import { InputType } from "type-graphql";
import { CaseFile, type CaseResult } from "../complaints/case-file";
import { CaseInput, LeasedCaseInput } from "../complaints/case-input.types";
import { findMove } from "../complaints/complaint.lifecycle";
import { NO_LEASE } from "../complaints/no-lease.pure";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor";
import { readEvidenceList } from "./evidence-list.queries";
import { missOpenRequests } from "./open-requests";

@InputType({ description: "Saying that one's own side has submitted all its evidence." })
export class CloseEvidenceInput extends CaseInput {}

@InputType({ description: "Ending the evidence stage, when both sides have closed theirs." })
export class EndEvidenceStageInput extends LeasedCaseInput {}

export async function closeEvidence(tx: Tx, actor: Actor, input: CloseEvidenceInput): Promise<CaseResult> {
  const file = await CaseFile.open(tx, actor, input, "CLOSE_EVIDENCE");
  const own = file.side === "CONSUMER" ? { consumerEvidenceClosedAt: tx.now } : { providerEvidenceClosedAt: tx.now };
  file.apply({ type: "EVIDENCE_CLOSED", data: { by: file.side } }, own);
  await goOnWhenComplete(file, file.facts.openMandatoryRequests);
  return { complaintId: file.complaint.id };
}

export async function endEvidenceStage(tx: Tx, actor: Actor, input: EndEvidenceStageInput): Promise<CaseResult> {
  const file = await CaseFile.open(tx, actor, input, "END_EVIDENCE_STAGE");
  await sealEvidence(file);
  return { complaintId: file.complaint.id };
}

/** Row 15: nobody waits for a window in which nothing more can come. */
export async function goOnWhenComplete(file: CaseFile, openMandatoryRequests: number): Promise<void> {
  const { consumerEvidenceClosedAt, providerEvidenceClosedAt, status } = file.complaint;
  const move = findMove("END_EVIDENCE_EARLY", status);
  if (!move || consumerEvidenceClosedAt === null || providerEvidenceClosedAt === null || openMandatoryRequests > 0)
    return;
  await sealEvidence(file.next(move));
}

/** Row 15, by the clock of the first window. */
export const endEvidence = sealEvidence;

/** Row 15, by the clock of a request; also when all was answered, since both sides had the same time. */
export const evidenceRequestMissed = sealEvidence;

/** Row 11, by the clock. */
export async function informationMissed(file: CaseFile): Promise<void> {
  missOpenRequests(file);
  file.apply({ type: "INFORMATION_MISSED", data: {} }, NO_LEASE);
}

/** Whatever ends the stage, the list is sealed (late pieces only if they were admitted) and what is unanswered is missed: it must not hold up a later round. */
async function sealEvidence(file: CaseFile): Promise<void> {
  missOpenRequests(file);
  const { root, pieces } = await readEvidenceList(file);
  file.apply(
    {
      type: "EVIDENCE_SEALED",
      data: {
        because: file.move.action,
        evidenceRoot: root,
        pieces,
        unanswered: file.facts.openRequestSides.join(" ") || null,
      },
    },
    { evidenceRoot: root },
  );
}
