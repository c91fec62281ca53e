import type { MigrationInterface, QueryRunner } from "typeorm";
import { constraintName } from "../src/platform/database/naming";
import { bigint, code, createTable, dropTable, id, instant, integer, optional, ref, table } from "./table";

const PROMISE_OUTCOME = table("promise_outcome", [id(), ref("order_id", "service_order"), optional(code("outcome"))], {
  index: [["order_id"]],
});
const KEPT_COUNT = table(
  "kept_count",
  [id(), ref("provider_id", "provider"), code("lineage", 81), integer("period"), bigint("kept"), bigint("broken")],
  { unique: [["lineage", "period"]], index: [["provider_id", "period"]] },
);
const PROVIDER_KEEPING = table(
  "provider_keeping",
  [ref("provider_id", "provider"), integer("kept"), integer("broken"), integer("rank_key"), instant("counted_at")],
  { primary: ["provider_id"], index: [["rank_key", "provider_id"], ["counted_at"]] },
);
const OF_LISTING = constraintName("ix", "service_order", ["listing_id"]);
const OF_LISTING_IN_TIME = constraintName("ix", "service_order", ["listing_id", "placed_at", "id"]);

/** How many orders kept their promises, and the latest orders of a listing. */
export class Keeping1764000000037 implements MigrationInterface {
  name = "Keeping1764000000037";

  async up(runner: QueryRunner): Promise<void> {
    for (const each of [PROMISE_OUTCOME, KEPT_COUNT, PROVIDER_KEEPING]) await createTable(runner, each);
    await runner.query(`CREATE INDEX ${OF_LISTING_IN_TIME} ON service_order (listing_id, placed_at, id)`);
    await runner.dropIndex("service_order", OF_LISTING);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX ${OF_LISTING} ON service_order (listing_id)`);
    await runner.dropIndex("service_order", OF_LISTING_IN_TIME);
    for (const { name } of [PROVIDER_KEEPING, KEPT_COUNT, PROMISE_OUTCOME]) await dropTable(runner, name);
    await runner.query("DELETE FROM projection_place WHERE id = 'keeping'");
  }
}
