import { InputType } from "type-graphql";
import { CaseFile, type CaseResult } from "../complaints/case-file";
import { CaseInput, LeasedCaseInput } from "../complaints/case-input.types";
import { findMove } from "../complaints/complaint.lifecycle";
import { NO_LEASE } from "../complaints/no-lease.pure";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor";
import { readEvidenceList } from "./evidence-list.queries";
import { missOpenRequests } from "./open-requests";

@InputType({ description: "Declaring that the viewer's side has submitted all its evidence." })
export class CloseEvidenceInput extends CaseInput {}

@InputType({ description: "Ending the evidence stage, when both sides have closed theirs." })
export class EndEvidenceStageInput extends LeasedCaseInput {}

export async function closeEvidence(tx: Tx, actor: Actor, input: CloseEvidenceInput): Promise<CaseResult> {
  const caseFile = await CaseFile.open(tx, actor, input, "CLOSE_EVIDENCE");
  const own =
    caseFile.side === "CONSUMER" ? { consumerEvidenceClosedAt: tx.now } : { providerEvidenceClosedAt: tx.now };
  caseFile.apply({ type: "EVIDENCE_CLOSED", data: { by: caseFile.side } }, own);
  await goOnWhenComplete(caseFile, caseFile.facts.openMandatoryRequests);
  return { complaintId: caseFile.complaint.id };
}

export async function endEvidenceStage(tx: Tx, actor: Actor, input: EndEvidenceStageInput): Promise<CaseResult> {
  const caseFile = await CaseFile.open(tx, actor, input, "END_EVIDENCE_STAGE");
  await sealEvidence(caseFile);
  return { complaintId: caseFile.complaint.id };
}

/** END_EVIDENCE_EARLY. No one waits for a window in which nothing more can come. */
export async function goOnWhenComplete(caseFile: CaseFile, openMandatoryRequests: number): Promise<void> {
  const { consumerEvidenceClosedAt, providerEvidenceClosedAt, status } = caseFile.complaint;
  const move = findMove("END_EVIDENCE_EARLY", status);
  if (!move || consumerEvidenceClosedAt === null || providerEvidenceClosedAt === null || openMandatoryRequests > 0)
    return;
  await sealEvidence(caseFile.next(move));
}

/** END_EVIDENCE, by the clock of the first window. */
export const endEvidence = sealEvidence;

/** EVIDENCE_REQUEST_MISSED, by the clock of a request; also when all were answered, since both sides had the same time. */
export const evidenceRequestMissed = sealEvidence;

/** INFORMATION_MISSED, by the clock. */
export async function informationMissed(caseFile: CaseFile): Promise<void> {
  missOpenRequests(caseFile);
  caseFile.apply({ type: "INFORMATION_MISSED", data: {} }, NO_LEASE);
}

/** However the stage ends, the list is sealed (late pieces only if admitted) and open requests count as missed: they must not hold up a later round. */
async function sealEvidence(caseFile: CaseFile): Promise<void> {
  missOpenRequests(caseFile);
  const { root, pieces } = await readEvidenceList(caseFile);
  caseFile.apply(
    {
      type: "EVIDENCE_SEALED",
      data: {
        because: caseFile.move.action,
        evidenceRoot: root,
        pieces,
        unanswered: caseFile.facts.openRequestSides.join(" ") || null,
      },
    },
    { evidenceRoot: root },
  );
}
