import type { MigrationInterface, QueryRunner } from "typeorm";
import { addColumn, instant, optional } from "./table";

const DAY = 86_400_000;

/**
 * Times that had been lost. When a consumer said that nothing had come: it is as long since as since a delivery. And the time to perform what
 * was agreed after goods of an earlier agreement had not been sent back: its clock was put away, and no proof of it was taken. It begins anew.
 */
export class LostTimes1764000000126 implements MigrationInterface {
  name = "LostTimes1764000000126";

  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, "service_order", optional(instant("not_received_at")));
    // MySQL leaves the quotes of JSON around the text.
    await runner.query(`UPDATE service_order SET not_received_at = (
      SELECT MAX(e.at) FROM event_log e WHERE e.stream_id = service_order.provider_id AND e.type = 'ORDER_NOT_RECEIVED'
        AND REPLACE(JSON_EXTRACT(e.data, '$.orderId'), '"', '') = service_order.id
    ) WHERE status IN ('PLACED', 'CANCELLED') AND not_received_reports > 0`);
    await runner.query(
      `INSERT INTO case_timer (id, complaint_id, clock, started_at, due_at)
       SELECT REPLACE(s.id, 'stl_', 'tmr_'), c.id, 'SETTLEMENT_DUE', ?, ? + f.settle_within_days * ${DAY}
       FROM complaint c JOIN settlement s ON s.complaint_id = c.id JOIN offer f ON f.id = s.offer_id
       WHERE c.status = 'SETTLING' AND s.id = (SELECT MAX(x.id) FROM settlement x WHERE x.complaint_id = c.id)
         AND NOT EXISTS (SELECT 1 FROM case_timer t WHERE t.complaint_id = c.id AND t.clock NOT LIKE 'INTERIM_%')`,
      [Date.now(), Date.now()],
    );
    const begun = `SELECT t.due_at FROM case_timer t WHERE t.id = REPLACE(s.id, 'stl_', 'tmr_')`;
    for (const { complaintId, settlementId } of (await runner.query(
      `SELECT c.id AS complaintId, s.id AS settlementId FROM complaint c JOIN settlement s ON s.complaint_id = c.id
       WHERE c.status = 'SETTLING' AND EXISTS (${begun})`,
    )) as { complaintId: string; settlementId: string }[]) {
      const dueAt = `(SELECT t.due_at FROM case_timer t WHERE t.id = ?)`;
      const timerId = settlementId.replace("stl_", "tmr_");
      await runner.query(`UPDATE settlement SET due_at = ${dueAt} WHERE id = ?`, [timerId, settlementId]);
      await runner.query(`UPDATE complaint SET due_at = ${dueAt} WHERE id = ?`, [timerId, complaintId]);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE service_order DROP COLUMN not_received_at");
  }
}
