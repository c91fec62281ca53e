import type { MigrationInterface, QueryRunner } from "typeorm";
import { addColumn, code, optional } from "./table";

const TABLE = "webhook_endpoint";

/** By which key an endpoint was last set up: what a key has set up does not outlive it. */
export class WebhookKeys1764000000112 implements MigrationInterface {
  name = "WebhookKeys1764000000112";

  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, TABLE, optional(code("set_by_key_id")));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE ${TABLE} DROP COLUMN set_by_key_id`);
  }
}
