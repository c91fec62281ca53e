import type { MigrationInterface, QueryRunner } from "typeorm";
import { createTable, dropTable, id, instant, table, text } from "./table";

const RESETS = table("password_reset", [id(), text("hashes"), instant("asked_at")]);

/** Who has forgotten a password, until they have been written to. */
export class PasswordResets1764000000094 implements MigrationInterface {
  name = "PasswordResets1764000000094";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, RESETS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTable(runner, RESETS.name);
  }
}
