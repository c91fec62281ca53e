import { DateTime } from "../../src/platform/graphql/scalars";
import { DAY, isoText } from "../../src/platform/time";

const asDates = (instant: unknown): string => new Date(instant as number).toISOString();

test("an instant is written as dates write themselves, to the millisecond", () => {
  const day = Date.UTC(2026, 1, 28);
  for (let instant = day; instant < day + 2 * DAY; instant += 12_347) expect(isoText(instant)).toBe(asDates(instant));
  // More days than are kept, of leap years and of others.
  for (let instant = 0; instant < Date.UTC(2100); instant += 7 * DAY + 1)
    expect(isoText(instant)).toBe(asDates(instant));
});

test.each([
  0,
  1,
  999,
  DAY - 1,
  DAY,
  253_402_300_799_999,
  253_402_300_800_000,
  8.64e15,
  -1,
  -DAY,
  -62_198_755_200_000,
  1.5,
])("%d is written as dates write it", (instant) => expect(isoText(instant)).toBe(asDates(instant)));

test("what is no instant is refused as dates refuse it", () => {
  for (const wrong of [NaN, Infinity, 8.64e15 + 1]) expect(() => isoText(wrong)).toThrow(RangeError);
});

test("an input of a day that does not exist is refused, and not taken for one of the next month", () => {
  expect(DateTime.parseValue("2028-02-29T23:59:59.999+08:00")).toBe(Date.UTC(2028, 1, 29, 15, 59, 59, 999));
  for (const day of ["2026-02-29", "2026-02-30", "2026-04-31", "2026-13-01", "2026-00-10", "2026-11-00"])
    expect(() => DateTime.parseValue(`${day}T00:00:00Z`)).toThrow(
      expect.objectContaining({ details: { reason: "scalar.dateTime" } }),
    );
});
