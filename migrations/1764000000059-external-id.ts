import type { MigrationInterface, QueryRunner } from "typeorm";
import { constraintName } from "../src/platform/database/naming";
import { addColumn, line, optional } from "./table";

const INDEX = constraintName("ix", "complaint", ["external_id"]);

/** A case that was imported keeps the number that it had; so far only the login of its consumer told it, `cfpb:1234567`. */
export class ExternalId1764000000059 implements MigrationInterface {
  name = "ExternalId1764000000059";

  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, "complaint", optional(line("external_id", 128)));
    await runner.query(
      `UPDATE complaint SET external_id =
       (SELECT SUBSTR(a.login, 6) FROM account a WHERE a.id = complaint.consumer_id AND a.login LIKE 'cfpb:%')`,
    );
    await runner.query(`CREATE INDEX ${INDEX} ON complaint (external_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex("complaint", INDEX);
    await runner.query("ALTER TABLE complaint DROP COLUMN external_id");
  }
}
