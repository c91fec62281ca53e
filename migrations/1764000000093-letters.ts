import type { MigrationInterface, QueryRunner } from "typeorm";
import { code, createTable, dropTable, id, instant, integer, line, optional, ref, table, text } from "./table";

const POINTS = table(
  "contact_point",
  [
    id(),
    ref("account_id", "account"),
    code("kind"),
    text("address"),
    line("address_hash", 64),
    line("masked", 80),
    code("state"),
    code("frequency"),
    optional(line("code_hash", 64)),
    optional(instant("code_ends_at")),
    integer("code_guesses"),
    instant("created_at"),
    optional(instant("verified_at")),
  ],
  { index: [["account_id"], ["address_hash"]] },
);

const LETTERS = table(
  "letter",
  [
    id(),
    ref("account_id", "account"),
    code("contact_point_id"),
    code("channel"),
    code("purpose"),
    optional(code("notice_id")),
    optional(code("recipient_id")),
    optional(code("stream_id")),
    optional(code("event_type", 60)),
    optional(code("audience")),
    integer("urgent"),
    optional(text("words")),
    code("state"),
    optional(instant("due_at")),
    integer("attempts"),
    optional(code("mail_id")),
    optional(line("detail", 40)),
    instant("created_at"),
    optional(instant("settled_at")),
  ],
  {
    unique: [["notice_id", "contact_point_id"]],
    index: [["state", "due_at"], ["stream_id", "id"], ["account_id"], ["mail_id"]],
  },
);

/** Where people can be reached, and what was sent there. */
export class Letters1764000000093 implements MigrationInterface {
  name = "Letters1764000000093";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, POINTS);
    await createTable(runner, LETTERS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTable(runner, LETTERS.name);
    await dropTable(runner, POINTS.name);
  }
}
