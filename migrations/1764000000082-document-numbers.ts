import type { MigrationInterface, QueryRunner } from "typeorm";
import { constraintName } from "../src/platform/database/naming";
import { addColumn, ascii, changeType, line, text } from "./table";

const TABLE = "verification_document";
const index = (...columns: string[]): string =>
  `CREATE INDEX ${constraintName("ix", TABLE, columns)} ON ${TABLE} (${columns.join(", ")})`;

/**
 * Room for encrypted numbers, and for the keyed hash by which they are found. Migrations know no key: what is there is encrypted by the
 * server that starts, which finds it by the empty hash.
 */
export class DocumentNumbers1764000000082 implements MigrationInterface {
  name = "DocumentNumbers1764000000082";

  async up(runner: QueryRunner): Promise<void> {
    await runner.dropIndex(TABLE, constraintName("ix", TABLE, ["kind", "number"]));
    await changeType(runner, TABLE, text("number"));
    await addColumn(runner, TABLE, ascii("number_key", 64), "");
    await runner.query(index("kind", "number_key"));
  }

  /** While nothing is encrypted: that would not fit. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex(TABLE, constraintName("ix", TABLE, ["kind", "number_key"]));
    await runner.query(`ALTER TABLE ${TABLE} DROP COLUMN number_key`);
    await runner.getTable(TABLE);
    await changeType(runner, TABLE, line("number", 80));
    await runner.query(index("kind", "number"));
  }
}
