/* oxlint-disable typescript/no-explicit-any -- answers are untyped, as on the wire */
import { LoggedEvent } from "../../../src/platform/database/event.entity";
import { dayOf } from "../../../src/public/statistics/period.pure";
import { appeal, REASONS } from "../../adjudication/decisions/appealed-case";
import { caseIn, type WorldCase } from "../../case/complaints/world-case";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type World } from "../../support/world";

const FIGURES =
  "{ opened reopened closed rulings upheld partlyUpheld dismissed appeals overturned final upheldRate overturnRate }";
const HOURS = 24 * 40;

forEachDatabase((kind, further) => {
  let world: World;
  let ruled: WorldCase;
  let firstDay: string;
  const today = (): string => dateOf(dayOf(world.clock.now()));
  const dateOf = (day: number): string => `${day}`.replace(/(\d{4})(\d\d)(\d\d)/, "$1-$2-$3");

  /** Forty days: one case settled, one withdrawn and reopened, one ruled and overturned on appeal, one dismissed and final. */
  beforeAll(async () => {
    world = await startWorld(kind);
    world.toNoon();
    firstDay = today();
    const settled = await caseIn(world, "SETTLING");
    await world.later(5);
    await settled.do("wang.owner", "fileSettlementProof", { text: "已退款 300 元。" });
    await settled.do("li.na", "confirmSettlement");
    const withdrawn = await caseIn(world, "SUBMITTED", { breaches: 2 });
    await withdrawn.do("li.na", "withdrawComplaint");
    await withdrawn.do("zhou.lead", "reopenComplaint", { reason: "出现了新的证据,应当继续处理。" });
    ruled = await caseIn(world, "RULED", { breaches: 2 });
    await appeal(ruled, "wang.owner");
    await ruled.answerAppeals();
    await ruled.do("zhou.lead", "decideAppeal", {
      outcome: "GRANTED",
      reason: REASONS,
      replacement: await ruled.dismissal(),
    });
    const dismissed = await caseIn(world, "RULED", { dismissed: true });
    for (const who of ["li.na", "wang.owner"]) await dismissed.do(who, "waiveAppeal");
    await world.later(HOURS - 5);
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  async function ask(selection: string, input: Record<string, unknown> = {}, who = "zhou.lead"): Promise<any> {
    const { statistics } = await (
      await world.as(who)
    ).ok(`query ($input: StatisticsInput!) { statistics(input: $input) { ${selection} } }`, {
      input: { from: firstDay, to: today(), ...input },
    });
    return statistics;
  }

  const groups = async (by: string, more = ""): Promise<Record<string, any>> => {
    const answer = await ask(`groups(by: ${by}${more}) { value provider { legalName } figures ${FIGURES} }`);
    return Object.fromEntries(answer.groups.map((group: any) => [group.value, group.figures]));
  };

  test("the total is what happened, each once", async () => {
    const { total } = await ask(`total { figures ${FIGURES} before { opened } }`);
    expect(total.before).toBeNull();
    expect(total.figures).toMatchObject({ opened: 4, reopened: 1, rulings: 3, upheld: 1, dismissed: 2 });
    expect(total.figures).toMatchObject({ appeals: 1, overturned: 1, final: 2 });
    expect(total.figures.overturnRate).toBeCloseTo(1 / 3);
    expect(total.figures.closed).toBe(await closings());
  });

  /** As the log tells it. */
  async function closings(): Promise<number> {
    const events = await world.db.find(LoggedEvent, { audience: "PARTIES" });
    return events.filter(({ data }) => data.to === "CLOSED").length;
  }

  test("headings: rules, promises, causes, categories, providers, outcomes, reasons", async () => {
    expect((await groups("RULE"))["DELIVERY-1"]).toMatchObject({ rulings: 3, upheld: 1, opened: 0 });
    const kinds = await groups("PROMISE_KIND");
    expect(Object.values(kinds).reduce((sum, { opened }) => sum + opened, 0)).toBe(6);
    expect(await groups("ROOT_CAUSE")).toMatchObject({ OVER_PROMISING: { rulings: 3 } });
    expect(await groups("CATEGORY")).toMatchObject({ "shop-design": { opened: 4, rulings: 3 } });
    expect(await groups("OUTCOME")).toMatchObject({ DISMISSED: { rulings: 2 }, UPHELD: { rulings: 1, overturned: 1 } });
    expect(await groups("CLOSURE_REASON")).toMatchObject({ SETTLED: { closed: 1 }, WITHDRAWN: { closed: 1 } });
    const [only] = (await ask(`groups(by: PROVIDER, first: 1) { value provider { legalName } figures { opened } }`))
      .groups;
    expect(only).toMatchObject({ provider: { legalName: expect.stringContaining("星火") }, figures: { opened: 4 } });
    expect(await groups("PROVIDER", `, values: ["${only.value}", "prv_unknown"]`)).toMatchObject({
      [only.value]: { opened: 4 },
      prv_unknown: { opened: 0 },
    });
  });

  further("a period has its own days only, and stands beside an earlier one", async () => {
    const { total, beforeFrom, beforeTo } = await ask(
      `beforeFrom beforeTo total { figures { opened rulings } before { opened rulings } }`,
      { from: today(), to: dateOf(dayOf(world.clock.now() + (HOURS - 24) * 3_600_000)), compareWith: "PERIOD_BEFORE" },
    );
    expect([beforeFrom, beforeTo]).toEqual([firstDay, dateOf(dayOf(world.clock.now() - 86_400_000))]);
    expect(total).toEqual({ figures: { opened: 0, rulings: 0 }, before: { opened: 4, rulings: 3 } });
  });

  test("stages agree with the records of each stay", async () => {
    const { stages } = await ask(
      "stages { stage cases late meanMinutes medianMinutes p90Minutes spread { withinMinutes cases } before { cases } }",
    );
    const rows = await world.db.query<{ stage: string; cases: number; late: number; mean: number }>(
      `SELECT stage, COUNT(*) AS cases, COUNT(late_at) AS late, AVG((left_at - entered_at) / 60000.0) AS mean
       FROM stage_record WHERE left_at IS NOT NULL GROUP BY stage`,
    );
    expect(stages.map(({ stage, cases, late }: any) => [stage, cases, late]).sort()).toEqual(
      rows.map(({ stage, cases, late }) => [stage, cases, late]).sort(),
    );
    for (const { cases, spread } of stages) {
      const within = spread.map(({ withinMinutes }: { withinMinutes: number }) => withinMinutes);
      expect(within).toEqual([...within].sort((a, b) => a - b));
      expect(spread.reduce((sum: number, each: { cases: number }) => sum + each.cases, 0)).toBe(cases);
    }
    for (const { stage, meanMinutes, medianMinutes, p90Minutes, before } of stages) {
      const row = rows.find((each) => each.stage === stage);
      expect(Math.abs(meanMinutes - (row?.mean ?? NaN))).toBeLessThanOrEqual(1);
      expect(p90Minutes).toBeGreaterThanOrEqual(medianMinutes);
      expect(before).toBeNull();
    }
    const inCategory = await ask('stages(category: "shop-design") { stage cases }');
    expect(inCategory.stages.map(({ cases }: any) => cases)).toEqual(stages.map(({ cases }: any) => cases));
    expect((await ask('stages(category: "no-such") { stage }')).stages).toEqual([]);
  });

  test("the backlog of each day is what the records of each stay say was open at its end", async () => {
    const { backlog } = await ask("backlog { day byStatus { status cases } }");
    expect([backlog.length, backlog[0].day, backlog.at(-1).day]).toEqual([41, firstDay, today()]);
    for (const { day, byStatus } of backlog) {
      const end = Date.parse(`${day}T16:00:00Z`);
      const rows = await world.db.query<{ stage: string; cases: number }>(
        "SELECT stage, COUNT(*) AS cases FROM stage_record WHERE entered_at < ? AND (left_at IS NULL OR left_at >= ?) GROUP BY stage",
        [end, end],
      );
      const told = byStatus.map(({ status, cases }: any) => [status, cases]);
      expect([day, told.sort()]).toEqual([day, rows.map(({ stage, cases }) => [stage, cases]).sort()]);
    }
    expect(backlog.some(({ byStatus }: any) => byStatus.length > 0)).toBe(true);
    // What was open before the period began is open in it; of a long one every few days are told.
    const last = (await ask("backlog { day byStatus { status cases } }", { from: today() })).backlog;
    expect(last).toEqual([backlog.at(-1)]);
    const long = (await ask("backlog { day byStatus { status cases } }", { from: "2020-01-01" })).backlog;
    expect([long.length <= 100, long.at(-1)]).toEqual([true, backlog.at(-1)]);
  });

  further("how long cases took from their opening to their end", async () => {
    const SHOWN = "{ cases meanMinutes medianMinutes p90Minutes before { cases } }";
    const { resolution } = await ask(`resolution ${SHOWN}`);
    const complaints = await world.db.query<{ id: string; openedAt: number }>(
      "SELECT id, opened_at AS openedAt FROM complaint",
    );
    const events = (await world.db.find(LoggedEvent, {})).filter(({ data }) => data.to === "CLOSED");
    const took = events.map(({ streamId, at }) => {
      const opened = complaints.find(({ id }) => id === streamId)?.openedAt ?? NaN;
      return (at - opened) / 60_000;
    });
    expect(took.length).toBeGreaterThan(3);
    const mean = took.reduce((sum, each) => sum + each, 0) / took.length;
    expect(mean).toBeGreaterThan(60);
    expect(resolution).toMatchObject({ cases: took.length, before: null });
    expect(Math.abs(resolution.meanMinutes - mean)).toBeLessThanOrEqual(1);
    const median = [...took].sort((a, b) => a - b)[Math.ceil(took.length / 2) - 1] ?? NaN;
    expect(resolution.medianMinutes).toBeGreaterThanOrEqual(median);
    expect(resolution.medianMinutes).toBeLessThanOrEqual((median + 1) * 1.2 + 1);
    const none = { cases: 0, meanMinutes: null, medianMinutes: null, p90Minutes: null };
    const other = await ask(`resolution(category: "no-such") ${SHOWN}`, { compareWith: "YEAR_BEFORE" });
    expect(other.resolution).toEqual({ ...none, before: { cases: 0 } });
    expect((await ask('resolution(category: "shop-design") { cases }')).resolution.cases).toBe(took.length);
  });

  further("what is wrong with a question is said; only the platform's people may ask", async () => {
    const document = `query ($input: StatisticsInput!, $by: Int!) { statistics(input: $input) { groups(by: RULE, first: $by) { value } } }`;
    const lead = await world.as("zhou.lead");
    const refused = async (input: object, by = 5): Promise<unknown> =>
      (await lead.refused(document, { input, by })).extensions;
    const day = { from: "2026-01-01", to: "2026-01-01" };
    expect(await refused({ ...day, from: "2026-02-30" })).toMatchObject({
      code: "BAD_USER_INPUT",
      field: "input.from",
    });
    expect(await refused({ ...day, from: "gestern" })).toMatchObject({ code: "BAD_USER_INPUT", field: "input.from" });
    expect(await refused({ from: "0001-03-01", to: "0001-03-31" })).toMatchObject({
      code: "BAD_USER_INPUT",
      field: "input.from",
    });
    expect(await refused({ ...day, to: "2025-12-31" })).toMatchObject({ code: "BAD_USER_INPUT", field: "input.to" });
    expect(await refused({ ...day, from: "2001-01-01" })).toMatchObject({ code: "BAD_USER_INPUT", field: "input.to" });
    expect(await refused(day, 0)).toMatchObject({ code: "BAD_USER_INPUT", field: "first" });
    for (const who of ["li.na", "wang.owner"])
      expect((await (await world.as(who)).refused(document, { input: day, by: 1 })).extensions.code).toBe("FORBIDDEN");
    expect((await world.visitor.refused(document, { input: day, by: 1 })).extensions.code).toBe("UNAUTHENTICATED");
  });
});
