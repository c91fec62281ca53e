import type { MigrationInterface, QueryRunner } from "typeorm";
import { addHouseRules, dropHouseRules } from "./table";

const HOUSE_RULES = { "clock.UNREMEDIED": { days: 7 } };

/** Cases whose remedies stay unperformed are looked at again and again. */
export class Unremedied1764000000011 implements MigrationInterface {
  name = "Unremedied1764000000011";

  async up(runner: QueryRunner): Promise<void> {
    await addHouseRules(runner, HOUSE_RULES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropHouseRules(runner, HOUSE_RULES);
  }
}
