import type { MigrationInterface, QueryRunner } from "typeorm";
import {
  addColumns,
  addHouseRules,
  createTable,
  dropColumns,
  dropHouseRules,
  id,
  instant,
  line,
  optional,
  ref,
  text,
} from "./table";

const HOUSE_RULES = { "account.rename": { days: 30, times: 3 } };

/** What people and providers are called, and were. */
export class Names1764000000025 implements MigrationInterface {
  name = "Names1764000000025";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      "former_name",
      [id(), ref("account_id", "account"), line("name", 120), instant("until")],
      { index: [["account_id", "until"]] },
    );
    await addColumns(runner, "ruling", [optional(text("words_reason"))]);
    await addHouseRules(runner, HOUSE_RULES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropHouseRules(runner, HOUSE_RULES);
    await dropColumns(runner, "ruling", ["words_reason"]);
    await runner.dropTable("former_name");
  }
}
