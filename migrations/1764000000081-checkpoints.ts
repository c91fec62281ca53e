import type { MigrationInterface, QueryRunner } from "typeorm";
import { ascii, bigint, createTable, dropTable, instant, integer, table, text } from "./table";

const TABLES = [
  table("log_checkpoint", [bigint("size"), ascii("root", 64), instant("at"), text("note")], { primary: ["size"] }),
  table("log_node", [integer("level"), bigint("number"), ascii("hash", 64)], { primary: ["level", "number"] }),
];

/** Signed checkpoints of the log, and the nodes of its Merkle tree. */
export class Checkpoints1764000000081 implements MigrationInterface {
  name = "Checkpoints1764000000081";

  async up(runner: QueryRunner): Promise<void> {
    for (const each of TABLES) await createTable(runner, each);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of TABLES) await dropTable(runner, name);
  }
}
