import { CaseFile, type CaseResult } from "../complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { Evidence } from "./evidence.entity";
import { readEvidenceList } from "./evidence-list.queries";
import { hasArrived } from "./evidence.pure";
import type { DecideLateEvidenceInput } from "./evidence.types";
import { supersedeEarlier } from "./supersede-earlier";

/** DECIDE_LATE_EVIDENCE. In the review the list is already sealed: the seal is renewed, and the event keeps the old one. */
export async function decideLateEvidence(
  tx: Tx,
  actor: Actor,
  { evidenceId, admit, reason, ...input }: DecideLateEvidenceInput,
): Promise<CaseResult<"evidenceId">> {
  const caseFile = await CaseFile.open(tx, actor, input, "DECIDE_LATE_EVIDENCE");
  const { complaint } = caseFile;
  const piece = await undecidedPiece(caseFile, evidenceId);
  tx.change(piece, {
    lateDecision: admit ? "ADMITTED" : "NOT_ADMITTED",
    lateReason: reason,
    lateDecidedAt: tx.now,
    lateDecidedById: actor.accountId,
  });
  if (admit) await supersedeEarlier(tx, piece);
  const formerRoot = complaint.evidenceRoot;
  const root = formerRoot === null ? null : (await readEvidenceList(caseFile)).root;
  caseFile.apply(
    {
      type: "LATE_EVIDENCE_DECIDED",
      audience: piece.visibility,
      data: { evidenceId, decision: piece.lateDecision, reason, formerRoot, root },
    },
    { evidenceRoot: root },
  );
  return { complaintId: complaint.id, evidenceId };
}

async function undecidedPiece({ tx, complaint }: CaseFile, id: string): Promise<Evidence> {
  const field = "input.evidenceId";
  const piece = isIdOf(Evidence, id) ? await tx.byId(Evidence, id) : null;
  if (piece?.complaintId !== complaint.id || !hasArrived(piece)) throw new Refusal("NOT_FOUND", { field });
  if (!piece.late) throw new Refusal("NOT_IN_THIS_STATE", { reason: "evidence.notLate", field });
  if (piece.lateDecision !== null) throw new Refusal("NOT_IN_THIS_STATE", { reason: "evidence.lateDecided", field });
  return piece;
}
