import type { MigrationInterface, QueryRunner } from "typeorm";
import { FIRST_HASH, seal } from "../src/adjudication/register/register-chain.policy";
import { iso, sayRuling, type RegisterContent } from "../src/adjudication/register/register-content.policy";
import {
  addHouseRules,
  ascii,
  bigint,
  code,
  createTable,
  dropHouseRules,
  id,
  instant,
  integer,
  optional,
  ref,
  text,
} from "./table";

/** How much of the parties' own words is a quotation (see quote.policy.ts). */
const HOUSE_RULES = { "register.quote": { characters: 20, wholeText: 10 } };

type RulingKind = "RULING" | "RULING_FINAL" | "REVERSAL";

/** The register becomes a public chain, of more than rulings. The entries that were there keep their ids and dates and come first. */
export class Register1764000000018 implements MigrationInterface {
  name = "Register1764000000018";

  async up(runner: QueryRunner): Promise<void> {
    await addHouseRules(runner, HOUSE_RULES);
    await runner.query("CREATE TABLE register_former AS SELECT * FROM register_entry");
    await runner.dropTable("register_entry");
    await createEntries(runner);
    await createHead(runner, await chainFormer(runner));
    await runner.dropTable("register_former");
    await forbidChanges(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE register_former AS SELECT id, kind, ruling_id, provider_id, corrects_entry_id, because, at
      FROM register_entry WHERE kind IN ('RULING', 'RULING_FINAL', 'REVERSAL')`);
    await runner.dropTable("register_entry");
    await createFormerEntries(runner);
    await runner.query("INSERT INTO register_entry SELECT * FROM register_former ORDER BY at, id");
    await runner.dropTable("register_former");
    await runner.dropTable("register_head");
    // What the log tells enters again when the register is a chain again.
    await runner.query("DELETE FROM projection_place WHERE id = 'register'");
    await dropHouseRules(runner, HOUSE_RULES);
  }
}

const createEntries = (runner: QueryRunner): Promise<void> =>
  createTable(
    runner,
    "register_entry",
    [
      id(),
      bigint("number"),
      code("kind"),
      optional(ref("ruling_id", "ruling")),
      optional(ref("provider_id", "provider")),
      optional(ref("penalty_id", "penalty")),
      optional(ref("corrects_entry_id", "register_entry")),
      optional(code("outcome")),
      optional(code("because")),
      instant("at"),
      instant("happened_at"),
      text("content"),
      ascii("content_sha256", 64),
      ascii("prev_hash", 64),
      ascii("hash", 64),
    ],
    {
      unique: [["number"]],
      index: [
        ["at", "number"],
        ["kind", "number"],
        ["provider_id", "number"],
        ["outcome", "number"],
        ["ruling_id", "number"],
        ["penalty_id", "number"],
        ["corrects_entry_id"],
      ],
    },
  );

const createFormerEntries = (runner: QueryRunner): Promise<void> =>
  createTable(
    runner,
    "register_entry",
    [
      id(),
      code("kind"),
      ref("ruling_id", "ruling"),
      ref("provider_id", "provider"),
      optional(ref("corrects_entry_id", "register_entry")),
      optional(code("because")),
      instant("at"),
    ],
    {
      index: [
        ["at", "id"],
        ["kind", "at", "id"],
        ["provider_id", "at", "id"],
        ["ruling_id", "id"],
        ["corrects_entry_id"],
      ],
    },
  );

interface Former {
  id: string;
  kind: RulingKind;
  at: number | string;
  corrects_entry_id: string | null;
  because: RegisterContent["because"];
  ruling_id: string;
  provider_id: string;
  legal_name: string;
  display_name: string;
  codes: string | null;
  round: number;
  outcome: "UPHELD" | "PARTLY_UPHELD" | "DISMISSED";
  public_text: string;
  issued_at: number | string;
  appealable_until: number | string | null;
  final_at: number | string | null;
  reversed_at: number | string | null;
  measures: string;
}

const FORMER = `SELECT e.id, e.kind, e.at, e.corrects_entry_id, e.because, e.ruling_id, e.provider_id, p.legal_name, a.display_name,
    (SELECT GROUP_CONCAT(DISTINCT v.code) FROM ruling_finding f JOIN rule_version v ON v.id = f.rule_version_id
     WHERE f.ruling_id = r.id) AS codes,
    r.round, r.outcome, r.public_text, r.issued_at, r.appealable_until, r.final_at, r.reversed_at, r.measures
  FROM register_former e JOIN ruling r ON r.id = e.ruling_id JOIN provider p ON p.id = e.provider_id
  JOIN account a ON a.id = r.consumer_id WHERE e.id = ?`;

interface Head {
  number: number;
  hash: string;
  at: number | null;
}

async function chainFormer(runner: QueryRunner): Promise<Head> {
  let head: Head = { number: 0, hash: FIRST_HASH, at: null };
  // What took a ruling's place was entered with its reversal, in the same moment and after it.
  const order = (await runner.query(
    "SELECT id FROM register_former ORDER BY at, CASE kind WHEN 'REVERSAL' THEN 0 WHEN 'RULING' THEN 1 ELSE 2 END, id",
  )) as { id: string }[];
  for (const { id: entryId } of order) {
    const [former] = (await runner.query(FORMER, [entryId])) as Former[];
    if (former) head = await chain(runner, former, head);
  }
  return head;
}

async function chain(runner: QueryRunner, former: Former, head: Head): Promise<Head> {
  const [number, at] = [head.number + 1, Number(former.at)];
  const instantOrNull = (value: number | string | null): number | null => (value === null ? null : Number(value));
  const said = sayRuling(
    former.kind,
    {
      id: former.ruling_id,
      providerId: former.provider_id,
      round: former.round,
      outcome: former.outcome,
      publicText: former.public_text,
      issuedAt: Number(former.issued_at),
      appealableUntil: instantOrNull(former.appealable_until),
      finalAt: instantOrNull(former.final_at),
      reversedAt: instantOrNull(former.reversed_at),
      measures: JSON.parse(former.measures) as { penalties: [] },
    },
    {
      providerName: former.legal_name,
      consumerName: former.display_name,
      ruleCodes: former.codes?.split(",") ?? [],
    },
  );
  const content: RegisterContent = {
    v: 1,
    number,
    id: former.id,
    at: iso(at),
    kind: former.kind,
    ...said,
    penalty: null,
    lateness: null,
    corrects: former.corrects_entry_id,
    because: former.because,
  };
  const sealed = seal(head.hash, content);
  await runner.query(
    `INSERT INTO register_entry (id, number, kind, ruling_id, provider_id, corrects_entry_id, outcome, because, at, happened_at, content, content_sha256, prev_hash, hash)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      former.id,
      number,
      former.kind,
      former.ruling_id,
      former.provider_id,
      former.corrects_entry_id,
      former.outcome,
      former.because,
      at,
      Date.parse(said.happenedAt),
      sealed.content,
      sealed.contentSha256,
      sealed.prevHash,
      sealed.hash,
    ],
  );
  return { number, hash: sealed.hash, at };
}

