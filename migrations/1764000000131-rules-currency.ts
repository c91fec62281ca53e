import type { MigrationInterface, QueryRunner } from "typeorm";
import { addColumn, code, optional } from "./table";

/** A routing rule says in which currency its amount is. Those that are there count the smallest units of every currency, as they did. */
export class RulesCurrency1764000000131 implements MigrationInterface {
  name = "RulesCurrency1764000000131";

  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, "routing_rule", optional(code("currency", 3)));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE routing_rule DROP COLUMN currency");
  }
}
