import type { MigrationInterface, QueryRunner } from "typeorm";
import { constraintName } from "../src/platform/database/naming";

const INDEXES = ["consumer_id", "provider_id"].map((party) => {
  const columns = [party, "updated_at", "id"];
  return { name: constraintName("ix", "complaint", columns), columns };
});

/** A program reads the cases of a side in the order in which they changed, from where it stopped. */
export class SynchronisedLists1764000000055 implements MigrationInterface {
  name = "SynchronisedLists1764000000055";

  async up(runner: QueryRunner): Promise<void> {
    for (const { name, columns } of INDEXES)
      await runner.query(`CREATE INDEX ${name} ON complaint (${columns.join(", ")})`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of INDEXES) await runner.dropIndex("complaint", name);
  }
}
