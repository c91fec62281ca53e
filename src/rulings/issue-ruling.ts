import { CaseFile, recordCaseEvent } from "../complaints/case-file";
import type { Tx } from "../platform/database/tx";
import type { Actor } from "../platform/identity/actor";
import { newId } from "../platform/ids";
import { announceRuling, orderMeasures } from "./announce-ruling";
import { readDecidedCase } from "./decided-case";
import type { PlannedMeasures } from "./planned-measures";
import { RulingFinding } from "./ruling-finding.entity";
import { Ruling } from "./ruling.entity";
import type { IssueRulingInput } from "./ruling.inputs";
import { checkDecision, measuresNeedingSecondApprover, severityOf, type DecidedCase } from "./ruling.policy";

/** A moderator decides. What one person may decide takes effect at once; graver measures wait for a second person's word. */
export async function issueRuling(
  tx: Tx,
  actor: Actor,
  input: IssueRulingInput,
): Promise<{ complaintId: string; rulingId: string }> {
  const file = await CaseFile.open(tx, actor, input, "ISSUE_RULING");
  const known = await readDecidedCase(file, input);
  checkDecision(input, known);

  const ruling = toRuling(file, input);
  const because = measuresNeedingSecondApprover(
    input,
    known,
    file.rules.number("fine.needsSecondApprover", "minorUnits"),
  );
  if (because.length === 0) Object.assign(ruling, announceRuling(file, ruling));
  else awaitApproval(file, ruling, because);
  tx.insert(Ruling, ruling);
  tx.insert(RulingFinding, ...toFindings(ruling.id, input, known));
  if (ruling.status === "ISSUED") await orderMeasures(file, ruling);
  return { complaintId: ruling.complaintId, rulingId: ruling.id };
}

function toRuling({ complaint, now, actor }: CaseFile, input: IssueRulingInput): Ruling {
  return Object.assign(new Ruling(), {
    id: newId("ruling"),
    complaintId: complaint.id,
    providerId: complaint.providerId,
    consumerId: complaint.consumerId,
    round: complaint.round,
    status: "AWAITING_APPROVAL" as const,
    outcome: input.outcome,
    facts: input.facts,
    reasoning: input.reasoning,
    publicText: input.publicText,
    rootCause: input.rootCause,
    ruleVersionIds: [...new Set(input.findings.map(({ ruleVersionId }) => ruleVersionId))],
    decidedById: actor?.accountId ?? "",
    decidedAt: now,
    approvedById: null,
    approvedAt: null,
    approvalNote: null,
    issuedAt: null,
    appealableUntil: null,
    finalAt: null,
    measures: toMeasures(input, complaint.currency),
  });
}

function toMeasures({ remedies, penalties }: IssueRulingInput, currency: string): PlannedMeasures {
  const money = (amount: number | null | undefined) => (typeof amount === "number" ? { amount, currency } : null);
  return {
    remedies: remedies.map(({ kind, amount, text, withinDays }) => ({ kind, amount: money(amount), text, withinDays })),
    penalties: penalties.map(({ kind, amount, days, listingId, reason }) => ({
      kind,
      amount: money(amount),
      days: days ?? null,
      listingId: listingId ?? null,
      reason,
    })),
  };
}

const toFindings = (rulingId: string, input: IssueRulingInput, known: DecidedCase): Partial<RulingFinding>[] =>
  input.findings.map((finding) => ({
    id: newId("finding"),
    rulingId,
    breachId: finding.breachId,
    finding: finding.result,
    severity: severityOf(finding, known),
    ruleVersionId: finding.ruleVersionId,
    reasoning: finding.reasoning,
  }));

/** The case stays under review, and nobody's to work on: the decider is done, and the approver needs no lease. */
function awaitApproval({ tx, complaint, actor }: CaseFile, ruling: Ruling, because: string[]): void {
  tx.change(complaint, {
    leaseHolderId: null,
    leaseExpiresAt: null,
    version: complaint.version + 1,
    updatedAt: tx.now,
  });
  recordCaseEvent(tx, complaint, actor, {
    type: "RULING_AWAITS_APPROVAL",
    audience: "STAFF",
    data: { rulingId: ruling.id, outcome: ruling.outcome, because: because.join(" ") },
  });
}
