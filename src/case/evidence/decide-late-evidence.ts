import { Field, ID, InputType } from "type-graphql";
import { CaseFile, type CaseResult } from "../complaints/case-file";
import { LeasedCaseInput } from "../complaints/case-input.types";
import type { Tx } from "../../platform/database/tx";
import { TextField } from "../../platform/graphql/text-field";
import type { Actor } from "../../accounts/actor";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { Evidence } from "./evidence.entity";
import { readEvidenceList } from "./evidence-list.queries";
import { evidencePolicy } from "./evidence.policy";

@InputType({ description: "A moderator's order on a piece of evidence that came late." })
export class DecideLateEvidenceInput extends LeasedCaseInput {
  @Field(() => ID, { description: "The late piece, `evd_…`." })
  evidenceId: string;

  @Field(() => Boolean, {
    description:
      "true: it counts for the decision as if it had come in time. false: it stays visible, but the decision is not founded on it.",
  })
  admit: boolean;

  @TextField({ min: 10, max: 2_000, description: "Why, told to whoever may see the piece; at least 10 characters." })
  reason: string;
}

/** Row 14. In the review the list was sealed already: the seal is renewed, and the event keeps what it was. */
export async function decideLateEvidence(
  tx: Tx,
  actor: Actor,
  { evidenceId, admit, reason, ...input }: DecideLateEvidenceInput,
): Promise<CaseResult> {
  const file = await CaseFile.open(tx, actor, input, "DECIDE_LATE_EVIDENCE");
  const { complaint } = file;
  const piece = await undecidedPiece(file, evidenceId);
  tx.change(piece, {
    lateDecision: admit ? "ADMITTED" : "NOT_ADMITTED",
    lateReason: reason,
    lateDecidedAt: tx.now,
    lateDecidedById: actor.accountId,
  });
  const formerRoot = complaint.evidenceRoot;
  const root = formerRoot === null ? null : (await readEvidenceList(file)).root;
  file.apply(
    {
      type: "LATE_EVIDENCE_DECIDED",
      audience: piece.visibility,
      data: { evidenceId, decision: piece.lateDecision, reason, formerRoot, root },
    },
    { evidenceRoot: root },
  );
  return { complaintId: complaint.id };
}

async function undecidedPiece({ tx, complaint }: CaseFile, id: string): Promise<Evidence> {
  const field = "input.evidenceId";
  const piece = isIdOf(Evidence, id) ? await tx.byId(Evidence, id) : null;
  if (piece?.complaintId !== complaint.id || !evidencePolicy.isThere(piece)) throw new Refusal("NOT_FOUND", { field });
  if (!piece.late) throw new Refusal("NOT_IN_THIS_STATE", { reason: "evidence.notLate", field });
  if (piece.lateDecision !== null) throw new Refusal("NOT_IN_THIS_STATE", { reason: "evidence.lateDecided", field });
  return piece;
}
