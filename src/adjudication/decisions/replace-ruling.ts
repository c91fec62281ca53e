import type { CaseFile } from "../../case/complaints/case-file";
import { orderMeasures } from "./order-measures";
import { recordForPublic } from "./put-ruling-into-effect";
import { becomeFinal } from "./enforce-ruling";
import { toFindings, toRuling } from "../rulings/new-ruling.pure";
import { reverseRuling } from "./reverse-ruling";
import type { ReversalReason } from "../rulings/ruling-enums.types";
import { deleteDraft } from "./delete-draft";
import { addRuling } from "../rulings/ruling-changes";
import type { Ruling } from "../rulings/ruling.entity";
import type { DecisionInput } from "../rulings/ruling.types";
import type { DecidedCase } from "../rulings/decision-check.pure";

/** A granted appeal: the former ruling is reversed and replaced by one that is issued and final at once. The caller has checked the decision. */
export async function replaceRuling(
  caseFile: CaseFile,
  former: Ruling,
  decision: DecisionInput,
  known: DecidedCase,
  because: ReversalReason,
): Promise<void> {
  const { tx, complaint, actor } = caseFile;
  await reverseRuling(caseFile, former, because);
  const ruling = Object.assign(toRuling(caseFile, decision, known, former.id), {
    round: complaint.round + 1,
    status: "ISSUED" as const,
    issuedAt: tx.now,
  });
  addRuling(tx, ruling, toFindings(ruling.id, decision, known));
  if (actor) deleteDraft(tx, complaint.id, actor.accountId);
  await orderMeasures(caseFile, ruling);
  // The transition that follows moves the case on with this ruling.
  caseFile.record(
    { type: "RULING_ISSUED", data: { rulingId: ruling.id, outcome: ruling.outcome } },
    { round: ruling.round, currentRulingId: ruling.id },
  );
  recordForPublic(caseFile, ruling);
  await becomeFinal(caseFile, ruling.outcome);
}
