import type { MigrationInterface, QueryRunner } from "typeorm";
import { addColumn, instant, minorUnits, optional } from "./table";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const GRAVEST_FIRST = ["L4", "L3", "L2", "L1"];

interface Stuck {
  complaintId: string;
  severity: string;
  settlementId: string;
  days: number;
}

/**
 * Times that had been lost. When a consumer said that nothing had come: it is as long since as since a delivery. And the time to perform what
 * was agreed after goods of an earlier agreement had not been sent back: its clock was put away, and no proof of it was taken. It begins anew.
 * And what arrives late is counted once.
 */
export class LostTimes1764000000126 implements MigrationInterface {
  name = "LostTimes1764000000126";

  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, "service_order", optional(instant("not_received_at")));
    await addColumn(runner, "remedy", minorUnits("kept_amount"));
    // MySQL leaves the quotes of JSON around the text.
    await runner.query(`UPDATE service_order SET not_received_at = (
      SELECT MAX(e.at) FROM event_log e WHERE e.stream_id = service_order.provider_id AND e.type = 'ORDER_NOT_RECEIVED'
        AND REPLACE(JSON_EXTRACT(e.data, '$.orderId'), '"', '') = service_order.id
    ) WHERE status IN ('PLACED', 'CANCELLED') AND not_received_reports > 0`);
    const stuck = (await runner.query(
      `SELECT c.id AS complaintId, c.severity AS severity, s.id AS settlementId, f.settle_within_days AS days
       FROM complaint c JOIN settlement s ON s.complaint_id = c.id JOIN offer f ON f.id = s.offer_id
       WHERE c.status = 'SETTLING' AND s.id = (SELECT MAX(x.id) FROM settlement x WHERE x.complaint_id = c.id)
         AND NOT EXISTS (SELECT 1 FROM case_timer t WHERE t.complaint_id = c.id AND t.clock NOT LIKE 'INTERIM%')`,
    )) as Stuck[];
    for (const each of stuck) await startClock(runner, each);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE remedy DROP COLUMN kept_amount");
    await runner.query("ALTER TABLE service_order DROP COLUMN not_received_at");
  }
}

async function startClock(runner: QueryRunner, { complaintId, severity, settlementId, days }: Stuck): Promise<void> {
  const now = Date.now();
  const dueAt = now + days * DAY;
  const urgency = Math.floor(dueAt / HOUR) * GRAVEST_FIRST.length + GRAVEST_FIRST.indexOf(severity);
  await runner.query(
    "INSERT INTO case_timer (id, complaint_id, clock, started_at, due_at) VALUES (?, ?, 'SETTLEMENT_DUE', ?, ?)",
    [settlementId.replace("stl_", "tmr_"), complaintId, now, dueAt],
  );
  await runner.query("UPDATE settlement SET due_at = ? WHERE id = ?", [dueAt, settlementId]);
  await runner.query("UPDATE complaint SET due_at = ?, urgency = ? WHERE id = ?", [dueAt, urgency, complaintId]);
}
