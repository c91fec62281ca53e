import type { MigrationInterface, QueryRunner } from "typeorm";
import { bigint, code, createTable, dropTable, id, instant, integer, line, optional, ref, table, text } from "./table";

const SUBSCRIPTION = table(
  "push_subscription",
  [
    id(),
    ref("account_id", "account"),
    code("session_id"),
    text("endpoint"),
    line("endpoint_hash", 64),
    code("p256dh", 128),
    code("auth", 64),
    bigint("position"),
    optional(instant("due_at")),
    integer("failures"),
    instant("created_at"),
  ],
  { unique: [["endpoint_hash"]], index: [["account_id"], ["due_at"]] },
);

/** Browsers that are told of notices. */
export class WebPush1764000000068 implements MigrationInterface {
  name = "WebPush1764000000068";

  up(runner: QueryRunner): Promise<void> {
    return createTable(runner, SUBSCRIPTION);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTable(runner, SUBSCRIPTION.name);
  }
}
