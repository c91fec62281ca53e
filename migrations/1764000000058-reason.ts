import type { MigrationInterface, QueryRunner } from "typeorm";

const TABLES = ["appeal", "provider_application"];

/** One name for what justifies a decision. */
export class Reason1764000000058 implements MigrationInterface {
  name = "Reason1764000000058";

  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(`ALTER TABLE ${table} RENAME COLUMN reasons TO reason`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(`ALTER TABLE ${table} RENAME COLUMN reason TO reasons`);
  }
}
