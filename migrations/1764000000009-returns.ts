import type { MigrationInterface, QueryRunner } from "typeorm";
import { addHouseRules, addIndex, dropHouseRules, dropIndex } from "./table";

/** Those that wait for a moderator's word, the longest waiting first. */
const CONTESTED = ["status", "contested_at", "id"];
const HOUSE_RULES = { "clock.RETURN_DECISION": { workingDays: 5 } };

/** Contested returns are found, and nobody forgets them. */
export class Returns1764000000009 implements MigrationInterface {
  name = "Returns1764000000009";

  async up(runner: QueryRunner): Promise<void> {
    // CONDITION is a reserved word of MySQL's, and our statements quote no names.
    await runner.query("ALTER TABLE return_case RENAME COLUMN `condition` TO goods_condition");
    await addIndex(runner, "return_case", CONTESTED);
    await addHouseRules(runner, HOUSE_RULES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropHouseRules(runner, HOUSE_RULES);
    await dropIndex(runner, "return_case", CONTESTED);
    await runner.query("ALTER TABLE return_case RENAME COLUMN goods_condition TO `condition`");
  }
}
