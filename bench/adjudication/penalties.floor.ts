import type { PoolConnection, RowDataPacket } from "mysql2/promise";
import { newId } from "../../src/platform/ids";
import type { Committed } from "../platform/events.floor";
import { weigh, type PointRules, type ViolationFacts } from "../../src/adjudication/points/points.pure";
import { PointsEntry } from "../../src/adjudication/points/points-entry.entity";
import { Violation } from "../../src/adjudication/points/violation.entity";

export interface NewViolation {
  providerId: string;
  rulingId: string;
  complaintId: string;
  findingId: string;
  breachId: string;
  promiseId: string;
  /** The provider's promises of the kind, however often republished. */
  lineage: string;
  consumerId: string;
  complainedAt: number;
  stake: string;
  level: "L2";
  ruleVersionId: string;
}

/** The house rules that decide what an ordinary breach weighs. */
const RULES = {
  levels: {
    L1: { points: 0, expiresAfterDays: 0 },
    L2: { points: 4, expiresAfterDays: 0 },
    L3: { points: 8, expiresAfterDays: 0 },
    L4: { points: 0, expiresAfterDays: 0 },
  },
  lenientDays: 0,
  repeated: { count: 3, days: 90 },
  incident: { days: 14, most: 3 },
  promptRemedyLeaves: 50,
} as unknown as PointRules;

interface Before extends RowDataPacket {
  id: string;
  ruling_id: string;
  lineage: string;
  complained_at: number;
  level: "L2";
  found_at: number;
  step: number | null;
  reversed_at: number | null;
}

/** A material violation, provisional; how violations weigh on each other is shared code. Returns the provider's provisional points, and what the next event commits to. */
export async function recordViolation(
  connection: PoolConnection,
  violation: NewViolation,
  now: number,
): Promise<{ provisional: number; lines: Committed[] }> {
  const { providerId, rulingId, complaintId, findingId, breachId, promiseId, level, ruleVersionId } = violation;
  const { lineage, consumerId, complainedAt, stake } = violation;
  const [rows] = await connection.execute<Before[]>(
    "SELECT id, ruling_id, lineage, complained_at, level, found_at, step, reversed_at FROM violation WHERE provider_id = ? ORDER BY id",
    [providerId],
  );
  const [[ledger]] = await connection.execute<RowDataPacket[]>(
    "SELECT COUNT(*) AS number, COALESCE(SUM(points), 0) AS points FROM points_entry WHERE provider_id = ?",
    [providerId],
  );
  if (!ledger || level !== "L2" || rows.some(({ step, reversed_at: reversed }) => step !== null || reversed !== null))
    throw new Error("points beyond what this program handles");
  const id = newId(Violation);
  const facts = rows.map((row) =>
    factsOf({ ...row, rulingId: row.ruling_id, complainedAt: row.complained_at, foundAt: row.found_at }),
  );
  const weight = weigh([...facts, factsOf({ id, rulingId, lineage, complainedAt, level, foundAt: now })], () => RULES);
  const weighs = weight.get(id);
  if (!weighs) throw new Error("a violation without a weight");
  await connection.execute(
    `INSERT INTO violation (id, provider_id, ruling_id, complaint_id, finding_id, breach_id, promise_id, lineage, consumer_id, complained_at, stake, kind, level, rule_version_id, found_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'PROMISE_BROKEN', ?, ?, ?)`,
    [
      ...[id, providerId, rulingId, complaintId, findingId, breachId, promiseId],
      ...[lineage, consumerId, complainedAt, stake, level, ruleVersionId, now],
    ],
  );
  const entry: Partial<PointsEntry> & { id: string } = {
    ...{ id: newId(PointsEntry), providerId, number: (ledger.number as number) + 1, violationId: id },
    ...{ kind: "PROVISIONAL", points: weighs.full, provisional: true, level: weighs.level, at: now },
  };
  await connection.execute(
    "INSERT INTO points_entry (id, provider_id, number, violation_id, kind, points, provisional, level, at) VALUES (?, ?, ?, ?, 'PROVISIONAL', ?, 1, ?, ?)",
    [entry.id, providerId, entry.number ?? NaN, id, weighs.full, weighs.level, now],
  );
  const found = { id, kind: "PROMISE_BROKEN", foundAt: now, ...violation };
  const lines: Committed[] = [
    [Violation, found],
    [PointsEntry, entry],
  ];
  return { provisional: (ledger.points as number) + weighs.full, lines };
}

const factsOf = (
  violation: Pick<ViolationFacts, "id" | "rulingId" | "lineage" | "complainedAt" | "foundAt"> & { level: "L2" },
): ViolationFacts => ({
  ...{ kind: "PROMISE_BROKEN", consumerId: null, stake: null, exposure: null, step: null, countedAt: null },
  ...{ promptlyRemediedAt: null, reversedAt: null },
  ...violation,
});

export interface Superseded {
  id: string;
  ruling_id: string;
  starts_at: number;
  ends_at: number;
}

/** The demotion that was just added supersedes the provider's running ones, which end earlier. */
export async function supersede(
  connection: PoolConnection,
  { id, providerId, endsAt }: { id: string; providerId: string; endsAt: number },
  now: number,
): Promise<Superseded[]> {
  const [running] = await connection.execute<RowDataPacket[]>(
    `SELECT id, ruling_id, starts_at, ends_at FROM penalty
     WHERE provider_id = ? AND kind = 'RANK_DEMOTION' AND status = 'ACTIVE' AND id <> ? AND starts_at <= ? AND ends_at > ? AND ends_at <= ? ORDER BY id`,
    [providerId, id, now, now, endsAt],
  );
  for (const penalty of running)
    await connection.execute("UPDATE penalty SET status = 'SUPERSEDED', superseded_by_id = ? WHERE id = ?", [
      id,
      penalty.id,
    ]);
  return running as unknown as Superseded[];
}
