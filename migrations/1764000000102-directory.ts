import type { MigrationInterface, QueryRunner } from "typeorm";
import { constraintName } from "../src/platform/database/naming";
import {
  addColumn,
  createTable,
  dropTable,
  id,
  instant,
  integer,
  isMysql,
  json,
  line,
  optional,
  ref,
  table,
} from "./table";

const ENTRIES = table(
  "directory_entry",
  [
    id(),
    ref("account_id", "account"),
    optional(line("user_name", 255)),
    integer("is_active"),
    json("named"),
    json("roles"),
    instant("created_at"),
    instant("changed_at"),
  ],
  { unique: [["account_id"], ["user_name"]] },
);

/** Who is known to the platform's identity provider, and which sign-ins it answers for. */
export class Directory1764000000102 implements MigrationInterface {
  name = "Directory1764000000102";

  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, "account", optional(line("external_issuer", 255)));
    await addColumn(runner, "account_session", optional(line("outside_session", 255)));
    await addColumn(runner, "account_session", optional(integer("is_multi_factor")));
    const index = constraintName("ix", "account_session", ["outside_session"]);
    await runner.query(`CREATE INDEX ${index} ON account_session (outside_session)`);
    await createTable(runner, ENTRIES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTable(runner, ENTRIES.name);
    const index = constraintName("ix", "account_session", ["outside_session"]);
    await runner.query(isMysql(runner) ? `DROP INDEX ${index} ON account_session` : `DROP INDEX ${index}`);
    for (const [table, column] of [
      ["account_session", "is_multi_factor"],
      ["account_session", "outside_session"],
      ["account", "external_issuer"],
    ])
      await runner.query(`ALTER TABLE ${table} DROP COLUMN ${column}`);
  }
}
