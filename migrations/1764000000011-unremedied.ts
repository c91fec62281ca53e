import type { MigrationInterface, QueryRunner } from "typeorm";
import { typeid } from "typeid-js";

const CLOCK = "clock.UNREMEDIED";

/** Cases whose remedies stay unperformed are looked at again and again. */
export class Unremedied1764000000011 implements MigrationInterface {
  name = "Unremedied1764000000011";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("INSERT INTO policy_value (id, code, effective_from, value) VALUES (?, ?, 0, ?)", [
      typeid("pol").toString(),
      CLOCK,
      JSON.stringify({ days: 7 }),
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DELETE FROM policy_value WHERE code = ?", [CLOCK]);
  }
}
