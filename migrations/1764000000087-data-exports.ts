import type { MigrationInterface, QueryRunner } from "typeorm";
import { ascii, bigint, code, createTable, dropTable, id, instant, optional, ref, table } from "./table";

const EXPORTS = table(
  "data_export",
  [
    id(),
    ref("account_id", "account"),
    instant("requested_at"),
    code("job_id"),
    instant("kept_until"),
    optional(instant("ready_at")),
    optional(ascii("storage_key", 64)),
    optional(bigint("size")),
    optional(ascii("sha256", 64)),
    optional(instant("removed_at")),
  ],
  {
    index: [
      ["account_id", "requested_at", "id"],
      ["removed_at", "kept_until"],
    ],
  },
);

/** Copies of what is held on people, which they asked for. */
export class DataExports1764000000087 implements MigrationInterface {
  name = "DataExports1764000000087";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, EXPORTS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTable(runner, EXPORTS.name);
  }
}
