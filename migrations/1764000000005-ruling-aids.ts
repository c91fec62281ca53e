import type { MigrationInterface, QueryRunner } from "typeorm";
import {
  addHouseRules,
  dropHouseRules,
  addColumns,
  addIndex,
  code,
  createTable,
  dropColumns,
  dropIndex,
  id,
  instant,
  ref,
  text,
} from "./table";

const HOUSE_RULES: Record<string, Record<string, number>> = {
  "precedent.considered": { findings: 200 },
  "precedent.least": { rulings: 5 },
  "precedent.departure": { steps: 2, times: 2 },
  "providerHistory.window": { days: 365 },
};

/** The precedents of one rule and level, the latest first. */
const PRECEDENTS = ["rule_code", "severity", "id"];
/** A provider's open orders, without walking all it ever had. */
const OPEN_ORDERS = ["provider_id", "status"];

/** What helps a moderator decide: drafts that are kept, precedents, a provider's history. */
export class RulingAids1764000000005 implements MigrationInterface {
  name = "RulingAids1764000000005";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      "ruling_draft",
      [id(), ref("complaint_id", "complaint"), ref("account_id", "account"), text("content"), instant("saved_at")],
      { unique: [["complaint_id", "account_id"]], index: [["account_id"]] },
    );
    await addColumns(runner, "ruling_finding", [code("rule_code")]);
    await runner.query(
      "UPDATE ruling_finding SET rule_code = (SELECT v.code FROM rule_version v WHERE v.id = ruling_finding.rule_version_id)",
    );
    await addIndex(runner, "ruling_finding", PRECEDENTS);
    await addIndex(runner, "service_order", OPEN_ORDERS);
    await addHouseRules(runner, HOUSE_RULES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropHouseRules(runner, HOUSE_RULES);
    await dropIndex(runner, "service_order", OPEN_ORDERS);
    await dropIndex(runner, "ruling_finding", PRECEDENTS);
    await dropColumns(runner, "ruling_finding", ["rule_code"]);
    await runner.dropTable("ruling_draft");
  }
}
