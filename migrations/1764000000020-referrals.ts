import type { MigrationInterface, QueryRunner } from "typeorm";
import {
  addColumns,
  addHouseRules,
  code,
  createTable,
  dropColumns,
  dropHouseRules,
  id,
  instant,
  integer,
  json,
  line,
  optional,
  ref,
  text,
} from "./table";

const HOUSE_RULES: Record<string, Record<string, number>> = { "referrals.perCase": { count: 20 } };

/** The ways outside the platform, who took them, and which stay waits for which. */
export class Referrals1764000000020 implements MigrationInterface {
  name = "Referrals1764000000020";

  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner);
    await addColumns(runner, "case_stay", [optional(code("referral_id"))]);
    await addHouseRules(runner, HOUSE_RULES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropHouseRules(runner, HOUSE_RULES);
    await dropColumns(runner, "case_stay", ["referral_id"]);
    for (const table of ["referral", "outside_route"]) await runner.dropTable(table);
  }
}

async function createTables(runner: QueryRunner): Promise<void> {
  await createTable(
    runner,
    "outside_route",
    [
      id(),
      code("route"),
      integer("version"),
      json("name"),
      json("body"),
      json("summary"),
      json("legal_basis"),
      json("conditions"),
      json("cost"),
      json("duration"),
      json("documents"),
      optional(line("link", 300)),
      optional(ref("published_by_id", "account")),
      instant("effective_from"),
      optional(instant("effective_until")),
    ],
    { unique: [["route", "version"]], index: [["effective_from", "id"], ["published_by_id"]] },
  );
  await createTable(
    runner,
    "referral",
    [
      id(),
      ref("complaint_id", "complaint"),
      ref("outside_route_id", "outside_route"),
      code("route"),
      optional(line("body", 200)),
      optional(line("reference", 200)),
      optional(text("note")),
      optional(ref("evidence_id", "evidence")),
      code("status"),
      instant("filed_at"),
      optional(instant("accepted_at")),
      instant("status_at"),
      optional(code("result")),
      optional(text("outcome")),
      code("reported_by"),
      instant("created_at"),
      instant("updated_at"),
      optional(instant("shown_at")),
    ],
    { index: [["complaint_id", "id"], ["outside_route_id"], ["evidence_id"]] },
  );
}
