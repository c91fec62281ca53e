import type { MigrationInterface, QueryRunner } from "typeorm";
import { constraintName } from "../src/platform/database/naming";
import { addColumn, code, instant, json, optional, ref, setNullable } from "./table";

const KEY = constraintName("ix", "service_promise", ["platform_promise"]);

/** The platform's own promises: of no provider, in both languages, from a day on. */
export class Baseline1764000000043 implements MigrationInterface {
  name = "Baseline1764000000043";

  async up(runner: QueryRunner): Promise<void> {
    await setNullable(runner, "service_promise", ref("provider_id", "provider"), true);
    await setNullable(runner, "promise_version", ref("published_by_id", "account"), true);
    await addColumn(runner, "service_promise", optional(code("platform_promise")));
    await runner.query(`CREATE UNIQUE INDEX ${KEY} ON service_promise (platform_promise)`);
    await addColumn(runner, "promise_version", optional(code("platform_promise")));
    await addColumn(runner, "promise_version", optional(json("bilingual")));
    await addColumn(runner, "promise_version", optional(instant("effective_from")));
  }

  /** Only while no order has frozen one: then there is no way back. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DELETE FROM promise_version WHERE platform_promise IS NOT NULL");
    await runner.query("DELETE FROM service_promise WHERE platform_promise IS NOT NULL");
    for (const name of ["effective_from", "bilingual", "platform_promise"])
      await runner.query(`ALTER TABLE promise_version DROP COLUMN ${name}`);
    await runner.dropIndex("service_promise", KEY);
    await runner.query("ALTER TABLE service_promise DROP COLUMN platform_promise");
    await setNullable(runner, "promise_version", ref("published_by_id", "account"), false);
    await setNullable(runner, "service_promise", ref("provider_id", "provider"), false);
  }
}
