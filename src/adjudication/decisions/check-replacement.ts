import type { CaseFile } from "../../case/complaints/case-file";
import type { Side } from "../../case/complaints/complaint-guards.pure";
import type { Params } from "../../platform/messages/params";
import { Refusal, type Reason, type RefusalCode } from "../../platform/refusal";
import { largeFineIn } from "../measures/penalty-schedule.pure";
import { checkReasons } from "./check-reasons";
import type { Ruling } from "../rulings/ruling.entity";
import { RulingFinding } from "../rulings/ruling-finding.entity";
import type { DecisionInput } from "../rulings/ruling.types";
import {
  checkDecision,
  measuresNeedingSecondApprover,
  severityOf,
  type DecidedCase,
} from "../rulings/decision-check.pure";
import type { Appeal } from "./appeal.entity";
import { graverThanApproved, nothingChanges, worseForAppellant, type Judgement } from "./appeal.pure";

const FIELD = "input.replacement";

interface Replacing {
  ruling: Ruling;
  /** The appeals that are granted, in full or in part. */
  won: readonly Appeal[];
  replacement: DecisionInput;
  known: DecidedCase;
}

const SIDES: readonly Side[] = ["CONSUMER", "PROVIDER"];

/** Returns the sides that are worse off by a replacement. Refuses one that does not fit the case, changes nothing, is worse for the only one whose appeal is granted, or needs a second person. */
export async function checkReplacement(
  caseFile: CaseFile,
  { ruling, won, replacement, known }: Replacing,
): Promise<Side[]> {
  const { tx, complaint, rules } = caseFile;
  checkDecision(replacement, known, FIELD);
  const former = judgementOf(ruling, await tx.find(RulingFinding, { rulingId: ruling.id }));
  const next = judgementOfInput(replacement, known);
  if (nothingChanges(former, next)) refuse("appeal.nothingChanges");
  const winners = new Set(won.map(({ bySide }) => bySide));
  if (worseForAppellant(former, next, winners, known.orderPrice)) refuse("appeal.worseForAppellant");
  const largeFine = largeFineIn(complaint.currency, rules);
  const grave = graverThanApproved(measuresNeedingSecondApprover(replacement, known, largeFine), former, next);
  if (grave.length > 0) refuse("appeal.graveMeasure", "SECOND_APPROVER_REQUIRED", { measures: grave });
  await checkReasons(caseFile, replacement, known, FIELD);
  // The platform has no interest of its own that a second hearing would protect.
  const sides = SIDES.filter((side) => known.hasConsumer || side === "PROVIDER");
  return sides.filter((side) => worseForAppellant(former, next, new Set([side]), known.orderPrice));
}

const judgementOf = ({ outcome, measures }: Ruling, findings: readonly RulingFinding[]): Judgement => ({
  outcome,
  findings: findings.map(({ breachId, finding, severity, ruleVersionId }) => ({
    breachId,
    result: finding,
    severity,
    ruleVersionId,
  })),
  remedies: measures.remedies.map((remedy) => ({
    ...remedy,
    amount: remedy.amount?.amount ?? null,
    basis: remedy.basis ?? null,
    insteadAmount: remedy.insteadAmount.amount,
  })),
  penalties: measures.penalties.map((penalty) => ({ ...penalty, amount: penalty.amount?.amount ?? null })),
});

const judgementOfInput = (
  { outcome, findings, remedies, penalties }: DecisionInput,
  known: DecidedCase,
): Judgement => ({
  outcome,
  findings: findings.map((finding) => ({ ...finding, severity: severityOf(finding, known) })),
  remedies: remedies.map(({ kind, amount, basis, insteadAmount, withinDays, text }) => ({
    kind,
    amount: amount ?? null,
    basis: basis ?? null,
    insteadAmount: insteadAmount ?? null,
    withinDays,
    text,
  })),
  penalties: penalties.map(({ kind, amount, days, listingId }) => ({
    kind,
    amount: amount ?? null,
    days: days ?? null,
    listingId: listingId ?? null,
  })),
});

function refuse(reason: Reason, code: RefusalCode = "BAD_USER_INPUT", params: Params = {}): never {
  throw new Refusal(code, { reason, field: FIELD, params });
}
