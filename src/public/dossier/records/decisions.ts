import { Evidence } from "../../../case/evidence/evidence.entity";
import { Appeal } from "../../../adjudication/decisions/appeal.entity";
import { RegisterEntry } from "../../../adjudication/register/register-entry.entity";
import { Remedy } from "../../../adjudication/remedies/remedy.entity";
import { RuleVersion } from "../../../adjudication/rules/rule-version.entity";
import { RulingFinding } from "../../../adjudication/rulings/ruling-finding.entity";
import { Ruling } from "../../../adjudication/rulings/ruling.entity";
import { isPublished } from "../../../adjudication/rulings/ruling.queries";
import { pick, type CaseRecord } from "./case-record";
import type { CaseSource } from "./case-source";
import { rowsOf } from "./rows-of";
import { sectionOf } from "./section-of";

/** The rulings with their findings, the rules they cite, and their entries in the public register. */
export async function* rulings({ db, complaint, people }: CaseSource): AsyncGenerator<CaseRecord> {
  /** By whether a published ruling cites it: what a draft is based on is internal to the platform. */
  const cited = new Map<string, boolean>();
  for await (const row of rowsOf(db, Ruling, complaint.id)) {
    const audience = isPublished(row) ? "PARTIES" : "STAFF";
    yield {
      record: "ruling",
      id: row.id,
      audience,
      fields: {
        ...pick(row, "round", "status", "outcome", "facts", "reasoning", "publicText", "rootCause", "ruleVersionIds"),
        ...pick(row, "issuedAt", "appealableUntil", "finalAt", "consumerWaivedAt", "providerWaivedAt"),
        ...pick(row, "replacesRulingId", "reversedAt", "reversedBecause", "adverseInferences"),
        ...pick(row, "decidedAt", "approvedAt", "approvalNote", "departureReason", "wordsReason"),
        ...pick(row, "presumptionRebuttedBecause"),
        decidedBy: people.label(row.decidedById, "MODERATOR"),
        approvedBy: people.label(row.approvedById, "MODERATOR"),
      },
      guards: {
        decidedAt: "INTERNAL",
        approvedAt: "INTERNAL",
        approvalNote: "INTERNAL",
        departureReason: "INTERNAL",
        wordsReason: "INTERNAL",
      },
    };
    for (const finding of await db.find(RulingFinding, { rulingId: row.id }, "ORDER BY id")) {
      const cited = await db.find(Evidence, { id: finding.evidenceIds ?? [] });
      // Whoever the finding goes against sees all that it rests on; the other side is not told of what it may not see.
      const hidden = cited.find(({ visibility }) => visibility !== "PARTIES");
      yield {
        record: "finding",
        id: finding.id,
        audience,
        fields: pick(
          finding,
          "rulingId",
          "breachId",
          "finding",
          "severity",
          "ruleVersionId",
          "reasoning",
          "evidenceIds",
        ),
        ...(hidden && { guards: { evidenceIds: hidden.visibility } }),
      };
    }
    for (const entry of await db.find(RegisterEntry, { rulingId: row.id }, "ORDER BY id"))
      yield {
        record: "registerEntry",
        id: entry.id,
        audience: "PUBLIC",
        fields: pick(entry, "rulingId", "kind", "because", "at", "correctsEntryId"),
      };
    for (const id of row.ruleVersionIds) cited.set(id, isPublished(row) || cited.get(id) === true);
  }
  for (const rule of await db.find(RuleVersion, { id: [...cited.keys()] }, "ORDER BY id"))
    yield {
      record: "rule",
      id: rule.id,
      audience: cited.get(rule.id) ? "PUBLIC" : "STAFF",
      fields: pick(rule, "code", "version", "title", "text", "severity", "noticeAt", "effectiveFrom", "effectiveUntil"),
    };
}

export const remedies = sectionOf("remedy", Remedy, (row) => ({
  audience: "PARTIES",
  fields: {
    ...pick(
      row,
      "rulingId",
      "settlementId",
      "kind",
      "amount",
      "currency",
      "text",
      "withinDays",
      "dueAt",
      "proof",
      "proofFiledAt",
    ),
    ...pick(row, "basis", "ground", "lossEvidence"),
    ...pick(row, "insteadAmount", "insteadCurrency", "verificationRequestedAt", "contestReason", "checkSince"),
    ...pick(row, "verifiedAt", "confirmedAt", "waivedAt", "defaultedAt", "paidFromDepositAt"),
    ...pick(row, "setAsideAmount", "creditedAmount"),
  },
}));

export const appeals = sectionOf("appeal", Appeal, (row, { people }) => ({
  audience: "PARTIES",
  fields: {
    ...pick(row, "rulingId", "bySide", "ground", "text", "status", "filedAt", "decidedAt", "reason"),
    ...pick(row, "answerDueAt", "answer", "answeredAt"),
    by: people.label(row.filedById, row.bySide),
    answeredBy: people.label(row.answeredById, row.bySide === "CONSUMER" ? "PROVIDER" : "CONSUMER"),
    decidedBy: people.label(row.decidedById, "MODERATOR"),
  },
}));
