import type { MigrationInterface, QueryRunner } from "typeorm";
import {
  addColumns,
  addHouseRules,
  ascii,
  bigint,
  code,
  createTable,
  dropColumns,
  dropHouseRules,
  id,
  instant,
  integer,
  json,
  optional,
  ref,
  text,
} from "./table";

const HOUSE_RULES = { "dossier.kept": { days: 30 }, "dossier.count": { perPersonAndDay: 20 } };

/** Dossiers, who read what, and events of which every part can be withheld. */
export class Dossier1764000000021 implements MigrationInterface {
  name = "Dossier1764000000021";

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, "event_log", [integer("hash_version")]);
    await dossiers(runner);
    await accessLog(runner);
    await addHouseRules(runner, HOUSE_RULES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropHouseRules(runner, HOUSE_RULES);
    for (const table of ["access_log", "case_salt", "dossier_key", "dossier"]) await runner.dropTable(table);
    await dropColumns(runner, "event_log", ["hash_version"]);
  }
}

async function dossiers(runner: QueryRunner): Promise<void> {
  await createTable(
    runner,
    "dossier",
    [
      id(),
      ref("complaint_id", "complaint"),
      code("reader"),
      code("exporter"),
      code("locale"),
      json("redactions"),
      optional(text("purpose")),
      ref("requested_by_id", "account"),
      instant("requested_at"),
      code("job_id"),
      instant("kept_until"),
      optional(instant("ready_at")),
      optional(ascii("storage_key", 64)),
      optional(bigint("size")),
      optional(ascii("sha256", 64)),
      optional(ascii("records_root", 64)),
      optional(integer("event_count")),
      optional(ascii("chain_head", 64)),
      optional(instant("removed_at")),
    ],
    {
      index: [
        ["complaint_id", "id"],
        ["requested_by_id", "requested_at", "id"],
        ["removed_at", "kept_until"],
      ],
    },
  );
  await createTable(runner, "dossier_key", [id(), ascii("public_key", 88), instant("first_used_at")]);
  await createTable(runner, "case_salt", [id(), ascii("secret", 64), instant("created_at")]);
}

async function accessLog(runner: QueryRunner): Promise<void> {
  await createTable(
    runner,
    "access_log",
    [
      id(),
      instant("at"),
      code("kind"),
      ref("by_id", "account"),
      code("by_role"),
      ref("complaint_id", "complaint"),
      ref("concerned_id", "account"),
      code("target_id"),
      optional(code("reader")),
      optional(text("purpose")),
    ],
    {
      index: [
        ["at", "id"],
        ["complaint_id", "at", "id"],
        ["concerned_id", "at", "id"],
        ["by_id", "at", "id"],
      ],
    },
  );
}
