import type { Send } from "../../../src/platform/database/statements";
import { caseNumber } from "../../../src/case/complaints/case-number.pure";
import { setQuietly } from "../../../src/case/complaints/case-file";
import { Complaint } from "../../../src/case/complaints/complaint.entity";
import { sql } from "../../../src/platform/database/sql";
import { openCase, caseIn, type WorldCase } from "../complaints/world-case";
import { firstOf } from "../../../src/case/complaints/urgency.pure";
import { HOUR, MINUTE } from "../../../src/platform/time";
import { endOfDay } from "../../../src/house-rules/wall-clock.pure";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type Stream, type World } from "../../support/world";

const KEY = "{ clientMutationId }";
const REASON = "此案需要另一位同事处理。";
const QUEUE = `query ($filter: QueueFilter, $first: Int, $after: String) {
  moderationQueue(filter: $filter, first: $first, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }`;
const FOLLOW = `subscription ($filter: QueueFilter) { moderationQueueUpdated(filter: $filter) {
  caughtUp event { type } complaint { id } } }`;

forEachDatabase((kind, further) => {
  let world: World;
  let chen: string;
  const cases: Record<string, WorldCase> = {};
  const numbers = new Map<string, string>();

  beforeAll(async () => {
    world = await startWorld(kind);
    world.toNoon();
    chen = (await world.as("chen.mod")).accountId;
    const grave = { opening: { breachClass: "FRAUD", title: "收款后失联 Nightingale" } };
    cases.overdue = await caseIn(world, "SUBMITTED");
    await world.later(24 * 6);
    cases.negotiating = await openCase(world);
    cases.submitted = await caseIn(world, "SUBMITTED");
    cases.grave = await openCase(world, grave);
    cases.evidence = await caseIn(world, "EVIDENCE", { consumer: "tom", breaches: 3 });
    cases.mine = await openCase(world, grave);
    await cases.mine.take("chen.mod");
    cases.others = await caseIn(world, "SUBMITTED");
    await cases.others.take("liu.mod");
    cases.assigned = await caseIn(world, "SUBMITTED");
    await cases.assigned.do("zhou.lead", "reassignComplaint", { moderatorLogin: "chen.mod", reason: REASON });
    cases.escalated = await caseIn(world, "SUBMITTED");
    const leaseToken = await cases.escalated.take("liu.mod");
    await cases.escalated.do("liu.mod", "escalateToLead", { leaseToken, reason: REASON });
    await world.db.transact(async (tx) =>
      tx.execute(
        sql`UPDATE complaint SET category = 'livestream', queue = 'HIGH_VALUE' WHERE id = ${cases.evidence?.id ?? ""}`,
      ),
    );
    await world.db.transact(async (tx) =>
      tx.execute(sql`UPDATE complaint SET currency = 'JPY' WHERE id = ${cases.others?.id ?? ""}`),
    );
    for (const one of await world.db.find(Complaint, {})) numbers.set(one.id, caseNumber(one));
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  async function idsOf(filter: Record<string, unknown>): Promise<string[]> {
    const { moderationQueue } = await (await world.as("chen.mod")).ok(QUEUE, { filter, first: 100 });
    return moderationQueue.nodes.map(({ id }: { id: string }) => id);
  }

  /** A number without its signs and zeros. */
  const written = (theCase: WorldCase | undefined): string => {
    const [, year, place] = numbers.get(theCase?.id ?? "")?.split("-") ?? [];
    return `r${year} ${Number(place)}`;
  };

  type Filter = (world: World, one: Complaint) => unknown;
  const now = (of: World): number => of.clock.now();
  const in3Days = (of: World): number => now(of) + 3 * 86_400_000;
  const FILTERS: [string, (of: World) => Record<string, unknown>, Filter][] = [
    ["none", () => ({}), () => true],
    ["queue", () => ({ queue: "GRAVE" }), (_, one) => one.queue === "GRAVE"],
    ["another queue", () => ({ queue: "HIGH_VALUE" }), (_, one) => one.queue === "HIGH_VALUE"],
    ["category", () => ({ category: "livestream" }), (_, one) => one.category === "livestream"],
    ["severity", () => ({ severity: "L4" }), (_, one) => one.severity === "L4"],
    ["status", () => ({ status: "EVIDENCE" }), (_, one) => one.status === "EVIDENCE"],
    ["least amount", () => ({ minAmount: 50_001 }), (_, one) => one.amountAtStake >= 50_001],
    ["most amount", () => ({ maxAmount: 50_000 }), (_, one) => one.amountAtStake <= 50_000],
    ["currency", () => ({ currency: "JPY" }), (_, one) => one.currency === "JPY"],
    [
      "least amount in a currency",
      () => ({ currency: "CNY", minAmount: 50_000 }),
      (_, one) => one.currency === "CNY" && one.amountAtStake >= 50_000,
    ],
    ["mine", () => ({ mine: true }), (_, one) => one.leaseHolderId === chen],
    ["with me", () => ({ withMe: true }), (_, one) => one.leaseHolderId === chen || one.assignedToId === chen],
    [
      "unassigned",
      () => ({ unassigned: true }),
      (of, one) => one.assignedToId === null && (one.leaseExpiresAt ?? 0) <= now(of),
    ],
    ["at least serious", () => ({ severityAtLeast: "L3" }), (_, one) => one.severity >= "L3"],
    [
      "due today",
      () => ({ dueToday: true }),
      (of, one) => one.dueAt !== null && one.dueAt < endOfDay("Asia/Shanghai", now(of)),
    ],
    ["assigned to me", () => ({ assignedToMe: true }), (_, one) => one.assignedToId === chen],
    ["assigned to somebody", () => ({ assignedToId: chen }), (_, one) => one.assignedToId === chen],
    ["escalated", () => ({ escalated: true }), (_, one) => one.escalatedAt !== null],
    ["not escalated", () => ({ escalated: false }), (_, one) => one.escalatedAt === null],
    ["overdue", () => ({ overdue: true }), (of, one) => one.dueAt !== null && one.dueAt <= now(of)],
    [
      "due before",
      (of) => ({ dueAt: { to: new Date(in3Days(of)).toISOString() } }),
      (of, one) => one.dueAt !== null && one.dueAt < in3Days(of),
    ],
    [
      "due from",
      (of) => ({ dueAt: { from: new Date(in3Days(of)).toISOString() } }),
      (of, one) => one.dueAt !== null && one.dueAt >= in3Days(of),
    ],
    ["words of the title", () => ({ text: "ＮＩＧＨＴ 失联" }), (_, one) => one.title.includes("失联")],
    ["its number", () => ({ text: written(cases.grave) }), (_, one) => one.id === cases.grave?.id],
    ["its id", () => ({ text: cases.grave?.id }), (_, one) => one.id === cases.grave?.id],
    [
      "words in one category",
      () => ({ text: "nightingale", category: "shop-design", mine: true }),
      (_, one) => one.id === cases.mine?.id,
    ],
    [
      "several",
      () => ({ queue: "GENERAL", status: "SUBMITTED", escalated: false, minAmount: 1 }),
      (_, one) => one.queue === "GENERAL" && one.status === "SUBMITTED" && one.escalatedAt === null,
    ],
  ];

  test.each(FILTERS)("%s: exactly the cases that fit, the most urgent first", async (name, filter, fits) => {
    // Its clock has run out, and the sweep has yet to come.
    await world.db.transact(async (tx) => {
      const overdue = await tx.lock(Complaint, cases.overdue?.id ?? "");
      if (overdue) setQuietly(tx, overdue, { dueAt: tx.now - 1 });
    });
    const all = await world.db.find(
      Complaint,
      { inQueue: true },
      `ORDER BY (due_at - due_at % ${HOUR}) / ${HOUR}, severity DESC, id`,
    );
    const expected = all.filter((one) => fits(world, one)).map(({ id }) => id);
    expect(expected.length).toBeGreaterThan(0);
    if (name !== "none") expect(expected.length).toBeLessThan(all.length);
    expect(await idsOf(filter(world))).toEqual(expected);
  });

  test("of two due in the same hour the graver is first, also once a lead has said how grave one is; page by page", async () => {
    const hour = Math.floor(now(world) / HOUR) * HOUR + 5 * HOUR;
    const at = { sooner: -1, later: 50, grave: 30, older: 10 };
    const ids: Record<keyof typeof at, string> = { sooner: "", later: "", grave: "", older: "" };
    for (const name of ["sooner", "older", "later", "grave"] as const) {
      const theCase = await caseIn(world, "SUBMITTED", { opening: { title: "Goldfinch" } });
      ids[name] = theCase.id;
      await world.db.transact(async (tx) => {
        const complaint = await tx.lock(Complaint, theCase.id);
        if (complaint) setQuietly(tx, complaint, { dueAt: hour + at[name] * MINUTE });
      });
    }
    const named = async (first = 100): Promise<string[]> => {
      const found: string[] = [];
      for (let after: string | null = null; ;) {
        const person = await world.as("chen.mod");
        const { nodes, pageInfo } = (await person.ok(QUEUE, { filter: { text: "goldfinch" }, first, after }))
          .moderationQueue as { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
        found.push(...nodes.map(({ id }) => Object.entries(ids).find(([, each]) => each === id)?.[0] ?? id));
        if (!pageInfo.hasNextPage) return found;
        after = pageInfo.endCursor;
      }
    };
    const inOrder = (...names: (keyof typeof ids)[]): string[] =>
      [...names].sort((one, other) => (ids[one] < ids[other] ? -1 : 1));
    expect(await named()).toEqual(["sooner", ...inOrder("older", "later", "grave")]);
    const action = { kind: "SET_SEVERITY", severity: "L4", complaintIds: [ids.grave], reason: REASON };
    await (await world.as("zhou.lead")).do("applyBulkAction", { action }, "{ batch { id } }");
    for (const size of [100, 1]) expect(await named(size)).toEqual(["sooner", "grave", ...inOrder("older", "later")]);
  });

  test("a text that is nowhere in the queue finds nothing: absent, of a case outside it, of another field, signs", async () => {
    const outside = cases.negotiating as WorldCase;
    const { provider, title } = await outside.look("title provider { legalName }");
    expect(await idsOf({ text: title })).not.toContain(outside.id);
    for (const text of [written(outside), outside.id, provider.legalName, "nightingales never", "🔥", "%", "' OR 1=1"])
      expect([text, await idsOf({ text })]).toEqual([text, []]);
    const refused = async (text: string) =>
      (await (await world.as("chen.mod")).refused(QUEUE, { filter: { text } })).extensions;
    for (const text of ["", "长".repeat(121)])
      expect(await refused(text)).toMatchObject({ code: "BAD_USER_INPUT", field: "filter.text" });
    for (const login of ["li.na", "wang.owner", "he.inspect", "admin"])
      expect(
        (await (await world.as(login)).refused(QUEUE, { filter: { text: written(cases.grave) } })).extensions.code,
      ).toBe("FORBIDDEN");
  });

  test("a word that very many have finds the same", async () => {
    const before = await idsOf({ text: "nightingale" });
    expect(before.length).toBeGreaterThan(1);
    const rows = Array.from({ length: 2_001 }, (_, n) => `('complaint.title', 'nightingale', 'cmp_other${n}')`);
    await world.db.transact(async (tx) =>
      tx.execute(`INSERT INTO text_term (field, term, subject_id) VALUES ${rows.join(", ")}`),
    );
    expect(await idsOf({ text: "nightingale" })).toEqual(before);
    expect(await idsOf({ text: "nightingale", mine: true })).toEqual([cases.mine?.id]);
    await world.db.transact(async (tx) => tx.execute("DELETE FROM text_term WHERE subject_id LIKE 'cmp_other%'"));
  });

  test("page by page, also while time passes", async () => {
    const filter = { overdue: true, queue: "GENERAL" };
    await world.db.transact(async (tx) =>
      tx.execute("UPDATE complaint SET due_at = ?, urgency = ? WHERE in_queue = 1 AND queue = 'GENERAL'", [
        tx.now - 1,
        firstOf(tx.now - 1),
      ]),
    );
    const all = await idsOf(filter);
    expect(all.length).toBeGreaterThan(2);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const person = await world.as("chen.mod");
      const { moderationQueue } = await person.ok(QUEUE, { filter, first: 2, after });
      seen.push(...moderationQueue.nodes.map(({ id }: { id: string }) => id));
      after = moderationQueue.pageInfo.hasNextPage ? moderationQueue.pageInfo.endCursor : null;
      world.clock.advance(1_000);
    } while (after !== null);
    expect(seen).toEqual(all);
    const { moderationQueue } = await (await world.as("chen.mod")).ok(QUEUE, { filter, first: 1 });
    const other = { filter: { queue: "GRAVE" }, first: 1, after: moderationQueue.pageInfo.endCursor };
    expect((await (await world.as("chen.mod")).refused(QUEUE, other)).extensions.code).toBe("CURSOR_INVALID");
  });

  const VIEWS = "{ queueViews { standing own { id name } filter { queue escalated text withMe } cases isAtLeast } }";
  interface View {
    standing: string | null;
    own: { id: string; name: string } | null;
    cases: number;
    isAtLeast: boolean;
  }
  const viewsOf = async (login: string): Promise<View[]> => (await (await world.as(login)).ok(VIEWS)).queueViews;

  further("the views that everybody has count what the queue then shows, each for its viewer", async () => {
    const STANDING: Record<string, Record<string, unknown>> = {
      ALL: {},
      UNASSIGNED: { unassigned: true },
      MINE: { withMe: true },
      DUE_TODAY: { dueToday: true },
      OVERDUE: { overdue: true },
      GRAVE: { severityAtLeast: "L3" },
    };
    const views = await viewsOf("chen.mod");
    expect(views.map(({ standing }) => standing)).toEqual(Object.keys(STANDING));
    for (const { standing, cases, isAtLeast } of views)
      expect([standing, cases, isAtLeast]).toEqual([
        standing,
        (await idsOf(STANDING[standing ?? ""] ?? {})).length,
        false,
      ]);
    const mine = async (login: string) => (await viewsOf(login)).find(({ standing }) => standing === "MINE")?.cases;
    expect([await mine("chen.mod"), await mine("liu.mod"), await mine("sun.audit")]).toEqual([3, 1, 0]);
    for (const login of ["li.na", "wang.owner", "he.inspect", "admin"])
      expect((await (await world.as(login)).refused(VIEWS)).extensions.code).toBe("FORBIDDEN");
  });

  test("one's own view is kept, counted, renamed, changed and forgotten, and nobody else has it", async () => {
    const [chenMod, liu] = [await world.as("chen.mod"), await world.as("liu.mod")];
    const filter = { queue: "GRAVE", escalated: false };
    await chenMod.do("createQueueView", { name: "重大待办", filter }, KEY);
    await chenMod.do("createQueueView", { name: "夜莺", filter: { text: "nightingale" } }, KEY);
    const own = async () => (await viewsOf("chen.mod")).filter((view) => view.own);
    const [view, searched] = await own();
    expect(view).toMatchObject({
      filter: { ...filter, text: null, withMe: null },
      cases: (await idsOf(filter)).length,
    });
    expect(searched?.cases).toBe((await idsOf({ text: "nightingale" })).length);
    expect(searched?.cases).toBeGreaterThan(0);
    expect((await viewsOf("liu.mod")).filter((each) => each.own)).toEqual([]);

    const queueViewId = view?.own?.id;
    expect((await chenMod.tryTo("createQueueView", { name: "夜莺", filter })).extensions).toMatchObject({
      code: "ALREADY_EXISTS",
      field: "input.name",
    });
    expect((await chenMod.tryTo("updateQueueView", { queueViewId, name: "夜莺" })).extensions.code).toBe(
      "ALREADY_EXISTS",
    );
    for (const [person, id] of [
      [liu, queueViewId],
      [chenMod, "qvw_7zzzzzzzzzzzzzzzzzzzzzzzzz"],
    ] as const)
      for (const [mutation, more] of [
        ["updateQueueView", { name: "别人的" }],
        ["deleteQueueView", {}],
      ] as const)
        expect((await person.tryTo(mutation, { queueViewId: id, ...more })).extensions).toMatchObject({
          code: "NOT_FOUND",
          field: "input.queueViewId",
        });
    // Two people may use the same name.
    await liu.do("createQueueView", { name: "夜莺", filter: {} }, KEY);
    await chenMod.do("updateQueueView", { queueViewId, name: "重大", filter: { overdue: true } }, KEY);
    expect((await own())[0]).toMatchObject({ own: { name: "重大" }, cases: (await idsOf({ overdue: true })).length });

    for (let number = 3; number <= 12; number += 1)
      await chenMod.do("createQueueView", { name: `视图 ${number}`, filter }, KEY);
    expect((await chenMod.tryTo("createQueueView", { name: "第十三个", filter })).extensions.code).toBe(
      "LIMIT_REACHED",
    );
    for (const each of await own()) await chenMod.do("deleteQueueView", { queueViewId: each.own?.id }, KEY);
    expect(await own()).toEqual([]);
    expect((await viewsOf("liu.mod")).filter((each) => each.own)).toHaveLength(1);
  });

  test("counting stops past 99", async () => {
    const columns = (await world.db.query<Record<string, unknown>>("SELECT * FROM complaint LIMIT 1"))[0] ?? {};
    const values: Record<string, string> = { id: "'cmp_many' || n.i", number: "NULL", category: "'counted'" };
    if (kind === "mariadb") values.id = "CONCAT('cmp_many', n.i)";
    await world.db.transact(async (tx) =>
      tx.execute(
        `INSERT INTO complaint (${Object.keys(columns).join(", ")})
         SELECT ${Object.keys(columns)
           .map((name) => values[name] ?? `c.${name}`)
           .join(", ")}
         FROM (WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100) SELECT i FROM n) n
         JOIN (SELECT * FROM complaint WHERE in_queue = 1 AND due_at IS NOT NULL LIMIT 1) c`,
      ),
    );
    const chenMod = await world.as("chen.mod");
    await chenMod.do("createQueueView", { name: "很多", filter: { category: "counted" } }, KEY);
    expect((await viewsOf("chen.mod")).at(-1)).toMatchObject({ cases: 99, isAtLeast: true });
    await world.db.transact(async (tx) => tx.execute("DELETE FROM complaint WHERE id = 'cmp_many100'"));
    expect((await viewsOf("chen.mod")).at(-1)).toMatchObject({ cases: 99, isAtLeast: false });
    await world.db.transact(async (tx) => tx.execute("DELETE FROM complaint WHERE id LIKE 'cmp_many%'"));
  });

  describe("live", () => {
    const follow = async (login: string, filter: Record<string, unknown>): Promise<Stream> =>
      (await world.as(login)).follow(FOLLOW, { filter }).until(({ received }) => received.length > 0);
    const told = (stream: Stream): [string, string][] =>
      stream.received.flatMap(({ event, complaint }) => (event ? [[event.type, complaint.id]] : []));

    test("a filter's list hears of what comes to fit, of what stops fitting, and of nothing else", async () => {
      const theCase = await caseIn(world, "SUBMITTED");
      const other = await caseIn(world, "SUBMITTED", { consumer: "tom" });
      const streams = {
        assignedToMe: await follow("chen.mod", { assignedToMe: true }),
        escalated: await follow("chen.mod", { escalated: true }),
        mine: await follow("chen.mod", { mine: true }),
        evidence: await follow("chen.mod", { status: "EVIDENCE", overdue: false }),
        negative: await follow("chen.mod", { minAmount: 50_001 }),
        otherCurrency: await follow("chen.mod", { currency: "JPY" }),
        withMe: await follow("chen.mod", { withMe: true }),
        unassigned: await follow("chen.mod", { unassigned: true }),
        all: await follow("chen.mod", {}),
      };
      const assign = (moderatorLogin: string) =>
        theCase.do("zhou.lead", "reassignComplaint", { moderatorLogin, reason: REASON });
      let leaseToken = 0;
      const steps: (() => Promise<unknown>)[] = [
        () => other.take("liu.mod"),
        () => assign("chen.mod"),
        async () => (leaseToken = await theCase.take("chen.mod")),
        () => theCase.do("chen.mod", "escalateToLead", { leaseToken, reason: REASON }),
        () => assign("liu.mod"),
        () => assign("chen.mod"),
        async () => (leaseToken = await theCase.take("chen.mod")),
        () => theCase.do("chen.mod", "acceptComplaint", { leaseToken }),
        () => theCase.do("chen.mod", "releaseComplaint", { leaseToken }),
      ];
      for (const [index, step] of steps.entries()) {
        await step();
        // Deliveries show the case as it stands, so each is waited for.
        await streams.all.until((stream) => told(stream).length === index + 1);
      }
      const ofFile = (...types: string[]) => types.map((type) => [type, theCase.id]);
      const expected = {
        assignedToMe: ofFile(
          "COMPLAINT_REASSIGNED",
          "COMPLAINT_TAKEN",
          "COMPLAINT_ESCALATED_TO_LEAD",
          "COMPLAINT_REASSIGNED",
          "COMPLAINT_TAKEN",
          "COMPLAINT_ACCEPTED",
          "COMPLAINT_RELEASED",
        ),
        withMe: ofFile(
          "COMPLAINT_REASSIGNED",
          "COMPLAINT_TAKEN",
          "COMPLAINT_ESCALATED_TO_LEAD",
          "COMPLAINT_REASSIGNED",
          "COMPLAINT_TAKEN",
          "COMPLAINT_ACCEPTED",
          "COMPLAINT_RELEASED",
        ),
        unassigned: [
          ["COMPLAINT_TAKEN", other.id] as [string, string],
          ...ofFile("COMPLAINT_REASSIGNED", "COMPLAINT_ESCALATED_TO_LEAD", "COMPLAINT_REASSIGNED"),
        ],
        escalated: ofFile("COMPLAINT_ESCALATED_TO_LEAD", "COMPLAINT_REASSIGNED"),
        mine: ofFile(
          "COMPLAINT_TAKEN",
          "COMPLAINT_ESCALATED_TO_LEAD",
          "COMPLAINT_TAKEN",
          "COMPLAINT_ACCEPTED",
          "COMPLAINT_RELEASED",
        ),
        evidence: ofFile("COMPLAINT_ACCEPTED", "COMPLAINT_RELEASED"),
        negative: [],
        otherCurrency: [],
      };
      for (const [name, events] of Object.entries(expected)) {
        const stream = streams[name as keyof typeof expected];
        await stream.until((s) => told(s).length >= events.length);
        expect([name, told(stream)]).toEqual([name, events]);
      }
      await (await world.as("chen.mod")).hangUp();
    });

    further("a text's list hears of the cases that it finds, and of no other", async () => {
      const title = "Kingfisher print was never sent";
      const [theCase, other] = [
        await openCase(world, { opening: { breachClass: "FRAUD", title } }),
        await openCase(world, { consumer: "tom", opening: { breachClass: "FRAUD" } }),
      ];
      const number = (await theCase.look("number")).number;
      const texts = ["kingfish PRINT", number.replaceAll("-", "").toLowerCase(), theCase.id];
      const streams = await Promise.all(texts.map((text) => follow("chen.mod", { text })));
      const nothing = await Promise.all(
        ["kingfisher poster", "r1999 1", "🔥"].map((text) => follow("chen.mod", { text })),
      );
      const all = await follow("chen.mod", {});
      await other.take("liu.mod");
      await theCase.take("chen.mod");
      await all.until((stream) => told(stream).length === 2);
      for (const stream of streams) {
        await stream.until((s) => told(s).length > 0);
        expect(told(stream)).toEqual([["COMPLAINT_TAKEN", theCase.id]]);
      }
      for (const stream of nothing) expect(told(stream)).toEqual([]);
      await (await world.as("chen.mod")).hangUp();
    });

    further("what is overdue hears when the case moves on", async () => {
      const theCase = await caseIn(world, "SUBMITTED");
      const leaseToken = await theCase.take("chen.mod");
      const stream = await follow("chen.mod", { overdue: true });
      await theCase.do("chen.mod", "acceptComplaint", { leaseToken });
      await stream.until((s) => told(s).length > 0);
      expect(told(stream)).toEqual([["COMPLAINT_ACCEPTED", theCase.id]]);
      await (await world.as("chen.mod")).hangUp();
    });
  });

  if (kind === "mariadb")
    test("a queue is read by its index, without sorting; the figures by the index alone", async () => {
      const indexed = "ix_complaint_in_queue_queue_urgency_id_due_at_status_severity_opened_at".slice(0, 62);
      await world.db.transact(async (tx) => {
        const columns = (await tx.query<{ Field: string }>("SHOW COLUMNS FROM complaint")).map(({ Field }) => Field);
        const values: Record<string, string> = {
          id: "CONCAT('cmp_', n.i)",
          in_queue: "n.i % 4 = 0",
          due_at: "n.i * 3 % 5000",
          urgency: "n.i * 3 % 5000",
          number: "NULL",
          queue: "IF(n.i % 20 = 0, 'GRAVE', 'GENERAL')",
        };
        await tx.query("SET max_recursive_iterations = 100000");
        await tx.query(
          `INSERT INTO complaint (${columns.join(", ")}) SELECT ${columns.map((name) => values[name] ?? `c.${name}`).join(", ")}
           FROM (WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) SELECT i FROM n) n
           JOIN (SELECT * FROM complaint LIMIT 1) c`,
        );
      });
      await world.db.query("ANALYZE TABLE complaint");
      const sent: [string, readonly (string | number | null)[]][] = [];
      const { shared } = world.db as unknown as { shared: { read: Send } };
      const send = shared.read;
      const spy = jest
        .spyOn(shared, "read")
        .mockImplementation((sql, params, asArrays) => (sent.push([sql, params]), send(sql, params, asArrays)));
      await idsOf({ queue: "GRAVE" });
      await (await world.as("chen.mod")).ok(`{ deskFigures { open } }`);
      spy.mockRestore();
      const plan = async (of: string) => {
        const [sql, params] = sent.find(([text]) => text.includes(of)) ?? ["", []];
        return world.db.query<{ table: string; key: string; Extra: string }>(`EXPLAIN ${sql}`, params);
      };
      const page = (await plan("ORDER BY t.urgency ASC")).find(({ table }) => table === "t");
      expect(page).toMatchObject({ key: indexed, Extra: expect.not.stringContaining("filesort") });
      expect(await plan("GROUP BY queue, status, severity")).toMatchObject([
        { key: indexed, Extra: expect.stringContaining("Using index") },
      ]);
    });
});