/** Its own history may be there already, from before this migration was taken back. */
async function createHead(runner: QueryRunner, { number, hash, at }: Head): Promise<void> {
  await createTable(runner, "register_head", [
    id(),
    bigint("number"),
    ascii("hash", 64),
    optional(instant("at")),
    integer("event_seq"),
    ascii("event_hash", 64),
  ]);
  const [last] = (await runner.query(
    "SELECT seq, hash FROM event_log WHERE stream_id = 'register' ORDER BY seq DESC LIMIT 1",
  )) as { seq: number; hash: string }[];
  await runner.query(
    "INSERT INTO register_head (id, number, hash, at, event_seq, event_hash) VALUES ('register', ?, ?, ?, ?, ?)",
    [number, hash, at, last?.seq ?? 0, last?.hash ?? FIRST_HASH],
  );
}

const ONLY_ADDED_TO = "the public register is only ever added to";
/** MySQL with its binary log on lets only administrators create triggers. */
const NO_TRIGGERS_FOR_US = 1419;

/** A second lock behind the code, which has no statement that would change or remove an entry. Goes with the table. */
async function forbidChanges(runner: QueryRunner): Promise<void> {
  const mysql = runner.connection.options.type !== "better-sqlite3";
  for (const act of ["UPDATE", "DELETE"]) {
    const body = mysql
      ? `FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = '${ONLY_ADDED_TO}'`
      : `BEGIN SELECT RAISE(ABORT, '${ONLY_ADDED_TO}'); END`;
    try {
      await runner.query(
        `CREATE TRIGGER register_entry_no_${act.toLowerCase()} BEFORE ${act} ON register_entry ${body}`,
      );
    } catch (error) {
      const { errno } = (error as { driverError?: { errno?: number } }).driverError ?? {};
      if (errno !== NO_TRIGGERS_FOR_US) throw error;
    }
  }
}
