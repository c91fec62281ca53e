import type { MigrationInterface, QueryRunner } from "typeorm";
import { code, createTable, dropTable, id, instant, json, line, optional, ref, table, text } from "./table";

const TABLES = [
  table("queue_view", [id(), ref("account_id", "account"), line("name", 40), json("filter"), instant("created_at")], {
    unique: [["account_id", "name"]],
  }),
  table(
    "canned_text",
    [
      id(),
      optional(ref("owner_id", "account")),
      code("language"),
      optional(code("rule_code")),
      line("name", 60),
      text("text"),
      instant("changed_at"),
    ],
    { index: [["owner_id"]] },
  ),
];

/** Moderators keep views of the queue, and texts that they write again and again. */
export class DeskViewsAndTexts1764000000066 implements MigrationInterface {
  name = "DeskViewsAndTexts1764000000066";

  async up(runner: QueryRunner): Promise<void> {
    for (const spec of TABLES) await createTable(runner, spec);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of [...TABLES].reverse()) await dropTable(runner, name);
  }
}
