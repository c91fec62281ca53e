import { KEPT_MS } from "../../src/app/serving/health-routes";
import { HouseRules } from "../../src/house-rules/house-rules";
import { certainUntil, chinaCalendar, dueAfter, withDays } from "../../src/house-rules/working-time.pure";
import { LoggedEvent } from "../../src/platform/database/event.entity";
import { DAY } from "../../src/platform/time";
import { Applicant, creditCode } from "../market/vetting/applicant";
import { forEachDatabase } from "../support/databases";
import { startWorld, type World } from "../support/world";

const at = (wall: string): number => Date.parse(`${wall}+08:00`);

describe("until when the calendar is certain", () => {
  test("until the end of the last year whose holidays are decided", () => {
    expect(certainUntil(chinaCalendar, at("2025-11-18T10:00"))).toBe("2026-12-31");
    expect(certainUntil(chinaCalendar, at("2026-12-31T23:59"))).toBe("2026-12-31");
  });

  test("in a year that nobody decided, it ended with the one before", () => {
    expect(certainUntil(chinaCalendar, at("2030-01-01T00:00"))).toBe("2029-12-31");
  });

  test("days that were set make a year known", () => {
    const days = withDays(chinaCalendar, new Map([["2027-10-01", false]]));
    expect(certainUntil(days, at("2026-11-26T10:00"))).toBe("2027-12-31");
  });
});

test("a day that was set comes before the package, both ways", () => {
  const set = withDays(
    chinaCalendar,
    new Map([
      ["2025-11-19", false],
      ["2025-11-22", true],
    ]),
  );
  const due = (workingDays: number): string =>
    new Date(dueAfter(set, at("2025-11-18T10:00"), { workingDays }) + 8 * 3_600_000).toISOString().slice(0, 10);
  expect([1, 2, 3].map(due)).toEqual(["2025-11-20", "2025-11-21", "2025-11-22"]);
});

