import type { MigrationInterface, QueryRunner } from "typeorm";
import { constraintName } from "../src/platform/database/naming";
import { addColumn, instant, integer, optional } from "./table";

const DAYS_10 = 10 * 24 * 3_600_000;
const INDEX = constraintName("ix", "service_order", ["complete_at"]);

/** Orders complete by themselves, and consumers report what did not arrive. */
export class Clockwork1764000000035 implements MigrationInterface {
  name = "Clockwork1764000000035";

  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, "service_order", integer("not_received_reports"), 0);
    await addColumn(runner, "service_order", optional(instant("complete_at")));
    await runner.query(`CREATE INDEX ${INDEX} ON service_order (complete_at)`);
    // As if delivered now: until now nobody was told that silence would complete the order.
    await runner.query(
      `UPDATE service_order SET complete_at = ${Date.now() + DAYS_10} WHERE status = 'DELIVERED' AND delivered_at > placed_at`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex("service_order", INDEX);
    for (const name of ["complete_at", "not_received_reports"])
      await runner.query(`ALTER TABLE service_order DROP COLUMN ${name}`);
  }
}
