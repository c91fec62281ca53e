import { TableIndex, type MigrationInterface, type QueryRunner } from "typeorm";
import { constraintName } from "../src/platform/database/naming";
import { addColumn, code, createTable, dropTable, id, instant, integer, line, optional, ref, table } from "./table";

const SOURCES = table(
  "marketplace_source",
  [id(), code("name"), line("title", 200), optional(ref("created_by_id", "account")), instant("created_at")],
  { unique: [["name"]], index: [["created_by_id"]] },
);

const RECORDS = table(
  "marketplace_record",
  [
    id(),
    ref("source_id", "marketplace_source"),
    code("kind"),
    line("external_id", 128),
    code("target_id"),
    integer("own"),
    line("digest", 64),
    instant("taken_in_at"),
  ],
  { unique: [["source_id", "kind", "external_id"]], index: [["target_id"]] },
);

const BY_NUMBER = new TableIndex({
  name: constraintName("ix", "service_order", ["external_number"]),
  columnNames: ["external_number"],
});

/** What the marketplace keeps and sends, under its own ids. */
export class Intake1764000000100 implements MigrationInterface {
  name = "Intake1764000000100";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, SOURCES);
    await createTable(runner, RECORDS);
    await addColumn(runner, "service_order", optional(line("external_number", 128)));
    await runner.createIndex("service_order", BY_NUMBER);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex("service_order", BY_NUMBER);
    await runner.query("ALTER TABLE service_order DROP COLUMN external_number");
    await dropTable(runner, RECORDS.name);
    await dropTable(runner, SOURCES.name);
  }
}
