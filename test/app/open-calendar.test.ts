import fc from "fast-check";
import { openCalendar } from "../../src/app/open-calendar";
import { ConfigError } from "../../src/app/config-error";
import { parseConfig } from "../../src/config";
import { HouseRules } from "../../src/house-rules/house-rules";
import { instantAt, wallOf } from "../../src/house-rules/wall-clock.pure";
import {
  certainUntil,
  chinaCalendar,
  dueAfter,
  remaining,
  type WorkingCalendar,
} from "../../src/house-rules/working-time.pure";
import { Applicant, creditCode } from "../market/vetting/applicant";
import { forEachDatabase } from "../support/databases";
import { startWorld } from "../support/world";

const working = (calendar: WorkingCalendar, days: readonly string[]): boolean[] =>
  days.map((day) => calendar.isWorkingDay(day));
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const office = (country: string, timeZone?: string) => openCalendar({ country, timeZone });
const after = async (calendar: ReturnType<typeof office>, start: string, workingDays: number): Promise<string> =>
  new Date(dueAfter(await calendar, Date.parse(start), { workingDays })).toISOString();

test("in Germany work is done on 24 and 28 December 2026, and on no day between", async () => {
  const germany = office("DE");
  expect((await germany).timeZone).toBe("Europe/Berlin");
  const days = ["2026-12-24", "2026-12-25", "2026-12-26", "2026-12-27", "2026-12-28"];
  expect(working(await germany, days)).toEqual([true, false, false, false, true]);
  expect(await after(germany, "2026-12-23T10:00+01:00", 1)).toBe("2026-12-24T17:00:00.000Z");
  expect(await after(germany, "2026-12-23T10:00+01:00", 2)).toBe("2026-12-28T17:00:00.000Z");
  // After the office's evening it counts from the next working day.
  expect(await after(germany, "2026-12-24T18:30+01:00", 1)).toBe("2026-12-29T17:00:00.000Z");
  expect(await after(germany, "2026-12-24T17:30+01:00", 1)).toBe("2026-12-28T17:00:00.000Z");
});

test("a working day ends by the office's clock, in summer as in winter", async () => {
  const newYork = office("US", "America/New_York");
  // Summer time ends on 1 November 2026, and begins on 14 March 2027.
  expect(await after(newYork, "2026-10-29T10:00-04:00", 1)).toBe("2026-10-30T22:00:00.000Z");
  expect(await after(newYork, "2026-10-29T10:00-04:00", 2)).toBe("2026-11-02T23:00:00.000Z");
  expect(await after(newYork, "2027-03-11T10:00-05:00", 1)).toBe("2027-03-12T23:00:00.000Z");
  expect(await after(newYork, "2027-03-11T10:00-05:00", 2)).toBe("2027-03-15T22:00:00.000Z");
  // The holiday that falls on a Saturday is observed on the Friday before.
  expect((await newYork).isWorkingDay("2027-12-24")).toBe(false);
  const berlin = office("DE");
  expect(await after(berlin, "2026-10-23T10:00+02:00", 1)).toBe("2026-10-26T17:00:00.000Z");
  // Over Easter, from Thursday to Tuesday.
  expect(await after(berlin, "2027-03-25T10:00+01:00", 1)).toBe("2027-03-30T16:00:00.000Z");
});

test("a clock that is paused over the change of the clocks has as many working days left", async () => {
  const newYork = await office("US", "America/New_York");
  const start = Date.parse("2026-10-29T10:00-04:00");
  const due = dueAfter(newYork, start, { workingDays: 4 });
  const left = remaining(newYork, Date.parse("2026-10-30T10:00-04:00"), due, { workingDays: 4 });
  expect(left).toEqual({ workingDays: 3 });
  expect(dueAfter(newYork, Date.parse("2026-10-30T10:00-04:00"), left)).toBe(due);
});

test("regions have their own holidays, and countries their own weekend", async () => {
  const [bavaria, berlin, arabia] = [await office("DE-BY"), await office("DE-BE"), await office("SA")];
  expect([bavaria, berlin].flatMap((each) => working(each, ["2027-01-06"]))).toEqual([false, true]);
  // A Friday, a Saturday, a Sunday.
  expect(working(arabia, ["2026-11-27", "2026-11-28", "2026-11-29"])).toEqual([false, false, true]);
  // Eid al-Fitr lasts for days.
  expect(working(arabia, ["2026-03-19", "2026-03-22"])).toEqual([false, false]);
});

