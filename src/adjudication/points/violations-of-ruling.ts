import type { CaseFile } from "../../case/complaints/case-file";
import type { Severity } from "../../case/complaints/case-enums.types";
import type { PlatformPromise } from "../../market/promises/platform-promise.types";
import type { PromiseKind } from "../../market/promises/promise-kind.types";
import { lineageOf } from "../../market/promises/promise-lineage.pure";
import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import { exposureOf } from "./exposure.queries";
import { hasDefaultedOnSettlement, LEVEL_OF_NON_PERFORMANCE } from "./non-performance.queries";
import { PointsLedger } from "./points-ledger";
import { Violation } from "./violation.entity";

interface FindingRow {
  finding_id: string;
  breach_id: string;
  promise_id: string;
  listing_id: string | null;
  kind: PromiseKind;
  platform_promise: PlatformPromise | null;
  rule_version_id: string;
  severity: Severity;
  amount: number;
}

/** What a ruling found broken. */
export interface Broken {
  promises: readonly FindingRow[];
  settlement: boolean;
}

/** `promises`: its findings are written. */
export async function readBroken({ tx, complaint }: CaseFile, rulingId: string): Promise<Broken> {
  const [promises, settlement] = await Promise.all([
    readFindings(tx, rulingId),
    hasDefaultedOnSettlement(tx, complaint.id),
  ]);
  return { promises, settlement };
}

const readFindings = (tx: Tx, rulingId: string): Promise<FindingRow[]> =>
  tx.query<FindingRow>(
    `SELECT f.id AS finding_id, f.breach_id, b.promise_id, p.listing_id, p.kind, p.platform_promise, f.rule_version_id, f.severity, b.amount
     FROM ruling_finding f JOIN breach b ON b.id = f.breach_id JOIN service_promise p ON p.id = b.promise_id
     WHERE f.ruling_id = ? AND f.severity IS NOT NULL ORDER BY f.id`,
    [rulingId],
  );

/**
 * Each promise that a newly issued ruling found broken is a violation, provisional until the ruling is final; so is a settlement of
 * the case that the provider did not perform. Returns them.
 */
export function addViolations(caseFile: CaseFile, rulingId: string, { promises, settlement }: Broken): Violation[] {
  const broken = promises.map((row) =>
    Object.assign(new Violation(), {
      ...newViolation(caseFile, rulingId),
      findingId: row.finding_id,
      breachId: row.breach_id,
      promiseId: row.promise_id,
      lineage: lineageOf(
        { listingId: row.listing_id, kind: row.kind, platformPromise: row.platform_promise },
        caseFile.complaint.providerId,
      ),
      kind: "PROMISE_BROKEN" as const,
      level: row.severity,
      stake: { amount: row.amount, currency: caseFile.complaint.currency },
      ruleVersionId: row.rule_version_id,
    } satisfies Violation),
  );
  const violations = broken.length > 0 && settlement ? [...broken, nonPerformance(caseFile, rulingId)] : broken;
  caseFile.tx.insert(Violation, ...violations);
  return violations;
}

/** A remedy of a final ruling was not performed: a serious violation, counted at once. The caller has locked the provider. */
export async function addNonPerformance(caseFile: CaseFile, rulingId: string): Promise<void> {
  const { tx, complaint } = caseFile;
  const { nextStep: step } = await PointsLedger.read(tx, complaint.providerId, tx.now);
  const exposure = await exposureOf(tx, complaint, tx.now);
  tx.insert(Violation, { ...nonPerformance(caseFile, rulingId), step, countedAt: tx.now, exposure });
}

/** The ruling is final: its violations count, all in one step. The caller has locked the provider. */
export async function countViolations({ tx, complaint }: CaseFile, rulingId: string): Promise<void> {
  const violations = await tx.find(Violation, { rulingId, step: null, reversedAt: null }, "ORDER BY id");
  if (violations.length === 0) return;
  const { nextStep: step } = await PointsLedger.read(tx, complaint.providerId, tx.now);
  const exposure = await exposureOf(tx, complaint, tx.now);
  for (const violation of violations) tx.change(violation, { step, countedAt: tx.now, exposure });
}

export async function reverseViolations({ tx }: CaseFile, rulingId: string): Promise<void> {
  for (const violation of await tx.find(Violation, { rulingId, reversedAt: null }))
    tx.change(violation, { reversedAt: tx.now });
}

/** The one that was found then. */
export async function takeBackNonPerformance({ tx }: CaseFile, rulingId: string, foundAt: number): Promise<void> {
  const found = { rulingId, kind: "NON_PERFORMANCE" as const, foundAt, reversedAt: null };
  for (const violation of await tx.find(Violation, found)) tx.change(violation, { reversedAt: tx.now });
}

/** Remedied promptly: applies to broken promises, not to non-performance. */
export async function markRemediedPromptly({ tx }: CaseFile, rulingId: string): Promise<void> {
  const found = await tx.find(Violation, {
    rulingId,
    kind: "PROMISE_BROKEN",
    reversedAt: null,
    promptlyRemediedAt: null,
  });
  for (const violation of found) tx.change(violation, { promptlyRemediedAt: tx.now });
}

const nonPerformance = (caseFile: CaseFile, rulingId: string): Violation =>
  Object.assign(new Violation(), {
    ...newViolation(caseFile, rulingId),
    findingId: null,
    breachId: null,
    promiseId: null,
    lineage: null,
    kind: "NON_PERFORMANCE" as const,
    level: LEVEL_OF_NON_PERFORMANCE,
    stake: null,
    ruleVersionId: null,
  } satisfies Violation);

const newViolation = ({ tx, complaint }: CaseFile, rulingId: string) => ({
  id: newId(Violation),
  providerId: complaint.providerId,
  rulingId,
  complaintId: complaint.id,
  consumerId: complaint.consumerId,
  complainedAt: complaint.openedAt,
  foundAt: tx.now,
  exposure: null,
  step: null,
  countedAt: null,
  promptlyRemediedAt: null,
  reversedAt: null,
});
