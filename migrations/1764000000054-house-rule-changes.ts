import type { MigrationInterface, QueryRunner } from "typeorm";
import {
  addReference,
  code,
  createTable,
  dropReference,
  eventStream,
  id,
  instant,
  integer,
  json,
  optional,
  ref,
  table,
  text,
} from "./table";

const CHANGE = table(
  "house_rule_change",
  [
    id(),
    code("state"),
    json("differences"),
    instant("effective_from"),
    integer("urgent"),
    text("reason"),
    ref("proposed_by_id", "account"),
    code("proposed_as"),
    instant("proposed_at"),
    instant("ends_at"),
    optional(ref("decided_by_id", "account")),
    optional(code("decided_as")),
    optional(instant("decided_at")),
    optional(text("note")),
    optional(instant("announced_at")),
    optional(ref("withdrawn_by_id", "account")),
    optional(instant("withdrawn_at")),
    optional(text("withdrawn_because")),
  ],
  { index: [["state", "ends_at"], ["proposed_by_id"], ["decided_by_id"], ["withdrawn_by_id"]] },
);

/** House rules are changed by two persons, with notice; each value says by which change. */
export class HouseRuleChanges1764000000054 implements MigrationInterface {
  name = "HouseRuleChanges1764000000054";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, table("house_rule_head", [id(), ...eventStream]));
    await runner.query("INSERT INTO house_rule_head (id, event_seq, event_hash) VALUES ('house-rules', 0, ?)", [
      "0".repeat(64),
    ]);
    await createTable(runner, CHANGE);
    await addReference(runner, "policy_value", optional(ref("change_id", "house_rule_change")));
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropReference(runner, "policy_value", "change_id");
    await runner.query("DROP TABLE house_rule_change");
    await runner.query("DROP TABLE house_rule_head");
  }
}
