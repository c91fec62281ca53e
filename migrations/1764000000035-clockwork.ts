import type { MigrationInterface, QueryRunner } from "typeorm";
import { constraintName } from "../src/platform/database/naming";
import { addColumn, code, createTable, dropTable, id, instant, integer, line, optional, ref, table } from "./table";

const DAY = 24 * 3_600_000;
const SPOKEN = "kind IN ('WARNING', 'PUBLIC_NOTICE')";
const INDEX = constraintName("ix", "service_order", ["complete_at"]);
const PATTERN_INDEX = constraintName("ix", "pattern_complaint", ["lineage", "opened_at"]);
const LINEAGE = "CONCAT(COALESCE(p.listing_id, p.provider_id), ' ', p.kind)";
const CALENDAR_DAY = table(
  "calendar_day",
  [
    id(),
    code("date", 10),
    integer("working"),
    line("reason", 200),
    instant("effective_from"),
    ref("set_by_id", "account"),
    instant("set_at"),
  ],
  { unique: [["date", "effective_from"]], index: [["set_by_id"]] },
);

/** Orders complete by themselves, consumers report what did not arrive, a promise made anew is the same one, warnings end, and days of the calendar can be set. */
export class Clockwork1764000000035 implements MigrationInterface {
  name = "Clockwork1764000000035";

  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, "service_order", integer("not_received_reports"), 0);
    await addColumn(runner, "service_order", optional(instant("complete_at")));
    await runner.query(`CREATE INDEX ${INDEX} ON service_order (complete_at)`);
    // As if delivered now: until now nobody was told that silence would complete the order.
    await runner.query(
      `UPDATE service_order SET complete_at = ${Date.now() + 10 * DAY} WHERE status = 'DELIVERED' AND delivered_at > placed_at`,
    );
    await addLineages(runner);
    await createTable(runner, CALENDAR_DAY);
    await runner.query(
      `UPDATE penalty SET ends_at = starts_at + CASE kind WHEN 'WARNING' THEN 180 ELSE 365 END * ${DAY} WHERE ${SPOKEN} AND ends_at IS NULL AND starts_at IS NOT NULL`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTable(runner, "calendar_day");
    await runner.query(`UPDATE penalty SET ends_at = NULL WHERE ${SPOKEN} AND status = 'ACTIVE'`);
    await runner.dropIndex("pattern_complaint", PATTERN_INDEX);
    for (const table of ["pattern_complaint", "violation"])
      await runner.query(`ALTER TABLE ${table} DROP COLUMN lineage`);
    await runner.dropIndex("service_order", INDEX);
    for (const name of ["complete_at", "not_received_reports"])
      await runner.query(`ALTER TABLE service_order DROP COLUMN ${name}`);
  }
}

async function addLineages(runner: QueryRunner): Promise<void> {
  await addColumn(runner, "violation", optional(code("lineage", 81)));
  await addColumn(runner, "pattern_complaint", optional(code("lineage", 81)));
  await runner.query(
    `UPDATE violation SET lineage = (SELECT ${LINEAGE} FROM service_promise p WHERE p.id = violation.promise_id)`,
  );
  await runner.query(
    `UPDATE pattern_complaint SET lineage = (SELECT ${LINEAGE} FROM promise_version v
       JOIN service_promise p ON p.id = v.promise_id WHERE v.id = pattern_complaint.promise_version_id)`,
  );
  await runner.query(`CREATE INDEX ${PATTERN_INDEX} ON pattern_complaint (lineage, opened_at)`);
}
