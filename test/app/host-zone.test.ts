import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { BUILT } from "../support/built";

const OFFICES = [
  { country: "CN", timeZone: null },
  { country: "DE", timeZone: null },
  { country: "US", timeZone: "America/New_York" },
];

/** The days of three years of each office, 1 for those on which it works, as a process tells them whose clock is in this zone. */
function daysIn(zone: string): string[] {
  const script = `const { openCalendar } = require(${JSON.stringify(join(BUILT, "src/app/open-calendar.js"))});
    const days = Array.from({ length: 1_096 }, (_, n) => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10));
    Promise.all(${JSON.stringify(OFFICES)}.map(openCalendar)).then((calendars) =>
      console.log(calendars.map(({ isWorkingDay }) => days.map((day) => Number(isWorkingDay(day))).join("")).join("\\n")));`;
  const env = { PATH: process.env.PATH, TZ: zone };
  return execFileSync(process.execPath, ["-e", script], { encoding: "utf8", env }).trim().split("\n");
}

test("an office works on the same days wherever the server's host has its clock", () => {
  const inUtc = daysIn("UTC");
  expect(inUtc.map((days) => days.length)).toEqual([1_096, 1_096, 1_096]);
  for (const zone of ["America/Los_Angeles", "Asia/Shanghai", "Pacific/Kiritimati"])
    expect([zone, ...daysIn(zone)]).toEqual([zone, ...inUtc]);
});
