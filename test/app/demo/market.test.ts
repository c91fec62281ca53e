import { join } from "node:path";
import pino from "pino";
import { countBy, faultsOfLog, whatWaits } from "../../../bench/support/market-facts";
import { cloudEvents } from "../../../src/app/events-out/cloud-event";
import { CASE_PATHS } from "../../../src/app/demo/market/case-paths.table";
import type { Filled } from "../../../src/app/demo/market/fill-market";
import type { Story } from "../../../src/app/demo/market/market-story";
import { planMarket } from "../../../src/app/demo/market/plan-market";
import { DEMO_PEOPLE } from "../../../src/app/demo/demo-people";
import { COMPLAINT_STATUSES } from "../../../src/case/complaints/complaint.lifecycle";
import { parseConfig } from "../../../src/config";
import { sql } from "../../../src/platform/database/sql";
import { numberedEvents } from "../../../src/platform/feed/numbered-events";
import { startServer, type RunningServer } from "../../../src/server";
import { DAY } from "../../../src/platform/time";
import { BUILT } from "../../support/built";
import { createMigratedDatabase, forEachDatabase, type TestDatabase } from "../../support/databases";
import { eventually } from "../../support/eventually";
import { startProcess } from "../../support/processes";
import { temporaryFolder, type TemporaryFolder } from "../../support/temporary";
import { Person, signIn } from "../../support/world";

const MINUTE = 60_000;

test.each(["2026-11-28", "2027-05-10", "2028-02-20"])(
  "the open cases of a market that ends on %s have become more over weeks, not all at once",
  (day) => {
    const endsAt = Date.parse(`${day}T12:00:00Z`);
    const isLeftOpen = ({ id }: Story): boolean =>
      CASE_PATHS.some(({ name, hoursAgo }) => hoursAgo !== undefined && id.startsWith(`case-${name}-`));
    const cases = planMarket({ size: "full", beginsAt: endsAt - 425 * DAY, endsAt })
      .filter(({ id }) => id.startsWith("case-"))
      // The first two steps are the order's.
      .map((story) => ({
        from: story.steps[2]?.at ?? 0,
        until: isLeftOpen(story) ? Infinity : (story.steps.at(-1)?.at ?? 0),
      }));
    const openOn = (at: number): number => cases.filter(({ from, until }) => from <= at && at < until).length;
    const weekly = Array.from({ length: 6 }, (_, ago) => openOn(endsAt - ago * 7 * DAY));
    const grown = weekly.slice(0, -1).map((open, ago) => open - (weekly[ago + 1] ?? 0));
    expect(Math.max(...grown)).toBeLessThan((weekly[0] ?? 0) / 2);
  },
);