test("holidays that follow rules are known for years", async () => {
  expect(certainUntil(await office("DE"), Date.parse("2026-11-26T12:00Z"))).toBe("2035-12-31");
});

test("China's calendar is what it was, to the millisecond", async () => {
  const china = await office("CN");
  expect(china).toEqual(chinaCalendar);
  fc.assert(
    fc.property(fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2026, 10, 1) }), (instant) => {
      expect(wallOf(china.timeZone, instant)).toBe(instant + 8 * HOUR);
      expect(instantAt(china.timeZone, instant)).toBe(instant - 8 * HOUR);
    }),
  );
});

test("every time that clocks show is that of an instant, in every zone but where they are put forward", () => {
  const zones = fc.constantFrom(
    "America/New_York",
    "Europe/Berlin",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Pacific/Apia",
  );
  fc.assert(
    fc.property(
      zones,
      fc.integer({ min: Date.UTC(2024, 0, 1) / 60_000, max: Date.UTC(2030, 0, 1) / 60_000 }),
      (zone, n) => {
        const wall = wallOf(zone, n * 60_000);
        expect(wallOf(zone, instantAt(zone, wall))).toBe(wall);
      },
    ),
  );
});

test.each([
  ["XX", undefined, "COUNTRY=XX: there is no calendar of this country"],
  ["DE-XX", undefined, "COUNTRY=DE-XX: there is no such region; those of DE are BB, BE,"],
  ["US", undefined, "TIME_ZONE: needed with COUNTRY=US, which has more than one: America/New_York"],
])("without data there is no calendar: %s", async (country, timeZone, problem) => {
  await expect(office(country, timeZone)).rejects.toThrow(problem);
  await expect(office(country, timeZone)).rejects.toBeInstanceOf(ConfigError);
});

test("what is no country or zone at all is refused with the other settings", () => {
  const parse = () => parseConfig({ COUNTRY: "Germany", TIME_ZONE: "Berlin", SECRET: "x".repeat(32) });
  expect(parse).toThrow(/COUNTRY=Germany: must be a country[\s\S]*TIME_ZONE=Berlin: must be a time zone/);
});

forEachDatabase((kind) => {
  test("a server does not start in a country of which it knows nothing", async () => {
    await expect(startWorld(kind, {}, { COUNTRY: "XX" })).rejects.toThrow("there is no calendar of this country");
  });

  test("a server in Germany counts its clocks by that country's days, and by those that it sets itself", async () => {
    await using world = await startWorld(kind, {}, { COUNTRY: "DE" });
    const CALENDAR = "workingCalendar { country timeZone certainUntil }";
    const { workingCalendar } = await world.visitor.ok(`{ ${CALENDAR} }`);
    expect(workingCalendar).toMatchObject({ country: "DE", timeZone: "Europe/Berlin" });
    // Times are told by the office's clock to whoever has chosen no other.
    const consumer = await world.as("li.na");
    expect((await consumer.ok("{ viewer { timeZone } }")).viewer.timeZone).toBe("Europe/Berlin");
    const { calendar } = await HouseRules.inForce(world.db, world.clock.now());
    const days = Array.from({ length: 60 }, (_, n) => new Date(world.clock.now() + n * DAY).toISOString().slice(0, 10));
    const germany = await office("DE");
    expect(working(calendar, days)).toEqual(working(germany, days));
    const applicant = await Applicant.register(world, "li.na", creditCode(21));
    await applicant.addAll();
    const before = world.clock.now();
    const { dueAt } = await applicant.submit();
    expect(Date.parse(dueAt)).toBe(dueAfter(germany, before, { workingDays: 5 }));
    const holiday = `${new Date(world.clock.now()).getUTCFullYear() + 1}-12-26`;
    expect(calendar.isWorkingDay(holiday)).toBe(false);
    await (
      await world.as("admin")
    ).do("setCalendarDay", { date: holiday, working: true, reason: "Inventur" }, "{ workingCalendar { country } }");
    const now = await HouseRules.inForce(world.db, world.clock.now());
    expect(now.calendar.isWorkingDay(holiday)).toBe(true);
  });
});
