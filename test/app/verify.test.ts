import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { DEMO_PEOPLE } from "../../src/app/demo/demo-people";
import { verifyData } from "../../src/app/upkeep/verify-data";
import type { SqlValue } from "../../src/platform/database/row-mapper";
import { newId } from "../../src/platform/ids";
import { DataExport } from "../../src/public/personal-data/data-export.entity";
import { exportKeysOf } from "../../src/public/personal-data/data-export-job";
import { ProviderMember } from "../../src/market/providers/provider-member.entity";
import { creditCode } from "../market/vetting/applicant";
import { payOrderOver } from "../adjudication/payments/paid-in";
import { caseIn, openCase, placeOrder } from "../case/complaints/world-case";
import { submit } from "../case/evidence/evidence-case";
import { PNG } from "../case/evidence/samples";
import { forEachDatabase } from "../support/databases";
import { changeKept } from "../support/past-triggers";
import { startWorld, type World } from "../support/world";

forEachDatabase((kind) => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld(kind);
    const penalties = [
      { kind: "WARNING", reason: "未按承诺时间交付" },
      { kind: "FINE", amount: 30_000, reason: "未按承诺时间交付" },
    ];
    const open = await openCase(world, { ruling: { penalties } });
    await open.walk("EVIDENCE");
    await submit(await world.as(open.people.consumer), open.id, PNG, { title: "海报照片" });
    for (const side of [open.people.consumer, open.people.provider]) await open.do(side, "closeEvidence");
    await open.do(open.people.moderator, "issueRuling", { leaseToken: await open.take(), ...(await open.ruling()) });
    await open.ring("APPEAL_WINDOW");
    await caseIn(world, "RULED");
    const { id: orderId } = await placeOrder(world);
    await payOrderOver(world, "li.na", orderId);
    await (await world.as("wang.owner")).do("deliverOrder", { orderId }, "{ order { id } }");
    const consumer = await world.as("li.na");
    await consumer.do("completeOrder", { orderId }, "{ order { id } }");
    await consumer.do("writeReview", { orderId, stars: 1, text: "迟了四天。" }, "{ review { id } }");
    const seller = await world.as("wang.owner");
    const { listings } = await seller.ok("{ listings { nodes { provider { id } } } }");
    const draft = {
      ...{ providerId: listings.nodes[0].provider.id, category: "shop-design", title: "另一项服务" },
      ...{ description: "另一项服务。", price: { amount: 10_000, currency: "CNY" } },
    };
    const { listing } = await seller.do("createListing", draft, "{ listing { id } }");
    await seller.do("setListingStatus", { listingId: listing.id, status: "LISTED" }, "{ listing { id } }");
    const given = { providerId: draft.providerId, name: "店铺系统", scopes: ["ORDERS_READ"] };
    const { apiClient } = await seller.do("createApiClient", given, "{ apiClient { id } }");
    await seller.do("createApiKey", { apiClientId: apiClient.id }, "{ clientMutationId }");
    const held = { accountId: consumer.accountId, reason: "法院来函。" };
    await (await world.as("zhou.lead")).do("placeLegalHold", held, "{ clientMutationId }");
    await consumer.do("registerProvider", { legalName: "新店", licenceNo: creditCode(7) }, "{ provider { id } }");
    const passwords = { currentPassword: DEMO_PEOPLE[0]?.password ?? "", newPassword: "a fence made of rivers" };
    await (await world.as("tom")).do("changePassword", passwords, "{ account { id } }");
    await world.projected();
  }, 60_000);
  afterAll(() => world?.[Symbol.asyncDispose]());

  const problems = async (): Promise<string[]> => (await verifyData(world.db, null)).problems;
  const change = (text: string, params: SqlValue[] = []): Promise<void> =>
    world.db.transact(async (tx) => tx.executeUnseen(text, params));

  test("all is as it was written", async () => {
    expect(await problems()).toEqual([]);
  });

  /** Table, rows, column, what it is made to say. */
  const SAID: [string, string, string, SqlValue][] = [
    ["complaint", "1 = 1", "title", "x"],
    ["complaint", "1 = 1", "story", "一切正常，没有问题。"],
    ["complaint", "1 = 1", "demand_amount", 100],
    ["complaint", "1 = 1", "amount_at_stake", 100],
    ["breach", "1 = 1", "expected", "没有约定"],
    ["breach", "1 = 1", "amount", 1],
    ["remedy", "1 = 1", "amount", 1],
    ["remedy", "1 = 1", "instead_amount", 1],
    ["penalty", "1 = 1", "reason", "无"],
    ["violation", "1 = 1", "level", "L1"],
    ["fine", "1 = 1", "due_at", 1],
    ["payment", "purpose = 'ORDER'", "order_id", null],
    ["review", "1 = 1", "stars", 5],
    ["review", "1 = 1", "text", "非常满意"],
  ];
  test.each(SAID)("what is said for good is not changed unseen: %s (%s).%s", async (table, which, column, value) => {
    const { id, was } = await one(table, which, column);
    const put = (to: SqlValue) => change(`UPDATE ${table} SET ${column} = ? WHERE id = ?`, [to, id]);
    await put(value);
    expect(await problems()).toEqual([`${table}/${id} is not what it was when its event was recorded`]);
    await put(was);
    expect(await problems()).toEqual([]);
  });

  const STATES: [string, string, string, SqlValue][] = [
    ["account", "login = 'li.na'", "roles", '["ADMIN","LEAD_MODERATOR"]'],
    ["account", "login = 'tom'", "status", "SUSPENDED"],
    ["account", "login = 'tom'", "password_hash", "$argon2id$v=19$m=19456,t=2,p=1$AAAA$AAAA"],
    ["account", "login = 'li.na'", "password_hash", "$argon2id$v=19$m=19456,t=2,p=1$AAAA$AAAA"],
    ["provider", "status = 'APPLIED'", "status", "ACTIVE"],
    ["provider_member", "role = 'OWNER'", "role", "STAFF"],
    ["listing", "status = 'LISTED' AND title = '另一项服务'", "status", "DELISTED"],
    ["service_order", "status = 'COMPLETED'", "status", "PLACED"],
    ["complaint", "status = 'ENFORCING'", "status", "CLOSED"],
    ["ruling", "status = 'ISSUED'", "status", "REVERSED"],
    ["ruling", "final_at IS NULL", "final_at", 1],
    ["penalty", "status = 'ACTIVE'", "status", "REVERSED"],
    ["penalty", "ends_at IS NOT NULL", "ends_at", 1],
    ["fine", "status = 'DUE'", "status", "PAID"],
    ["payment", "purpose = 'ORDER'", "reference", "nothing"],
    ["payment", "purpose = 'ORDER'", "status", "REJECTED"],
    ["evidence", "late = 0", "late", 1],
    ["api_client", "1 = 1", "scopes", '["ORDERS_READ","ORDERS_WRITE"]'],
    ["api_key", "1 = 1", "revoked_at", 1],
    ["legal_hold", "1 = 1", "ended_at", 1],
  ];
  test.each(STATES)("a state is what its history said last: %s (%s).%s", async (table, which, column, value) => {
    const { id, was } = await one(table, which, column);
    const put = (to: SqlValue) => change(`UPDATE ${table} SET ${column} = ? WHERE id = ?`, [to, id]);
    await put(value);
    expect(await problems()).toEqual([`${table}/${id} does not say what its history said last: ${column}`]);
    await put(was);
    expect(await problems()).toEqual([]);
  });

  test("nobody acts for a provider of whom its history does not tell", async () => {
    const [provider, account] = [
      await one("provider", "status = 'ACTIVE'", "id"),
      await one("account", "login = 'tom'", "id"),
    ];
    const id = newId(ProviderMember);
    await change(
      "INSERT INTO provider_member (id, provider_id, account_id, role, added_at) VALUES (?, ?, ?, 'OWNER', 1)",
      [id, provider.id, account.id],
    );
    expect(await problems()).toEqual([`provider_member/${id} does not say what its history said last: role`]);
    await change("DELETE FROM provider_member WHERE id = ?", [id]);
    expect(await problems()).toEqual([]);
  });

  test("a day of the working calendar that was set is known by its event", async () => {
    const day = { date: "2031-10-09", working: false, reason: "国务院通知" };
    await (await world.as("admin")).do("setCalendarDay", day, "{ clientMutationId }");
    expect(await problems()).toEqual([]);
  });

  test("a house rule is one that the platform began with, or that two persons decided", async () => {
    const { id, was } = await one("policy_value", "code = 'clock.REVIEW'", "value");
    await change("UPDATE policy_value SET value = '{\"workingDays\":1}' WHERE id = ?", [id]);
    expect(await problems()).toEqual([
      'the house rule clock.REVIEW has a value that nobody decided: {"workingDays":1}',
    ]);
    await change("UPDATE policy_value SET value = ? WHERE id = ?", [was, id]);
    const admin = await world.as("admin");
    const rules = [{ code: "clock.REVIEW", numbers: [{ unit: "workingDays", value: 9 }] }];
    const effectiveFrom = new Date(world.clock.now() + 60 * 24 * 3_600_000).toISOString();
    const { change: decidedBy } = await admin.do(
      "proposeHouseRuleChange",
      { rules, effectiveFrom, urgent: false, reason: "案件增多。" },
      "{ change { id } }",
    );
    await (
      await world.as("zhou.lead")
    ).do("approveHouseRuleChange", { changeId: decidedBy.id }, "{ clientMutationId }");
    expect(await problems()).toEqual([]);
    const decided = await one("policy_value", "change_id IS NOT NULL", "value");
    await change("UPDATE policy_value SET value = '{\"workingDays\":1}' WHERE id = ?", [decided.id]);
    expect(await problems()).toEqual([
      'the house rule clock.REVIEW has a value that nobody decided: {"workingDays":1}',
    ]);
    await change("UPDATE policy_value SET value = ? WHERE id = ?", [decided.was, decided.id]);
    await change("UPDATE house_rule_change SET differences = REPLACE(differences, '9', '1')");
    expect(await problems()).toEqual([
      `house_rule_change/${decidedBy.id} is not what it was when its event was recorded`,
      'the house rule clock.REVIEW has a value that nobody decided: {"workingDays":9}',
    ]);
    await change(
      "UPDATE house_rule_change SET differences = REPLACE(differences, '\"workingDays\":1}', '\"workingDays\":9}')",
    );
    await (
      await world.as("admin")
    ).do("withdrawHouseRuleChange", { changeId: decidedBy.id, reason: "不再需要。" }, "{ clientMutationId }");
    expect(await problems()).toEqual([]);
  });

  test("a file that a server removed as it should while the others were read is not called lost", async () => {
    const { storage } = world.server.services;
    const { accountId } = await world.as("li.na");
    const bytes = Buffer.from("what is held on li.na");
    const id = newId(DataExport);
    const [key = ""] = exportKeysOf(id);
    await storage.put(key, Readable.from([bytes]), bytes.length);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    await world.db.transact(async (tx) =>
      tx.insert(DataExport, {
        ...{
          id,
          accountId,
          jobId: "job_x",
          requestedAt: tx.now,
          readyAt: tx.now,
          keptUntil: tx.now - 1,
          removedAt: null,
        },
        ...{ storageKey: key, size: bytes.length, sha256 },
      }),
    );
    let isSwept = false;
    const found = await verifyData(world.db, {
      get: async (each) => {
        if (each === key && !isSwept) await world.server.services.sweep();
        isSwept ||= each === key;
        return storage.get(each);
      },
    });
    expect([isSwept, found.problems]).toEqual([true, []]);
  });

  test("what is added past the platform is named, whatever it says", async () => {
    const before = await problems();
    const forge = async (table: string, values: Record<string, SqlValue>): Promise<void> => {
      const [row] = await world.db.query<Record<string, SqlValue>>(`SELECT * FROM ${table} ORDER BY id DESC LIMIT 1`);
      const forged = { ...row, id: "zzz_forged", ...values };
      await change(
        `INSERT INTO ${table} (${Object.keys(forged).join(", ")}) VALUES (${Object.keys(forged).fill("?").join(", ")})`,
        Object.values(forged),
      );
    };
    const { was: last } = await one("points_entry", "number = (SELECT MAX(number) FROM points_entry)", "number");
    const [order] = await world.db.query<{ id: string }>(
      "SELECT id FROM service_order o WHERE NOT EXISTS (SELECT 1 FROM review r WHERE r.order_id = o.id) LIMIT 1",
    );
    await forge("points_entry", { number: Number(last) + 1 });
    await forge("evidence", {});
    await forge("review", { order_id: order?.id ?? "", stars: 5 });
    await forge("register_entry", { number: 1_000 });
    const shorter = { code: "clock.REVIEW", effective_from: 1, value: '{"workingDays":1}', change_id: null };
    await forge("policy_value", { id: "pol_proportion8", ...shorter });
    for (const table of ["remedy", "violation"]) await forge(table, {});
    const listing = (await one("listing", "1 = 1", "id")).id;
    await forge("former_description", { listing_id: listing, version: 90, text: "x", until: 1 });
    await forge("breach", { open_key: null });
    await forge("penalty", { status: "SCHEDULED" });
    await forge("rule_version", { version: 90, notice_at: 1 });
    await forge("rule_version", { id: "zzz_founding", version: 91, notice_at: 0 });
    const theirs = "(SELECT promise_id FROM promise_version WHERE published_by_id IS NOT NULL LIMIT 1)";
    const { id: promise } = await one("service_promise", `id = ${theirs}`, "id");
    await forge("promise_version", {
      promise_id: promise,
      version: 90,
      published_by_id: (await one("account", "login = 'wang.owner'", "id")).id,
    });
    await forge("promise_version", { id: "zzz_founding", promise_id: promise, version: 91, published_by_id: null });
    const setBy = (await one("account", "login = 'admin'", "id")).id;
    await change(
      "INSERT INTO calendar_day (id, date, working, reason, effective_from, set_by_id, set_at) VALUES ('zzz_forged', '2031-01-01', 1, 'x', 1, ?, 1)",
      [setBy],
    );
    expect((await problems()).filter((problem) => !before.includes(problem))).toEqual([
      "review/zzz_forged does not say what its history said last: hidden_because",
      ...[
        ...["points_entry", "evidence", "rule_version", "promise_version", "former_description"],
        ...["breach", "remedy", "violation", "penalty", "calendar_day"],
      ].map((table) => `${table}/zzz_forged was added past the platform: no event was recorded with it`),
      "the register has an entry 1000, which is beyond its head",
      'the house rule clock.REVIEW has a value that nobody decided: {"workingDays":1}',
      "rule_version/zzz_founding was announced by nobody, and is not what the platform begins with",
      "promise_version/zzz_founding was announced by nobody, and is not what the platform begins with",
    ]);

    // As if 0.1.0 had opened the first case: to what was written until a day after the last of its cases, events need not commit.
    await forge("breach", { id: "brc_00000000000000000000000000", open_key: null });
    const opened = "seq = 1 AND stream_id = (SELECT MIN(id) FROM complaint)";
    await changeKept(world.db, "event_log", `UPDATE event_log SET committed_rows = NULL WHERE ${opened}`);
    const breaches = (await problems()).filter((problem) => problem.startsWith("breach/"));
    expect(breaches).toEqual(["breach/zzz_forged was added past the platform: no event was recorded with it"]);
    // As if it alone had served: what it wrote weeks after its last case is not called added.
    for (const table of ["complaint", "breach", "remedy", "violation", "penalty", "calendar_day"])
      await change(`UPDATE event_log SET committed_rows = NULL WHERE committed_rows LIKE '%"${table}/%'`);
    expect((await problems()).filter((problem) => /^(breach|penalty)\/zzz/.test(problem))).toEqual([]);
  });

  test("what an event rests on is not removed unseen, nor is somebody there whom no event brought", async () => {
    const before = await problems();
    const { id } = await one("review", "1 = 1", "id");
    await change("DELETE FROM review WHERE id = ?", [id]);
    const gone: string[] = [];
    for (const [table, which] of [
      ["listing", "title = '另一项服务'"],
      ["api_key", "1 = 1"],
      ["legal_hold", "1 = 1"],
    ] as const) {
      const row = await one(table, which, "id");
      await change(`DELETE FROM ${table} WHERE id = ?`, [row.id]);
      gone.push(`${table}/${row.id} is gone, and its history does not say so`);
    }
    await change(
      "INSERT INTO account (id, login, display_name, roles, locale, status, token_version, created_at, event_seq, event_hash) SELECT 'acc_new', 'new', 'new', '[\"ADMIN\"]', locale, status, 1, created_at, 0, event_hash FROM account WHERE login = 'tom'",
    );
    const found = (await problems()).filter((problem) => !before.includes(problem));
    expect(found.filter((problem) => problem.includes(" is gone")).sort()).toEqual(gone.sort());
    expect(found.filter((problem) => !problem.includes(" is gone"))).toEqual([
      `review/${id} is not what it was when its event was recorded`,
      "account/acc_new has no history",
    ]);
    await change("DELETE FROM account WHERE id = 'acc_new'");
  });

  async function one(table: string, which: string, column: string): Promise<{ id: string; was: SqlValue }> {
    const [row] = await world.db.query<{ id: string; was: SqlValue }>(
      `SELECT id, ${column} AS was FROM ${table} WHERE ${which} ORDER BY id LIMIT 1`,
    );
    if (!row) throw new Error(`no row of ${table}`);
    return row;
  }
});
