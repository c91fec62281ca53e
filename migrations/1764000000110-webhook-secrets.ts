import type { MigrationInterface, QueryRunner } from "typeorm";
import { addColumn, ascii, bigint, isMysql, json, optional } from "./table";

const TABLE = "webhook_endpoint";

/** Of an endpoint: all secrets that still sign, and what of the log is to be looked at once more. */
export class WebhookSecrets1764000000110 implements MigrationInterface {
  name = "WebhookSecrets1764000000110";

  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, TABLE, optional(json("previous_secrets")));
    await runner.query(
      `UPDATE ${TABLE} SET previous_secrets = JSON_ARRAY(previous_secret) WHERE previous_secret IS NOT NULL`,
    );
    await runner.query(`ALTER TABLE ${TABLE} DROP COLUMN previous_secret`);
    await addColumn(runner, TABLE, optional(bigint("look_again_after")));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE ${TABLE} DROP COLUMN look_again_after`);
    await addColumn(runner, TABLE, optional(ascii("previous_secret", 300)));
    const first = isMysql(runner) ? "JSON_VALUE(previous_secrets, '$[0]')" : "previous_secrets ->> '$[0]'";
    await runner.query(`UPDATE ${TABLE} SET previous_secret = ${first} WHERE previous_secrets IS NOT NULL`);
    await runner.query(`ALTER TABLE ${TABLE} DROP COLUMN previous_secrets`);
  }
}
