import type { CaseFile } from "../../case/complaints/case-file";
import { newId } from "../../platform/ids";
import type { PlannedMeasures } from "./planned-measures.types";
import { RulingFinding } from "./ruling-finding.entity";
import { Ruling } from "./ruling.entity";
import type { DecisionInput } from "./ruling.types";
import { severityOf, type DecidedCase } from "./decision-check.pure";

/**
 * The row of a decision, whether it is a moderator's first decision on the case or a lead's replacement of an earlier one.
 * `replacesRulingId`: the ruling it replaces.
 */
export function toRuling(
  { complaint, now, actor }: CaseFile,
  decision: DecisionInput,
  { orderPrice }: DecidedCase,
  replacesRulingId: string | null,
): Ruling {
  return Object.assign(new Ruling(), {
    id: newId(Ruling),
    complaintId: complaint.id,
    providerId: complaint.providerId,
    consumerId: complaint.consumerId,
    round: complaint.round,
    status: "AWAITING_APPROVAL" as const,
    outcome: decision.outcome,
    facts: decision.facts,
    reasoning: decision.reasoning,
    publicText: decision.publicText,
    rootCause: decision.rootCause,
    ruleVersionIds: [...new Set(decision.findings.map(({ ruleVersionId }) => ruleVersionId))],
    decidedById: actor?.accountId ?? "",
    decidedAt: now,
    approvedById: null,
    approvedAt: null,
    approvalNote: null,
    issuedAt: null,
    appealableUntil: null,
    finalAt: null,
    measures: toMeasures(decision, complaint.currency, orderPrice),
    adverseInferences: decision.adverseInferences,
    presumptionRebuttedBecause: decision.presumptionRebuttedBecause ?? null,
    departureReason: decision.departureReason ?? null,
    wordsReason: decision.wordsReason ?? null,
    replacesRulingId,
  });
}

export const toFindings = (rulingId: string, decision: DecisionInput, known: DecidedCase): Partial<RulingFinding>[] =>
  decision.findings.map((finding) => ({
    id: newId(RulingFinding),
    rulingId,
    breachId: finding.breachId,
    finding: finding.result,
    severity: severityOf(finding, known),
    ruleVersionId: finding.ruleVersionId,
    ruleCode: known.ruleVersions.find(({ id }) => id === finding.ruleVersionId)?.code ?? null,
    reasoning: finding.reasoning,
    evidenceIds: finding.evidenceIds ?? null,
  }));

function toMeasures({ remedies, penalties }: DecisionInput, currency: string, orderPrice: number): PlannedMeasures {
  const money = (amount: number | null | undefined) => (typeof amount === "number" ? { amount, currency } : null);
  return {
    remedies: remedies.map(({ kind, amount, basis, ground, evidenceIds, insteadAmount, text, withinDays }) => ({
      kind,
      amount: money(amount),
      ...(basis ? { basis, ground: ground ?? null, evidenceIds: [...new Set(evidenceIds ?? [])] } : {}),
      // A refund without an amount is of the whole price.
      insteadAmount: { amount: amount ?? insteadAmount ?? orderPrice, currency },
      text,
      withinDays,
    })),
    penalties: penalties.map(({ kind, amount, days, listingId, reason }) => ({
      kind,
      amount: money(amount),
      days: days ?? null,
      listingId: listingId ?? null,
      reason,
    })),
  };
}
