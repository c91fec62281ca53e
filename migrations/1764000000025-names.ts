import { nameKeyOf } from "../src/market/providers/licence";
import type { MigrationInterface, QueryRunner } from "typeorm";
import {
  code,
  addColumns,
  addHouseRules,
  addIndex,
  createTable,
  dropColumns,
  dropHouseRules,
  dropIndex,
  id,
  instant,
  line,
  optional,
  ref,
  text,
} from "./table";

const HOUSE_RULES = {
  "account.rename": { days: 30, times: 3 },
  "provider.open": { perPerson: 5 },
  "licenceContest.answer": { days: 7 },
};

const NOT_ADMITTED = "('APPLIED', 'IN_REVIEW', 'REJECTED')";

/** What people and providers are called, and were. */
export class Names1764000000025 implements MigrationInterface {
  name = "Names1764000000025";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      "former_name",
      [id(), ref("account_id", "account"), line("name", 120), instant("until")],
      { index: [["account_id", "until"]] },
    );
    await addColumns(runner, "ruling", [optional(text("words_reason"))]);
    await addColumns(runner, "provider", [line("name_key", 200), line("pending_name", 200), line("licence", 80)]);
    await fillProviders(runner);
    for (const column of ["licence", "name_key"]) await addIndex(runner, "provider", [column]);
    await contests(runner);
    await addHouseRules(runner, HOUSE_RULES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropHouseRules(runner, HOUSE_RULES);
    await runner.dropTable("licence_contest");
    await giveBackNumbers(runner);
    for (const column of ["licence", "name_key"]) await dropIndex(runner, "provider", [column]);
    await dropColumns(runner, "provider", ["name_key", "pending_name", "licence"]);
    await dropColumns(runner, "ruling", ["words_reason"]);
    await runner.dropTable("former_name");
  }
}

/** The column that is unique keeps its name, since SQLite cannot take a constraint from a table: it holds what binds, no longer the number. */
async function fillProviders(runner: QueryRunner): Promise<void> {
  const rows = (await runner.query("SELECT id, legal_name FROM provider")) as { id: string; legal_name: string }[];
  for (const { id: providerId, legal_name: name } of rows)
    await runner.query("UPDATE provider SET name_key = ?, licence = licence_no WHERE id = ?", [
      nameKeyOf(name),
      providerId,
    ]);
  await runner.query(`UPDATE provider SET licence_no = id WHERE status IN ${NOT_ADMITTED}`);
}

/** Of those who applied with one number only the first can have it again. */
async function giveBackNumbers(runner: QueryRunner): Promise<void> {
  const rows = (await runner.query(
    `SELECT MIN(p.id) AS id, p.licence FROM provider p WHERE p.status IN ${NOT_ADMITTED}
       AND NOT EXISTS (SELECT 1 FROM provider q WHERE q.licence_no = p.licence) GROUP BY p.licence`,
  )) as { id: string; licence: string }[];
  for (const { id: providerId, licence } of rows)
    await runner.query("UPDATE provider SET licence_no = ? WHERE id = ?", [licence, providerId]);
}

const contests = (runner: QueryRunner): Promise<void> =>
  createTable(
    runner,
    "licence_contest",
    [
      id(),
      ref("claimant_id", "provider"),
      ref("holder_id", "provider"),
      code("status"),
      optional(code("open_key")),
      text("reason"),
      ref("opened_by_id", "account"),
      instant("opened_at"),
      instant("answer_until"),
      optional(text("answer")),
      optional(instant("answered_at")),
      optional(ref("decided_by_id", "account")),
      optional(instant("decided_at")),
      optional(text("decision_reason")),
    ],
    {
      unique: [["open_key"]],
      index: [
        ["status", "opened_at", "id"],
        ["claimant_id", "id"],
        ["holder_id", "id"],
      ],
    },
  );
