import type { CaseFile } from "../../case/complaints/case-file";
import { Refusal } from "../../platform/refusal";
import { checkPublicWords } from "../register/check-public-words";
import { checkAdverseInferences } from "../rulings/adverse-inferences";
import { compareWithPrecedents } from "../rulings/precedents.queries";
import type { DecisionInput } from "../rulings/ruling.types";
import type { DecidedCase } from "../rulings/decision-check.pure";

/** Refuses a decision that tells the public of people, concludes from what was no silence, or departs from past rulings without saying why. */
export async function checkReasons(
  file: CaseFile,
  decision: DecisionInput,
  known: DecidedCase,
  field = "input",
): Promise<void> {
  await checkPublicWords(file, decision, field);
  await checkAdverseInferences(file, decision.adverseInferences, field);
  if (decision.departureReason) return;
  const compared = await compareWithPrecedents(file.tx, file.rules, { decision, known, complaint: file.complaint });
  const departed = compared.filter(({ departures }) => departures.length > 0);
  if (departed.length > 0)
    throw new Refusal("BAD_USER_INPUT", {
      reason: "ruling.departureReasonRequired",
      field: `${field}.departureReason`,
      params: { rules: departed.map(({ ruleCode }) => ruleCode).join(", ") },
    });
}
