import { IS_MONEY } from "../../design/remedy-kinds";
import { EMPTY_DECISION, type Decision } from "./decision";
import type { AppealedCaseFragment } from "./decision.generated";

/** Turns a ruling into the starting point of another decision. */
export function decisionOfRuling(ruling: AppealedCaseFragment["ruling"]): Decision {
  if (!ruling) return EMPTY_DECISION;
  return {
    ...EMPTY_DECISION,
    outcome: ruling.outcome,
    facts: ruling.facts ?? "",
    reasoning: ruling.reasoning ?? "",
    publicText: ruling.publicText,
    rootCause: ruling.rootCause ?? "",
    presumptionRebuttedBecause: ruling.presumptionRebuttedBecause ?? "",
    findings: Object.fromEntries(
      (ruling.findings ?? []).flatMap(({ breach, ruleVersion, result, severity, reasoning, evidence }) =>
        breach && ruleVersion
          ? [
              [
                breach.id,
                {
                  result,
                  severity: severity ?? "",
                  ruleVersionId: ruleVersion.id,
                  reasoning: reasoning ?? "",
                  evidenceIds: evidence.map(({ id }) => id),
                },
              ],
            ]
          : [],
      ),
    ),
    remedies: (ruling.remedies ?? []).map(
      ({ kind, text, withinDays, amount, insteadAmount, basis, ground, lossEvidence }) => ({
        kind,
        basis: basis ?? "",
        ground: ground ?? "",
        evidenceIds: lossEvidence.map(({ id }) => id),
        text,
        withinDays: String(withinDays),
        amount: amount?.amount ?? null,
        insteadAmount: IS_MONEY.has(kind) ? null : (insteadAmount?.amount ?? null),
      }),
    ),
    penalties: ruling.penalties
      .filter(({ cause }) => cause === "RULING")
      .map(({ kind, days, reason, amount, listing }) => ({
        kind,
        reason,
        days: days ? String(days) : "",
        amount: amount?.amount ?? null,
        listingId: listing?.id ?? "",
      })),
  };
}
