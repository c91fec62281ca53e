import type { MigrationInterface, QueryRunner } from "typeorm";
import { typeid } from "typeid-js";
import { addIndex, dropIndex } from "./table";

/** Those that wait for a moderator's word, the longest waiting first. */
const CONTESTED = ["status", "contested_at", "id"];
const CLOCK = "clock.RETURN_DECISION";

/** Contested returns are found, and nobody forgets them. */
export class Returns1764000000009 implements MigrationInterface {
  name = "Returns1764000000009";

  async up(runner: QueryRunner): Promise<void> {
    // CONDITION is a reserved word of MySQL's, and our statements quote no names.
    await runner.query("ALTER TABLE return_case RENAME COLUMN `condition` TO goods_condition");
    await addIndex(runner, "return_case", CONTESTED);
    await runner.query("INSERT INTO policy_value (id, code, effective_from, value) VALUES (?, ?, 0, ?)", [
      typeid("pol").toString(),
      CLOCK,
      JSON.stringify({ workingDays: 5 }),
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DELETE FROM policy_value WHERE code = ?", [CLOCK]);
    await dropIndex(runner, "return_case", CONTESTED);
    await runner.query("ALTER TABLE return_case RENAME COLUMN goods_condition TO `condition`");
  }
}
