import type { PoolConnection, RowDataPacket } from "mysql2/promise";

interface Measure {
  kind: string;
  days: number | null;
}

const MILDEST_FIRST = [
  "WARNING",
  "PUBLIC_NOTICE",
  "RANK_DEMOTION",
  "MANDATORY_TRAINING",
  "FINE",
  "LISTING_FREEZE",
  "SUSPENSION",
  "TERMINATION",
];
const LEAST = 5;

/** Throws when the penalty departs from past rulings on the same rule and level. */
export async function checkPrecedents(
  connection: PoolConnection,
  { ruleCode, severity, complaintId }: { ruleCode: string; severity: string; complaintId: string },
  planned: { kind: string; days: number },
): Promise<void> {
  const [rows] = await connection.execute<RowDataPacket[]>(
    `SELECT r.id, r.measures FROM ruling_finding f JOIN ruling r ON r.id = f.ruling_id
     WHERE f.rule_code = ? AND f.severity = ? AND r.status = 'ISSUED' AND r.complaint_id <> ? ORDER BY f.id DESC LIMIT 200`,
    [ruleCode, severity, complaintId],
  );
  const past = [...new Map(rows.map(({ id, measures }) => [id as string, measures as string])).values()].map(
    (measures) => (JSON.parse(measures) as { penalties: Measure[] }).penalties,
  );
  if (past.length < LEAST) return;
  const steps = Math.abs(rank(planned.kind) - middle(past.map((measures) => gravest(measures))));
  const days = past.flatMap((measures) => longest(measures, planned.kind));
  const usual = days.length < LEAST ? planned.days : middle(days);
  if (steps >= 2 || planned.days > usual * 2 || planned.days * 2 < usual) throw new Error("departs from precedent");
}

const rank = (kind: string): number => MILDEST_FIRST.indexOf(kind) + 1;
const gravest = (measures: Measure[]): number => Math.max(0, ...measures.map(({ kind }) => rank(kind)));

function longest(measures: Measure[], of: string): number[] {
  const days = measures.flatMap(({ kind, days }) => (kind === of && days !== null ? [days] : []));
  return days.length === 0 ? [] : [Math.max(...days)];
}

function middle(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}
