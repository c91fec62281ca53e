import type { MigrationInterface, QueryRunner } from "typeorm";
import { constraintName } from "../src/platform/database/naming";
import { addColumn, code, createTable, dropTable, id, integer, json, line, optional, ref, table } from "./table";

const CHOICES = table(
  "notice_choice",
  [
    id(),
    ref("account_id", "account"),
    json("choices"),
    optional(integer("quiet_from")),
    optional(integer("quiet_until")),
  ],
  { unique: [["account_id"]] },
);
const POINT = "contact_point";
const INDEX = constraintName("ix", POINT, ["device_hash"]);

/** Telephones and apps beside addresses, and by which of them people want to be told of what. */
export class Channels1764000000105 implements MigrationInterface {
  name = "Channels1764000000105";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, CHOICES);
    for (const column of [code("platform"), code("session_id"), code("locale"), line("device_hash", 64)])
      await addColumn(runner, POINT, optional(column));
    await runner.query(`CREATE UNIQUE INDEX ${INDEX} ON ${POINT} (device_hash)`);
    await addColumn(runner, "letter", optional(code("kind")));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE letter DROP COLUMN kind");
    await runner.dropIndex(POINT, INDEX);
    for (const column of ["device_hash", "locale", "session_id", "platform"])
      await runner.query(`ALTER TABLE ${POINT} DROP COLUMN ${column}`);
    await dropTable(runner, CHOICES.name);
  }
}
