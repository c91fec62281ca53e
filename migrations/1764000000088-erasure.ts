import type { MigrationInterface, QueryRunner } from "typeorm";
import { constraintName } from "../src/platform/database/naming";
import { addColumn, ascii, code, createTable, dropTable, id, instant, json, optional, ref, table, text } from "./table";
import { keepRows, keepRowsButErased, letRowsGo, type Erasable } from "./triggers";

const ERASED_ROWS = table(
  "erased_row",
  [
    id(),
    code("row_table"),
    code("row_id"),
    optional(instant("up_to")),
    ascii("stream_id", 40),
    optional(ascii("remains", 64)),
    optional(ascii("salt", 32)),
    instant("erased_at"),
  ],
  { index: [["row_table", "row_id"]] },
);

const ERASURES = table(
  "account_erasure",
  [
    id(),
    ref("account_id", "account"),
    optional(code("open_key")),
    code("status"),
    optional(ref("asked_by_id", "account")),
    instant("asked_at"),
    optional(text("reason")),
    optional(ref("agreed_by_id", "account")),
    optional(instant("due_at")),
    optional(instant("ended_at")),
  ],
  {
    unique: [["open_key"]],
    index: [["account_id", "asked_at"], ["asked_by_id"], ["agreed_by_id"], ["status", "due_at"]],
  },
);

/** Of each table: the columns that change anyway, and those that can be erased. */
export const ERASABLE: Record<string, readonly [changing: readonly string[], erasable: Erasable]> = {
  message: [[], { text: "MARK" }],
  offer: [
    ["accepted_by_side", "accepted_by_side_at", "status", "answered_at", "answer", "open_key", "expires_at"],
    { text: "MARK" },
  ],
  evidence: [
    [
      ...["status", "media_type", "storage_key", "shown_key", "shown_sha256", "shown_size", "superseded_by_id"],
      ...["late_decision", "late_reason", "late_decided_at", "late_decided_by_id", "stored_at", "late"],
    ],
    { title: "MARK", description: "MARK", file_name: "MARK" },
  ],
  appeal: [
    ["status", "answer_due_at", "answer", "answered_by_id", "answered_at", "decided_by_id", "decided_at", "reason"],
    { text: "MARK" },
  ],
  event_log: [[], { salt: "EMPTY", data: "ANY", withheld: "ANY" }],
};
const WORDS_INDEX = ["words_gone", "closed_at"];

/** Words of rows and events that are otherwise kept as they were written can be erased, and that is recorded. */
export class Erasure1764000000088 implements MigrationInterface {
  name = "Erasure1764000000088";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, ERASED_ROWS);
    await createTable(runner, ERASURES);
    await keepRows(runner, ERASED_ROWS.name, []);
    await addColumn(runner, "event_log", optional(json("withheld")));
    await addColumn(runner, "complaint", optional(code("words_gone")));
    await runner.query(
      `CREATE INDEX ${constraintName("ix", "complaint", WORDS_INDEX)} ON complaint (${WORDS_INDEX.join(", ")})`,
    );
    for (const [name, [changing, erasable]] of Object.entries(ERASABLE))
      await keepRowsButErased(runner, name, changing, erasable);
    await keepRowsButErased(runner, "access_log", [], {}, "at");
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of [...Object.keys(ERASABLE), "access_log"]) await letRowsGo(runner, name);
    await runner.dropIndex("complaint", constraintName("ix", "complaint", WORDS_INDEX));
    await runner.query("ALTER TABLE complaint DROP COLUMN words_gone");
    await runner.query("ALTER TABLE event_log DROP COLUMN withheld");
    for (const [name, [changing]] of Object.entries(ERASABLE)) await keepRows(runner, name, changing);
    await keepRows(runner, "access_log", []);
    await letRowsGo(runner, ERASED_ROWS.name);
    await dropTable(runner, ERASURES.name);
    await dropTable(runner, ERASED_ROWS.name);
  }
}
