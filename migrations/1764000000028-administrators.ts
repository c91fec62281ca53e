import type { MigrationInterface, QueryRunner } from "typeorm";
import { addHouseRules, code, createTable, dropHouseRules, id, instant, line, optional, ref, text } from "./table";

const HOUSE_RULES = {
  "account.link": { hours: 24 },
  "roles.proposal": { days: 7 },
  "roles.fresh": { hours: 24 },
};

/** One-time links into accounts, roles that two persons grant, and which accounts are the demo's. */
export class Administrators1764000000028 implements MigrationInterface {
  name = "Administrators1764000000028";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      "account_link",
      [
        id(),
        ref("account_id", "account"),
        line("token_hash", 64),
        instant("created_at"),
        instant("ends_at"),
        optional(instant("ended_at")),
      ],
      { unique: [["token_hash"]], index: [["account_id"]] },
    );
    await createTable(
      runner,
      "role_grant",
      [
        id(),
        ref("account_id", "account"),
        code("role"),
        code("status"),
        ref("proposed_by_id", "account"),
        instant("proposed_at"),
        optional(text("reason")),
        instant("ends_at"),
        optional(ref("decided_by_id", "account")),
        optional(instant("decided_at")),
        optional(text("note")),
      ],
      { index: [["account_id"], ["proposed_by_id"], ["decided_by_id"], ["status", "ends_at"]] },
    );
    await createTable(runner, "demo_account", [id()]);
    await addHouseRules(runner, HOUSE_RULES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropHouseRules(runner, HOUSE_RULES);
    await runner.dropTable("demo_account");
    await runner.dropTable("role_grant");
    await runner.dropTable("account_link");
  }
}
