import fc from "fast-check";
import { caseNumber, parseCaseNumber, zeroOf } from "../../../src/case/complaints/case-number.pure";

const FORTY_ONE = zeroOf(2026) + 41;

test.each([
  "R-2026-000041",
  "r-2026-000041",
  "R2026000041",
  "r2026 41",
  "2026-41",
  "202641",
  "2026/0000041",
  " R – 2026 – 41 ",
  "Ｒ－２０２６－００００４１",
  "ｒ２０２６－４１",
])("%s is that number", (written) => expect(parseCaseNumber(written)).toBe(FORTY_ONE));

test.each([
  "",
  "R",
  "41",
  "2026",
  "R-2026",
  "R-2026-0",
  "R-2026-000000",
  "26-41",
  "X-2026-41",
  "R-2026-41-1",
  "2026-11-27",
  "R-3026-41",
  "R-2026-1234567890",
  "R-2026-41a",
  "海报 2026-41",
])("%s is none", (text) => expect(parseCaseNumber(text)).toBeNull());

test("six digits, and more when a year has more cases", () => {
  expect([1, 41, 999_999, 1_000_000, 999_999_999].map((place) => caseNumber({ number: zeroOf(2026) + place }))).toEqual(
    ["R-2026-000001", "R-2026-000041", "R-2026-999999", "R-2026-1000000", "R-2026-999999999"],
  );
});

test("each is read back", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1000, max: 2999 }), fc.integer({ min: 1, max: 999_999_999 }), (year, place) => {
      const number = zeroOf(year) + place;
      expect(parseCaseNumber(caseNumber({ number }))).toBe(number);
    }),
  );
});
