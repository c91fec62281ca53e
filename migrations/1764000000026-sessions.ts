import type { MigrationInterface, QueryRunner } from "typeorm";
import {
  addColumns,
  addHouseRules,
  addIndex,
  ascii,
  code,
  createTable,
  dropColumns,
  dropHouseRules,
  dropIndex,
  id,
  instant,
  line,
  optional,
  ref,
} from "./table";

const HOUSE_RULES = {
  "session.idle": { days: 30 },
  "session.longest": { days: 180 },
  "session.count": { perPerson: 50 },
  "session.history": { days: 180 },
  "device.kept": { days: 180 },
  "device.count": { perPerson: 20 },
};

/** Sessions as rows of their own, and the devices that have signed in before. */
export class Sessions1764000000026 implements MigrationInterface {
  name = "Sessions1764000000026";

  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner);
    await runner.query(
      `INSERT INTO account_session (id, account_id, started_at, last_used_at, expires_at, ended_at)
       SELECT family_id, account_id, MIN(issued_at), MAX(issued_at), MAX(expires_at), MAX(revoked_at)
       FROM refresh_token GROUP BY family_id, account_id`,
    );
    await dropColumns(runner, "refresh_token", ["revoked_at"]);
    await addIndex(runner, "refresh_token", ["expires_at"]);
    await addHouseRules(runner, HOUSE_RULES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropHouseRules(runner, HOUSE_RULES);
    await dropIndex(runner, "refresh_token", ["expires_at"]);
    await addColumns(runner, "refresh_token", [instant("revoked_at")]);
    await runner.query(
      "UPDATE refresh_token SET revoked_at = (SELECT s.ended_at FROM account_session s WHERE s.id = refresh_token.family_id)",
    );
    for (const table of ["account_session", "known_device"]) await runner.dropTable(table);
  }
}

async function createTables(runner: QueryRunner): Promise<void> {
  await createTable(
    runner,
    "known_device",
    [id(), ref("account_id", "account"), ascii("token_hash", 64), instant("created_at"), instant("last_used_at")],
    { unique: [["token_hash"]], index: [["account_id"], ["last_used_at"]] },
  );
  await createTable(
    runner,
    "account_session",
    [
      id(),
      ref("account_id", "account"),
      optional(code("device_id")),
      optional(line("client", 80)),
      optional(code("address")),
      instant("started_at"),
      instant("last_used_at"),
      instant("expires_at"),
      optional(instant("ended_at")),
    ],
    { index: [["account_id", "ended_at"], ["expires_at"]] },
  );
}
