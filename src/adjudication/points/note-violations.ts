import type { CaseFile } from "../../case/complaints/case-file";
import type { Severity } from "../../case/complaints/case-enums.types";
import { newId } from "../../platform/ids";
import { hasDefaultedOnSettlement, LEVEL_OF_NON_PERFORMANCE } from "./non-performance.queries";
import { PointsLedger } from "./points-ledger";
import { Violation } from "./violation.entity";

interface FindingRow {
  finding_id: string;
  breach_id: string;
  promise_id: string;
  rule_version_id: string;
  severity: Severity;
}

/**
 * Each promise that a ruling just issued found broken is a violation, provisional until the ruling is final; so is a settlement of
 * the case that the provider let go by.
 */
export async function noteViolations(file: CaseFile, rulingId: string): Promise<void> {
  const rows = await file.tx.query<FindingRow>(
    `SELECT f.id AS finding_id, f.breach_id, b.promise_id, f.rule_version_id, f.severity
     FROM ruling_finding f JOIN breach b ON b.id = f.breach_id
     WHERE f.ruling_id = ? AND f.severity IS NOT NULL ORDER BY f.id`,
    [rulingId],
  );
  file.tx.insert(
    Violation,
    ...rows.map((row) => ({
      ...newViolation(file, rulingId),
      findingId: row.finding_id,
      breachId: row.breach_id,
      promiseId: row.promise_id,
      kind: "PROMISE_BROKEN" as const,
      level: row.severity,
      ruleVersionId: row.rule_version_id,
    })),
  );
  if (rows.length > 0 && (await hasDefaultedOnSettlement(file.tx, file.complaint.id)))
    file.tx.insert(Violation, nonPerformance(file, rulingId));
}

/** What a final ruling ordered was not done: serious, and counted at once. The provider is locked. */
export async function noteNonPerformance(file: CaseFile, rulingId: string): Promise<void> {
  const { tx, complaint } = file;
  const { nextStep: step } = await PointsLedger.read(tx, complaint.providerId, tx.now);
  tx.insert(Violation, { ...nonPerformance(file, rulingId), step, countedAt: tx.now });
}

/** The ruling is final: its violations count, and together. The provider is locked. */
export async function countViolations({ tx, complaint }: CaseFile, rulingId: string): Promise<void> {
  const violations = await tx.find(Violation, { rulingId, step: null, reversedAt: null }, "ORDER BY id");
  if (violations.length === 0) return;
  const { nextStep: step } = await PointsLedger.read(tx, complaint.providerId, tx.now);
  for (const violation of violations) tx.change(violation, { step, countedAt: tx.now });
}

export async function reverseViolations({ tx }: CaseFile, rulingId: string): Promise<void> {
  for (const violation of await tx.find(Violation, { rulingId, reversedAt: null }))
    tx.change(violation, { reversedAt: tx.now });
}

/** Made good at once: of the broken promises, not of a default. */
export async function notePromptRemedy({ tx }: CaseFile, rulingId: string): Promise<void> {
  const found = await tx.find(Violation, {
    rulingId,
    kind: "PROMISE_BROKEN",
    reversedAt: null,
    promptlyRemediedAt: null,
  });
  for (const violation of found) tx.change(violation, { promptlyRemediedAt: tx.now });
}

const nonPerformance = (file: CaseFile, rulingId: string): Partial<Violation> => ({
  ...newViolation(file, rulingId),
  kind: "NON_PERFORMANCE",
  level: LEVEL_OF_NON_PERFORMANCE,
});

const newViolation = ({ tx, complaint }: CaseFile, rulingId: string): Partial<Violation> => ({
  id: newId(Violation),
  providerId: complaint.providerId,
  rulingId,
  complaintId: complaint.id,
  foundAt: tx.now,
});
