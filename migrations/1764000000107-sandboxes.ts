import type { MigrationInterface, QueryRunner } from "typeorm";
import { createTable, dropTable, id, instant, json, line, optional, ref, table } from "./table";

const SANDBOXES = table(
  "sandbox",
  [
    id(),
    optional(ref("provider_id", "provider")),
    line("name", 120),
    json("credentials"),
    instant("created_at"),
    instant("last_used_at"),
  ],
  { index: [["provider_id", "id"], ["last_used_at"]] },
);

/** Which sandboxes there are; what is in one is a database of its own. */
export class Sandboxes1764000000107 implements MigrationInterface {
  name = "Sandboxes1764000000107";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, SANDBOXES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTable(runner, SANDBOXES.name);
  }
}
