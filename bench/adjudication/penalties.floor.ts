import type { PoolConnection, RowDataPacket } from "mysql2/promise";
import { newId } from "../../src/platform/ids";
import { PointsEntry } from "../../src/adjudication/points/points-entry.entity";
import { Violation } from "../../src/adjudication/points/violation.entity";

const DAY = 86_400_000;

export interface NewViolation {
  providerId: string;
  rulingId: string;
  complaintId: string;
  findingId: string;
  breachId: string;
  promiseId: string;
  level: string;
  ruleVersionId: string;
}

type Counts = Record<"same" | "number" | "points" | "counted", number>;

/** A material violation, provisional; the third about one promise in ninety days is serious. Returns the provider's provisional points. */
export async function recordViolation(
  connection: PoolConnection,
  violation: NewViolation,
  now: number,
): Promise<number> {
  const { providerId, rulingId, complaintId, findingId, breachId, promiseId, level, ruleVersionId } = violation;
  const [[before]] = await connection.execute<(RowDataPacket & Counts)[]>(
    `SELECT COUNT(*) AS same,
       (SELECT COALESCE(MAX(number), 0) FROM points_entry WHERE provider_id = ?) AS number,
       (SELECT COALESCE(SUM(points), 0) FROM points_entry WHERE provider_id = ?) AS points,
       (SELECT COUNT(*) FROM violation WHERE provider_id = ? AND step IS NOT NULL) AS counted
     FROM violation WHERE provider_id = ? AND promise_id = ? AND found_at > ? AND reversed_at IS NULL`,
    [providerId, providerId, providerId, providerId, promiseId, now - 90 * DAY],
  );
  if (!before || before.counted > 0 || level !== "L2") throw new Error("points beyond what this program handles");
  const [counts, points] = before.same >= 2 ? ["L3", 8] : ["L2", 4];
  const id = newId(Violation);
  await connection.execute(
    `INSERT INTO violation (id, provider_id, ruling_id, complaint_id, finding_id, breach_id, promise_id, kind, level, rule_version_id, found_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, 'PROMISE_BROKEN', ?, ?, ?)`,
    [id, providerId, rulingId, complaintId, findingId, breachId, promiseId, level, ruleVersionId, now],
  );
  await connection.execute(
    "INSERT INTO points_entry (id, provider_id, number, violation_id, kind, points, provisional, level, at) VALUES (?, ?, ?, ?, 'PROVISIONAL', ?, 1, ?, ?)",
    [newId(PointsEntry), providerId, before.number + 1, id, points, counts, now],
  );
  return before.points + points;
}

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