forEachDatabase((kind, further) => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld(kind);
    world.toNoon();
  });
  afterEach(() => world?.[Symbol.asyncDispose]());

  const CALENDAR = "workingCalendar { certainUntil days { date working reason effectiveFrom } }";
  /** By the office's clock. */
  const dayAfter = (days: number): string =>
    new Date(world.clock.now() + days * DAY + 8 * 3_600_000).toISOString().slice(0, 10);
  const set = async (date: string, working: boolean, more: object = {}) =>
    (await world.as("admin")).do("setCalendarDay", { date, working, reason: "通知", ...more }, `{ ${CALENDAR} }`);

  further(
    "an administrator sets days, which every clock of working days that begins from then on counts by",
    async () => {
      const applicant = async (n: number): Promise<string> => {
        const one = await Applicant.register(world, "li.na", creditCode(n));
        await one.addAll();
        return (await one.submit()).dueAt;
      };
      const before = await applicant(11);
      for (let days = 0; days < 60; days += 1) await set(dayAfter(days), false);
      const after = await applicant(12);
      expect(Date.parse(after) - Date.parse(before)).toBeGreaterThan(40 * DAY);
      const { workingCalendar } = await world.visitor.ok(`{ ${CALENDAR} }`);
      expect(workingCalendar.days).toHaveLength(60);
      expect(workingCalendar.days[0]).toMatchObject({ date: dayAfter(0), working: false, reason: "通知" });
    },
  );

  further("a day that is set for later counts from then on, and of several the last one in force", async () => {
    const date = dayAfter(30);
    const isWorkingDay = async (): Promise<boolean> =>
      (await HouseRules.inForce(world.db, world.clock.now())).calendar.isWorkingDay(date);
    const was = await isWorkingDay();
    const from = new Date(world.clock.now() + 5 * DAY).toISOString();
    await set(date, !was, { effectiveFrom: from });
    expect(await isWorkingDay()).toBe(was);
    await world.later(5 * 24 + 1);
    expect(await isWorkingDay()).toBe(!was);
    await set(date, was);
    expect(await isWorkingDay()).toBe(was);
  });

  further("what is over or does not exist cannot be set, and nobody else sets a day", async () => {
    const admin = await world.as("admin");
    const refused = async (input: object): Promise<unknown[]> => {
      const day = { date: dayAfter(1), working: true, reason: "通知", ...input };
      const { extensions } = await admin.tryTo("setCalendarDay", day);
      return [extensions.code, extensions.field];
    };
    expect(await refused({ date: "2031-02-30" })).toEqual(["BAD_USER_INPUT", "input.date"]);
    expect(await refused({ date: "next week" })).toEqual(["BAD_USER_INPUT", "input.date"]);
    expect(await refused({ date: dayAfter(-1) })).toEqual(["BAD_USER_INPUT", "input.date"]);
    const past = new Date(world.clock.now() - 60_000).toISOString();
    expect(await refused({ effectiveFrom: past })).toEqual(["BAD_USER_INPUT", "input.effectiveFrom"]);
    const later = new Date(world.clock.now() + DAY).toISOString();
    await set(dayAfter(3), true, { effectiveFrom: later });
    expect(await refused({ date: dayAfter(3), effectiveFrom: later })).toEqual([
      "ALREADY_EXISTS",
      "input.effectiveFrom",
    ]);
    const other = await world.as("zhou.lead");
    const { extensions } = await other.tryTo("setCalendarDay", { date: dayAfter(1), working: true, reason: "通知" });
    expect(extensions.code).toBe("FORBIDDEN");
  });

  further("whoever oversees the rules is told of a day that was set, and its history commits to it", async () => {
    const effectiveFrom = new Date(world.clock.now() + DAY).toISOString();
    await set(dayAfter(9), true, { effectiveFrom });
    const told = async (who: string): Promise<string[]> => {
      const { inbox } = await (await world.as(who)).ok("{ inbox { notices(first: 20) { nodes { type text } } } }");
      return inbox.notices.nodes.flatMap((notice: { type: string; text: string }) =>
        notice.type === "CALENDAR_DAY_SET" ? notice.text : [],
      );
    };
    expect(await told("zhou.lead")).toEqual([expect.stringContaining(dayAfter(9))]);
    expect(await told("admin")).toEqual([]);
    const [event] = await world.db.find(LoggedEvent, { type: "CALENDAR_DAY_SET" });
    expect(event).toMatchObject({
      ...{ streamId: "house-rules", actorRole: "ADMIN" },
      data: { date: dayAfter(9), working: 1, effectiveFrom: Date.parse(effectiveFrom) },
    });
  });

  test("of several who set the same day at the same moment one sets it, and the others are told", async () => {
    const admin = await world.as("admin");
    const effectiveFrom = new Date(world.clock.now() + DAY).toISOString();
    const day = { date: dayAfter(9), working: true, reason: "通知", effectiveFrom };
    const setting = (): Promise<string> =>
      admin
        .gql("mutation ($input: SetCalendarDayInput!) { setCalendarDay(input: $input) { clientMutationId } }", {
          input: day,
        })
        .then(({ errors }) => errors?.[0]?.extensions.code ?? "SET");
    const codes = await Promise.all(Array.from({ length: 6 }, setting));
    expect(codes.sort()).toEqual([...Array<string>(5).fill("ALREADY_EXISTS"), "SET"]);
  });

  test("a server whose calendar ends soon says so, to people; once its next year is set it does not", async () => {
    const working = async (): Promise<{ status: string; warnings: string[] }> =>
      (await fetch(`${world.url}/health/dependencies`)).json() as Promise<{ status: string; warnings: string[] }>;
    const { workingCalendar } = await world.visitor.ok(`{ ${CALENDAR} }`);
    const lastYear = Number(workingCalendar.certainUntil.slice(0, 4));
    await world.later(Math.max(0, (Date.parse(`${lastYear}-10-15`) - world.clock.now()) / 3_600_000));
    const told = await working();
    expect(told.status).toBe("working");
    expect(told.warnings).toEqual([`calendar: official holidays are known until ${lastYear}-12-31`]);
    await set(`${lastYear + 1}-10-01`, false);
    world.clock.advance(KEPT_MS);
    expect(await working()).toEqual({ status: "working", problems: [], warnings: [] });
  });

  test("a server that cannot read its calendar says that, instead of nothing", async () => {
    world.clock.advance(KEPT_MS);
    await world.db.transact(async (tx) => {
      tx.execute("ALTER TABLE policy_value RENAME TO policy_value_away");
      HouseRules.forget(tx);
    });
    const answer = await fetch(`${world.url}/health/dependencies`);
    expect([answer.status, await answer.json()]).toEqual([
      200,
      {
        status: "working",
        problems: [],
        warnings: [
          "calendar: its end could not be read",
          "approvals: whether there are leads enough could not be read",
        ],
      },
    ]);
  });
});