/** The small market: a case of nearly every path, in a few months. `npm run bench:market` fills and checks the large one. */
forEachDatabase((kind) => {
  let made: TestDatabase | undefined;
  let folder: TemporaryFolder | undefined;
  let server: RunningServer;
  let refusal = "";
  let publicWhileFilling = 0;
  let orderedBefore = 0;
  let filled: Filled | null = null;

  const settings = (): Record<string, string | undefined> => {
    const place = { DATABASE_URL: made?.url, DATA_DIR: folder?.path, SECRET: "s".repeat(64), HOST: "127.0.0.1" };
    const demo = { DEMO: "true", DEVELOPMENT: "true", DEMO_MARKET: "small", SWEEP_SECONDS: "3600" };
    return { ...place, ...demo, PORT: "0", LOG_LEVEL: "silent" };
  };

  const orders = async (): Promise<number> => {
    const [row] = await server.services.database.query<{ n: number }>("SELECT COUNT(*) AS n FROM service_order");
    return Number(row?.n);
  };

  beforeAll(async () => {
    [made, folder] = [await createMigratedDatabase(kind), await temporaryFolder("market")];
    const ready = { output: /Health[^]*\n\n/ };
    await using first = await startProcess(process.execPath, [join(BUILT, "src/main.js")], { ready, env: settings() });
    const url = /http:\/\/localhost:\d+/.exec(first.output)?.[0] ?? "";
    refusal = await signIn(url, "li.na").then(
      () => "signed in",
      (error: unknown) => String(error),
    );
    await first.waitForOutput(/being filled: 20 %/);
    const { providers } = await new Person(url, undefined).ok(`{ providers(first: 50) { nodes { legalName } } }`);
    publicWhileFilling = providers.nodes.length;
    // Once without warning, once with.
    await first.kill(kind === "sqlite" ? "SIGKILL" : "SIGTERM");

    server = await startServer(parseConfig(settings()), { log: pino({ level: "silent" }) });
    orderedBefore = await orders();
    filled = await server.filled;
    // It plays some hundred cases: on a machine that does much else it takes minutes.
  }, 400_000);
  afterAll(async () => {
    await server?.[Symbol.asyncDispose]();
    await made?.dispose();
    await folder?.remove();
  });

  test("it is read while it is filled, and nobody signs in before; a start after it was killed goes on to the end", async () => {
    expect(refusal).toMatch(/OVERLOADED.*signIn\.marketFilling/s);
    expect(publicWhileFilling).toBe(4);
    expect(orderedBefore).toBeGreaterThan(0);
    expect(orderedBefore).toBeLessThan(ORDERS);
    expect(filled?.ended).toEqual([]);
    const { database, clock } = server.services;
    expect(Math.abs(clock.now() - Date.now())).toBeLessThan(MINUTE);
    // Nothing was played twice.
    expect(await countBy(database, "demo_market", "size")).toEqual({ small: 1 });
    expect(await countBy(database, "demo_story", "step")).toEqual({});
    expect(await orders()).toBe(ORDERS);
  });

  test("there are cases in every state, and closed in every way but by default", async () => {
    const { database } = server.services;
    expect(Object.keys(await countBy(database, "complaint", "status")).sort()).toEqual([...COMPLAINT_STATUSES].sort());
    expect(await countBy(database, "complaint", "closure_reason")).toMatchObject({
      SETTLED: 2,
      WITHDRAWN: 1,
      NOT_ACCEPTED: 1,
      EXPIRED: 1,
      DISMISSED: 1,
      REMEDIED: 4,
      EXTERNAL: 1,
    });
    expect(await countBy(database, "ruling", "outcome")).toMatchObject({ UPHELD: 6, PARTLY_UPHELD: 3, DISMISSED: 1 });
    expect(await countBy(database, "appeal", "status")).toEqual({ FILED: 1, DISMISSED: 1, PARTLY_GRANTED: 1 });
    expect(await countBy(database, "evidence", "status")).toEqual({ STORED: 16 });
    expect(await countBy(database, "review", "provider_id")).not.toEqual({});
    const said = await database.query<{ title: string; text: string }>(
      `SELECT c.title, o.text FROM offer o JOIN complaint c ON c.id = o.complaint_id
       UNION ALL SELECT c.title, m.text FROM message m JOIN complaint c ON c.id = m.complaint_id
       UNION ALL SELECT c.title, e.data FROM event_log e JOIN complaint c ON c.id = e.stream_id WHERE e.type = 'DEMAND_REFUSED'`,
    );
    const inEnglish = said.filter(({ title }) => !/\p{Script=Han}/u.test(title));
    expect(inEnglish.length).toBeGreaterThan(0);
    expect(inEnglish.filter(({ text }) => /\p{Script=Han}/u.test(text))).toEqual([]);
  });

  test("every history is what the commands recorded, in the order of time", async () => {
    const { events, broken, outOfOrder } = await faultsOfLog(server.services.database);
    expect(events).toBeGreaterThan(600);
    expect(broken).toEqual([]);
    // On MariaDB transactions overlap.
    if (kind === "sqlite") expect(outOfOrder).toBe(0);
  });

  test("of all that happened nothing that anybody wrote leaves with the events", async () => {
    const { database } = server.services;
    const events = await numberedEvents(database, sql`p.position > 0`);
    const texts = JSON.stringify(await cloudEvents(database, "https://redress.example", events));
    expect(new Set(events.map(({ type }) => type)).size).toBeGreaterThan(70);
    expect(texts).not.toMatch(/\p{Script=Han}/u);
    const words = [...texts.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, text = ""]) => text);
    // Ids, hashes, times, places, and words of programs: no names, no sentences, no addresses.
    const strange = words.filter(
      (word) =>
        !/^([a-z]{3}_[0-9a-z]{26}|[0-9a-f]{64}|[\d:TZ.-]+|[A-Z][A-Z0-9_]*|[a-zA-Z]+(\.[a-zA-Z]+)?|redress\.[a-z-]+\.[A-Z0-9_]+)$/.test(
          word,
        ),
    );
    expect([...new Set(strange)].sort()).toEqual([
      ...["1.0", "application/json", "house-rules", "https://redress.example"].filter((word) => strange.includes(word)),
    ]);
    const people = await database.query<{ login: string; display_name: string }>(
      "SELECT login, display_name FROM account",
    );
    const named = people.flatMap(({ login, display_name: name }) => [login, name]);
    expect(named.filter((name) => words.includes(name))).toEqual([]);
  });

  test("everybody is a member since their account was opened", async () => {
    const { viewer } = await (
      await signIn(server.url, "tom")
    ).ok("{ viewer { createdAt securityEvents(last: 1) { nodes { type at } } } }");
    expect(viewer.securityEvents.nodes).toEqual([{ type: "ACCOUNT_REGISTERED", at: viewer.createdAt }]);
  });

  test.each(DEMO_PEOPLE.map(({ login }) => login))("something waits for %s, who can sign in", async (login) => {
    const { database, clock } = server.services;
    // The replay of the rule's draft is a job.
    await eventually(async () => expect(await whatWaits(database, login, clock.now())).toBeGreaterThan(0));
    expect((await signIn(server.url, login)).accountId).toMatch(/^acc_/);
  });
});

/** Those of cases and others, and one that is not paid yet. */
const ORDERS = 51;
