import type { CaseFile } from "../../case/complaints/case-file";
import type { Side } from "../../case/complaints/complaint-guards.pure";
import { orderMeasures } from "./order-measures";
import { orderRemedies } from "../remedies/order-remedies";
import { startRemedies } from "../remedies/start-remedies";
import { recordForPublic } from "./put-ruling-into-effect";
import { becomeFinal } from "./enforce-ruling";
import { toFindings, toRuling } from "../rulings/new-ruling.pure";
import { reverseRuling } from "./reverse-ruling";
import type { ReversalReason } from "../rulings/ruling-enums.types";
import { deleteDraft } from "./delete-draft";
import { accept, addRuling, setAppealWindow } from "../rulings/ruling-changes";
import type { Ruling } from "../rulings/ruling.entity";
import type { DecisionInput } from "../rulings/ruling.types";
import type { DecidedCase } from "../rulings/decision-check.pure";

interface Replacement {
  former: Ruling;
  decision: DecisionInput;
  known: DecidedCase;
  because: ReversalReason;
  /** The side that may have the new ruling reviewed; null: it is final at once. */
  reviewFor: Side | null;
}

/** A granted appeal: the former ruling is reversed and replaced by one that is issued at once. The caller has checked the decision. */
export async function replaceRuling(
  caseFile: CaseFile,
  { former, decision, known, because, reviewFor }: Replacement,
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
  orderRemedies(caseFile, ruling);
  await orderMeasures(caseFile, ruling);
  // The transition that follows moves the case on with this ruling.
  caseFile.record(
    { type: "RULING_ISSUED", data: { rulingId: ruling.id, outcome: ruling.outcome } },
    { round: ruling.round, currentRulingId: ruling.id },
  );
  recordForPublic(caseFile, ruling);
  if (reviewFor === null) await becomeFinal(caseFile, ruling.outcome);
  else await openToReview(caseFile, ruling, reviewFor);
}

/** The side that is worse off and was not heard has the whole window to appeal; the other has had its appeal. */
async function openToReview(caseFile: CaseFile, ruling: Ruling, side: Side): Promise<void> {
  const { tx, timers } = caseFile;
  // What was left of the former ruling's.
  timers.stop("APPEAL_WINDOW");
  const reviewed = caseFile.towards("RULED");
  await startRemedies(reviewed, ruling.id, "RULED");
  reviewed.apply({ type: "RULING_REVIEWABLE", data: { rulingId: ruling.id, by: side } });
  setAppealWindow(tx, ruling, timers.get("APPEAL_WINDOW")?.dueAt ?? null);
  accept(tx, ruling, side === "CONSUMER" ? "PROVIDER" : "CONSUMER");
}
