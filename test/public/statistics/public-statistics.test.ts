/* oxlint-disable typescript/no-explicit-any -- answers are untyped, as on the wire */
import { HouseRules } from "../../../src/house-rules/house-rules";
import { LoggedEvent } from "../../../src/platform/database/event.entity";
import { Loaders } from "../../../src/platform/database/loaders";
import { publicFiguresProjection } from "../../../src/public/statistics/public-figures.projection";
import { lastQuarter, quarterOf } from "../../../src/public/statistics/quarter.pure";
import { StatisticCount } from "../../../src/public/statistics/statistic-count.entity";
import { PUBLIC_MEASURES } from "../../../src/public/statistics/statistics-enums.types";
import { caseIn, openCase } from "../../case/complaints/world-case";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type World } from "../../support/world";

const GROUP = "value provider { id legalName } figures { figure unit numerator denominator value withheld }";
const READ = `query ($quarter: String) { publicStatistics(quarter: $quarter) {
  quarter from to minimumCount licence { id url } csv
  dictionary { figure unit meaning numerator denominator window minimumCount }
  total { ${GROUP} } categories: groups(by: CATEGORY) { ${GROUP} } providers: groups(by: PROVIDER) { ${GROUP} } } }`;
const DAYS = 24;

forEachDatabase((kind, further) => {
  let world: World;
  let quarters: string[];
  /** What happens at once in the long time afterwards belongs to the quarter that runs. */
  let until: number;

  /** One case unanswered, one settled and judged twice, one withdrawn at once; three ruled: remedied, waived, overturned after. */
  beforeAll(async () => {
    world = await startWorld(kind);
    const startedAt = world.clock.now();
    await openCase(world, { paid: true });
    await world.later(75);
    const settled = await openCase(world, { paid: true });
    await settled.do("zhao.staff", "giveFinalAnswer", { answer: "REFUSED", text: "海报不在本单范围内。" });
    await settled.do("li.na", "giveVerdict", { verdict: "NOT_SOLVED", satisfaction: 1 });
    await settled.do("li.na", "withdrawComplaint");
    await world.later(1);
    await settled.do("li.na", "giveVerdict", { verdict: "SOLVED", satisfaction: 4 });
    const hasty = await openCase(world);
    await hasty.do("li.na", "withdrawComplaint");
    // Nobody paid for this order: it is a case, and what its consumer says is no figure.
    const unpaid = await openCase(world, { consumer: "tom" });
    await unpaid.do("wang.owner", "refuseDemand", { reason: "我方已按约定交付。" });
    await unpaid.do("tom", "withdrawComplaint");
    await unpaid.do("tom", "giveVerdict", { verdict: "NOT_SOLVED", satisfaction: 1 });
    const remedied = await caseIn(world, "ENFORCING", { paid: true });
    const waived = await caseIn(world, "ENFORCING", { paid: true });
    await world.later(3 * DAYS);
    const [remedyId] = await remedied.remedies();
    await remedied.do("wang.owner", "fileRemedyProof", { remedyId, text: "退款单号 20260001" });
    await remedied.do("li.na", "confirmRemedy", { remedyId });
    await waived.do("li.na", "waiveRemedy", { remedyId: (await waived.remedies())[0] });
    // Remedied, so that what reached the consumer stays counted.
    await remedied.do("zhou.lead", "reopenComplaint", { reason: "出现了新的证据,应当继续处理。" });
    await world.later(20 * DAYS);
    until = world.clock.now();
    await world.later(170 * DAYS);
    await world.projected();
    const nameOf = (at: number): string => `${quarterOf(at)}`.replace(/.$/, "-Q$&");
    quarters = [...new Set([nameOf(startedAt), nameOf(until)])];
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  const read = async (quarter: string | null = null): Promise<any> =>
    (await world.visitor.ok(READ, { quarter })).publicStatistics;

  const showAll = (cases: number): Promise<void> =>
    world.db.transact(async (tx) => {
      tx.execute("UPDATE policy_value SET value = ? WHERE code = 'statistics.public'", [JSON.stringify({ cases })]);
      HouseRules.forget(tx);
    });

  /** Over all quarters of the story: the case may begin near the end of one. */
  async function sums(
    pick: (statistics: any) => any[],
  ): Promise<Record<string, [numerator: number, denominator: number]>> {
    const found: Record<string, [number, number]> = {};
    for (const quarter of quarters)
      for (const group of pick(await read(quarter)))
        for (const { figure, numerator, denominator } of group.figures) {
          const [n, d] = found[figure] ?? [0, 0];
          found[figure] = [n + (numerator ?? 0), d + (denominator ?? 0)];
        }
    return found;
  }

  further("what tells of few is withheld, from everybody", async () => {
    for (const quarter of quarters) {
      const { total, categories, providers, minimumCount } = await read(quarter);
      expect(minimumCount).toBe(10);
      for (const { figure, value, numerator, denominator, withheld } of total.figures)
        if (figure !== "PLATFORM_LATE")
          expect([value, numerator, denominator, withheld]).toEqual([null, null, null, true]);
      expect([categories, providers]).toEqual([[], []]);
    }
  });

  test("what happened, each once: in total, by category and by provider", async () => {
    await showAll(1);
    const total = await sums(({ total }) => [total]);
    // Not those that nobody paid for: whoever orders at will would decide how many cases a competitor has.
    expect(total.OPENED).toEqual([0, 4]);
    const [closings] = await world.db.query<{ n: number }>(
      `SELECT COUNT(*) AS n FROM event_log e JOIN complaint c ON c.id = e.stream_id
       WHERE e.at <= ? AND e.data LIKE '%"to":"CLOSED"%' AND EXISTS (SELECT 1 FROM payment p WHERE p.order_id = c.order_id AND p.purpose = 'ORDER')`,
      [until],
    );
    expect(total.DAYS_TO_CLOSE).toEqual([0, closings?.n]);
    // Not the one withdrawn at once: its provider need not have answered yet.
    expect(total.ANSWERED).toEqual([3, 4]);
    expect(total.SOLVED).toEqual([1, 1]);
    expect(total.SATISFACTION).toEqual([4, 1]);
    expect(total.REMEDIES_REACHED).toEqual([1, 1]);
    expect(total.DAYS_TO_REMEDY).toEqual([0, 1]);
    expect(total.OVERTURNED?.[1]).toBe(2);
    const [steps] = await world.db.query<{ cases: number; late: number }>(
      `SELECT COUNT(*) AS cases, COUNT(late_at) AS late FROM stage_record
       WHERE left_at <= ? AND stage IN ('SUBMITTED', 'UNDER_REVIEW', 'APPEALED')`,
      [until],
    );
    expect(total.PLATFORM_LATE).toEqual([steps?.late, steps?.cases]);
    expect(steps?.late).toBeGreaterThan(0);
    expect(await sums(({ categories }) => categories)).toEqual(total);
    expect(await sums(({ providers }) => providers)).toEqual(total);
    const named = (await Promise.all(quarters.map((quarter) => read(quarter)))).flatMap(({ providers }) => providers);
    expect(new Set(named.map(({ provider }) => provider.legalName)).size).toBe(1);
    expect(named[0].value).toBe(named[0].provider.id);
    const days = (await Promise.all(quarters.map((quarter) => read(quarter))))
      .flatMap(({ total: { figures } }) => figures)
      .filter(({ figure, value }: any) => figure === "DAYS_TO_REMEDY" && value !== null);
    expect(days).toHaveLength(1);
    expect(days[0].value).toBeGreaterThanOrEqual(3);
    expect(days[0].value).toBeLessThan(4);
  });

  test("cases enough of two people are still of two people", async () => {
    await showAll(3);
    for (const quarter of quarters)
      for (const { figures } of [(await read(quarter)).total])
        expect(figures.filter((each: any) => !each.withheld)).toEqual([]);
  });

  test("every event is counted once on every node, and all of them again from the beginning give the same", async () => {
    const rows = async () =>
      (await world.db.find(StatisticCount, {}, "ORDER BY dimension, grain, period, value, measure"))
        .filter(({ measure }) => (PUBLIC_MEASURES as readonly string[]).includes(measure))
        .map(({ id: _, ...row }) => row)
        .filter(({ amount }) => amount !== 0);
    const before = await rows();
    await world.db.transact(async (tx) => publicFiguresProjection.empty?.(tx));
    for (const event of await world.db.find(LoggedEvent, {}, "ORDER BY id"))
      if (publicFiguresProjection.wants?.(event as never))
        await world.db.transact(async (tx) => {
          const known = new Loaders(tx);
          await publicFiguresProjection.apply(tx, event as never, known);
          await publicFiguresProjection.settle?.(tx, [event as never], known);
        });
    expect(await rows()).toEqual(before);
    expect(before.length).toBeGreaterThan(0);

    // As many at once as there are.
    await world.db.transact(async (tx) => publicFiguresProjection.empty?.(tx));
    await world.db.transact(async (tx) => {
      const known = new Loaders(tx);
      const events = (await tx.find(LoggedEvent, {}, "ORDER BY id")) as never[];
      const wanted = events.filter((event) => publicFiguresProjection.wants?.(event));
      for (const event of wanted) await publicFiguresProjection.apply(tx, event, known);
      await publicFiguresProjection.settle?.(tx, wanted, known);
    });
    expect(await rows()).toEqual(before);
  });

  test("the dictionary says of every figure what it is, in both languages; the licence allows reuse", async () => {
    const { dictionary, licence, total, from, to, quarter } = await read();
    expect(quarter).toBe(lastQuarter(world.clock.now()).name);
    expect(from < to).toBe(true);
    expect(licence).toEqual({ id: "CC-BY-4.0", url: "https://creativecommons.org/licenses/by/4.0/" });
    expect(dictionary.map(({ figure }: any) => figure)).toEqual(total.figures.map(({ figure }: any) => figure));
    const response = await fetch(`${world.url}/figures/dictionary.json`);
    const both = await response.json();
    for (const locale of ["en", "zh-CN"])
      for (const { meaning, denominator, window, numerator, unit } of both[locale]) {
        const texts = [meaning, denominator, window, ...(unit === "SHARE" || unit === "MEAN" ? [numerator] : [])];
        for (const text of texts) {
          expect(text).not.toMatch(/^figure\./);
          expect(/\p{Script=Han}/u.test(text)).toBe(locale === "zh-CN");
        }
      }
  });

  test("the same as CSV, with its licence, safe for spreadsheets, and not sent again when known", async () => {
    await showAll(1);
    await world.db.transact(async (tx) => tx.execute("UPDATE provider SET legal_name = '=HYPERLINK(1)' WHERE 1 = 1"));
    const statistics = (await Promise.all(quarters.map((quarter) => read(quarter)))).find(
      ({ providers }) => providers.length > 0,
    );
    const response = await fetch(`${world.url}${statistics.csv}`);
    expect(response.status).toBe(200);
    expect(response.headers.get("link")).toContain('rel="license"');
    const text = await response.text();
    const lines = text.replace("\ufeff", "").trim().split("\r\n");
    expect(lines[0]).toBe("quarter,by,heading,name,figure,unit,numerator,denominator,value,withheld");
    const { total, categories, providers } = statistics;
    expect(lines).toHaveLength(1 + total.figures.length * (1 + categories.length + providers.length));
    const opened = total.figures.find(({ figure }: any) => figure === "OPENED");
    expect(lines).toContain(`${statistics.quarter},ALL,,,OPENED,COUNT,,${opened.denominator},${opened.value},no`);
    expect(text).toContain("'=HYPERLINK(1)");
    const again = await fetch(`${world.url}${statistics.csv}`, {
      headers: { "If-None-Match": response.headers.get("etag") ?? "" },
    });
    expect(again.status).toBe(304);
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
  });

  further("what is not a quarter, and one that is not over, is refused; nothing else is served there", async () => {
    const running = `${new Date(world.clock.now() + 8 * 3_600_000).getUTCFullYear() + 1}-Q1`;
    for (const quarter of ["2026-Q5", "2026", "'; DROP TABLE complaint; --", running]) {
      const { extensions } = await world.visitor.refused(READ, { quarter });
      expect(extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "quarter" });
      const response = await fetch(`${world.url}/figures/quarter.csv?quarter=${encodeURIComponent(quarter)}`);
      expect(response.status).toBe(400);
    }
    expect((await world.visitor.ok(READ, { quarter: "1999-Q4" })).publicStatistics.categories).toEqual([]);
    expect((await fetch(`${world.url}/figures/quarter.csv`, { method: "POST" })).status).toBe(405);
    expect((await fetch(`${world.url}/figures/else.csv`)).status).toBe(404);
    const most = `{ publicStatistics { groups(by: PROVIDER, first: 100000) { value } } }`;
    expect((await world.visitor.refused(most, {})).extensions.code).toBe("QUERY_TOO_COMPLEX");
    const none = `{ publicStatistics { groups(by: PROVIDER, first: 0) { value } } }`;
    expect((await world.visitor.refused(none, {})).extensions.code).toBe("BAD_USER_INPUT");
  });
});
