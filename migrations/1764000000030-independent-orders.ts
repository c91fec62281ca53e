import type { MigrationInterface, QueryRunner } from "typeorm";
import { addHouseRules, dropHouseRules } from "./table";

const HOUSE_RULES = {
  "reputation.independent": { accountDays: 7 },
  "inspection.burst": { orders: 12, days: 3, accountDays: 7 },
};

/** Whose orders weigh in a provider's reputation, and how many of newcomers are too many at once. */
export class IndependentOrders1764000000030 implements MigrationInterface {
  name = "IndependentOrders1764000000030";

  async up(runner: QueryRunner): Promise<void> {
    await addHouseRules(runner, HOUSE_RULES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropHouseRules(runner, HOUSE_RULES);
  }
}
