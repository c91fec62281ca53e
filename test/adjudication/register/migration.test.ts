import type { DataSource } from "typeorm";
import { Account } from "../../../src/accounts/account.entity";
import { Breach } from "../../../src/case/complaints/breach.entity";
import { Complaint } from "../../../src/case/complaints/complaint.entity";
import { MIGRATIONS } from "../../../migrations";
import { Register1764000000018 } from "../../../migrations/1764000000018-register";
import { createDataSource } from "../../../src/platform/database/engine";
import { newId } from "../../../src/platform/ids";
import { createTestDatabase, forEachDatabase } from "../../support/databases";
import { Provider } from "../../../src/market/providers/provider.entity";
import { RegisterEntry } from "../../../src/adjudication/register/register-entry.entity";
import { RuleVersion } from "../../../src/adjudication/rules/rule-version.entity";
import { Rule } from "../../../src/adjudication/rules/rule.entity";
import { RulingFinding } from "../../../src/adjudication/rulings/ruling-finding.entity";
import { Ruling } from "../../../src/adjudication/rulings/ruling.entity";
import { verifyChain, type Line } from "./verify-chain";

const ISSUED = Date.UTC(2026, 2, 2, 10);
const HOUR = 3_600_000;

forEachDatabase((kind) => {
  test("entries from before the chain keep their ids and dates, and are its beginning", async () => {
    await using database = await createTestDatabase(kind);
    const connect = (migrations: typeof MIGRATIONS) =>
      createDataSource({ url: database.url }, { entities: [], migrations }).initialize();
    const place = MIGRATIONS.indexOf(Register1764000000018);
    const old = await connect(MIGRATIONS.slice(0, place));
    await old.runMigrations();
    const ids = await seedOldRegister(old, kind === "sqlite");
    await old.destroy();

    const now = await connect(MIGRATIONS.slice(0, place + 1));
    await now.runMigrations();
    const rows = await now.query("SELECT * FROM register_entry ORDER BY number");
    expect(rows.map(({ id, kind: said, at }: Record<string, unknown>) => [id, said, Number(at)])).toEqual([
      [ids.first, "RULING", ISSUED],
      [ids.reversal, "REVERSAL", ISSUED + HOUR],
      [ids.next, "RULING", ISSUED + HOUR],
      [ids.final, "RULING_FINAL", ISSUED + HOUR],
    ]);
    const lines: Line[] = rows.map((row: Record<string, string>) => ({
      content: JSON.parse(row.content ?? ""),
      contentSha256: row.content_sha256,
      prevHash: row.prev_hash,
      hash: row.hash,
    }));
    const [head] = await now.query("SELECT * FROM register_head");
    expect(verifyChain(lines)).toEqual({ hash: head.hash });
    expect([Number(head.number), Number(head.at)]).toEqual([4, ISSUED + HOUR]);
    expect(lines.map(({ content }) => content)).toMatchObject([
      { ruling: { finalAt: null, reversedAt: null, rules: ["GIFT-1"], publicText: "***未收到海报,电话 ***。" } },
      { ruling: { reversedAt: "2026-03-02T11:00:00.000Z" }, because: "APPEAL_GRANTED", corrects: ids.first },
      { ruling: { finalAt: null }, provider: { name: "星火代运营" } },
      { ruling: { finalAt: "2026-03-02T11:00:00.000Z" } },
    ]);

    await now.undoLastMigration();
    const former = await now.query("SELECT id FROM register_entry ORDER BY id");
    expect(former.map(({ id }: { id: string }) => id)).toEqual(Object.values(ids).sort());
    await now.runMigrations();
    expect(await now.query("SELECT hash FROM register_head")).toEqual([{ hash: head.hash }]);
    await now.destroy();
  });
});

/** A ruling that was taken back, and the one in its place, final at once. */
async function seedOldRegister(db: DataSource, sqlite: boolean) {
  const rows: [table: string, row: Record<string, unknown>][] = [];
  const events = { event_seq: 0, event_hash: "0".repeat(64) };
  const [provider, consumer, rule] = [newId(Provider), newId(Account), newId(RuleVersion)];
  rows.push(
    [
      "provider",
      { id: provider, legal_name: "星火代运营", licence_no: "1", status: "ACTIVE", created_at: 0, ...events },
    ],
    [
      "account",
      {
        id: consumer,
        login: "li.na",
        display_name: "李娜",
        roles: "[]",
        locale: "zh-CN",
        status: "ACTIVE",
        token_version: 0,
        created_at: 0,
        ...events,
      },
    ],
    [
      "rule_version",
      {
        id: rule,
        rule_id: newId(Rule),
        code: "GIFT-1",
        version: 1,
        title: "",
        text: "",
        severity: "L2",
        measures: "[]",
        notice_at: 0,
        effective_from: 0,
      },
    ],
  );
  const ruling = (changes: Record<string, unknown>): string => {
    const id = newId(Ruling);
    const row = {
      id,
      complaint_id: newId(Complaint),
      provider_id: provider,
      consumer_id: consumer,
      round: 1,
      outcome: "UPHELD",
      facts: "",
      reasoning: "",
      public_text: "李娜未收到海报,电话 13812345678。",
      root_cause: "NONE",
      rule_version_ids: "[]",
      decided_by_id: consumer,
      decided_at: 0,
      issued_at: ISSUED,
      measures: '{"remedies":[],"penalties":[]}',
      ...changes,
    };
    rows.push(["ruling", row]);
    rows.push([
      "ruling_finding",
      {
        id: newId(RulingFinding),
        ruling_id: id,
        breach_id: newId(Breach),
        finding: "BROKEN",
        rule_version_id: rule,
        reasoning: "",
      },
    ]);
    return id;
  };
  const at = ISSUED + HOUR;
  const former = ruling({ status: "REVERSED", reversed_at: at, reversed_because: "APPEAL_GRANTED" });
  const latter = ruling({ status: "ISSUED", issued_at: at, final_at: at, round: 2 });
  const entry = (said: string, rulingId: string, more: Record<string, unknown> = {}): string => {
    const id = newId(RegisterEntry);
    rows.push(["register_entry", { id, kind: said, ruling_id: rulingId, provider_id: provider, at, ...more }]);
    return id;
  };
  const final = entry("RULING_FINAL", latter);
  const next = entry("RULING", latter);
  const first = entry("RULING", former, { at: ISSUED });
  const reversal = entry("REVERSAL", former, { corrects_entry_id: first, because: "APPEAL_GRANTED" });

  const runner = db.createQueryRunner();
  await runner.query(sqlite ? "PRAGMA foreign_keys = OFF" : "SET foreign_key_checks = 0");
  for (const [table, row] of rows)
    await runner.query(
      `INSERT INTO ${table} (${Object.keys(row).join(", ")}) VALUES (${Object.keys(row)
        .map(() => "?")
        .join(", ")})`,
      Object.values(row),
    );
  await runner.release();
  return { first, reversal, next, final };
}
