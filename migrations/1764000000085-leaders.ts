import type { MigrationInterface, QueryRunner } from "typeorm";
import { ascii, bigint, createTable, dropTable, instant, integer, line, optional, table } from "./table";

const TABLES = [
  table("worker", [line("id", 80), instant("alive_until"), integer("shares")]),
  table("leadership", [ascii("id", 60), optional(line("holder", 80)), bigint("fence")]),
];

/** Which process does what only one does at a time. */
export class Leaders1764000000085 implements MigrationInterface {
  name = "Leaders1764000000085";

  async up(runner: QueryRunner): Promise<void> {
    for (const each of TABLES) await createTable(runner, each);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of TABLES) await dropTable(runner, name);
  }
}
