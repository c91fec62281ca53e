import type { MigrationInterface, QueryRunner } from "typeorm";
import { bigint, code, createTable, dropTable, id, instant, integer, json, optional, table } from "./table";

const TABLES = [
  table("demo_market", [id(), code("size"), instant("begins_at"), instant("ends_at"), optional(instant("filled_at"))]),
  table("demo_story", [id(), integer("step"), json("made")]),
  table("moved_clock", [id(), bigint("ahead")]),
];

/** The demo's market, how far it has been filled, and how far the demo's clock was moved ahead. */
export class LivingMarket1764000000063 implements MigrationInterface {
  name = "LivingMarket1764000000063";

  async up(runner: QueryRunner): Promise<void> {
    for (const spec of TABLES) await createTable(runner, spec);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of [...TABLES].reverse()) await dropTable(runner, name);
  }
}
