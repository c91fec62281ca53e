import type { CaseFile } from "../../case/complaints/case-file";
import { Refusal } from "../../platform/refusal";
import { checkPublicWords } from "../register/check-public-words";
import { checkGrounds } from "../rulings/check-grounds";
import { checkAdverseInferences } from "../rulings/check-adverse-inferences";
import { checkLosses } from "../rulings/check-losses";
import { compareWithPrecedents } from "../rulings/precedents.queries";
import type { DecisionInput } from "../rulings/ruling.types";
import type { DecidedCase } from "../rulings/decision-check.pure";

/**
 * Refuses a decision whose public text identifies people, that rests on what the losing side was not shown, that contradicts a
 * presumption, passes over a silence or departs from past rulings without a reason, that draws an inference from an answer, or that
 * compensates a loss that no evidence shows.
 */
export async function checkReasons(
  caseFile: CaseFile,
  decision: DecisionInput,
  known: DecidedCase,
  field = "input",
): Promise<void> {
  // Their reads go together. Of what they refuse the first is told.
  const checks = await Promise.allSettled([
    checkPublicWords(caseFile, decision, field),
    checkGrounds(caseFile, decision, field),
    checkAdverseInferences(caseFile, decision.adverseInferences, field),
    checkLosses(caseFile, decision.remedies, field),
    checkPrecedents(caseFile, decision, known, field),
  ]);
  for (const check of checks) if (check.status === "rejected") throw check.reason;
}

async function checkPrecedents(
  caseFile: CaseFile,
  decision: DecisionInput,
  known: DecidedCase,
  field: string,
): Promise<void> {
  if (decision.departureReason) return;
  const compared = await compareWithPrecedents(caseFile.tx, caseFile.rules, {
    decision,
    known,
    complaint: caseFile.complaint,
  });
  const departed = compared.filter(({ departures }) => departures.length > 0);
  if (departed.length > 0)
    throw new Refusal("BAD_USER_INPUT", {
      reason: "ruling.departureReasonRequired",
      field: `${field}.departureReason`,
      params: { rules: departed.map(({ ruleCode }) => ruleCode).join(", ") },
    });
}
