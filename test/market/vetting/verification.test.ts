import fc from "fast-check";
import {
  datesOf,
  isValidAt,
  nextStep,
  shareAt,
  standingAt,
  verificationStatusAt,
  type KindRules,
  type VerificationDates,
} from "../../../src/market/vetting/verification.pure";

const DAY = 86_400_000;
const NOW = Date.parse("2026-03-02T08:00:00Z");
const RULES: KindRules = { required: true, validDays: 365, reminderDays: 30, graceDays: 14 };
const ORDER = ["VALID", "DUE", "EXPIRED", "OVERDUE"];

/** Dates as they come about: of a document that ends after `ends` days or never. */
const dates = fc
  .record({
    ends: fc.option(fc.integer({ min: 1, max: 1_000 })),
    validDays: fc.integer({ min: 1, max: 800 }),
    reminderDays: fc.integer({ min: 0, max: 60 }),
    graceDays: fc.integer({ min: 0, max: 60 }),
  })
  .map(({ ends, ...rules }) => datesOf(NOW, ends === null ? null : NOW + ends * DAY, { required: true, ...rules }))
  .filter((made): made is VerificationDates => made !== null);
const moment = fc.integer({ min: NOW, max: NOW + 2_000 * DAY });

test("nothing holds longer than its document and the house allow, and reminders come before the end", () => {
  fc.assert(
    fc.property(fc.option(fc.integer({ min: 1, max: 1_000 })), fc.integer({ min: 1, max: 800 }), (ends, validDays) => {
      const made = datesOf(NOW, ends === null ? null : NOW + ends * DAY, { ...RULES, validDays });
      expect(made?.validUntil).toBe(NOW + Math.min(ends ?? Infinity, validDays) * DAY);
      expect(made?.nextCheckAt).toBeGreaterThanOrEqual(NOW);
      expect(made?.nextCheckAt).toBeLessThanOrEqual(made?.validUntil ?? 0);
    }),
  );
});

test("time only ever moves a verification on, and it holds exactly until it expires", () => {
  fc.assert(
    fc.property(dates, moment, moment, (made, one, other) => {
      const [earlier, later] = [Math.min(one, other), Math.max(one, other)];
      const place = (at: number) => ORDER.indexOf(verificationStatusAt(made, at));
      expect(place(earlier)).toBeLessThanOrEqual(place(later));
      expect(isValidAt(made, one)).toBe(["VALID", "DUE"].includes(verificationStatusAt(made, one)));
    }),
  );
});

test("the steps are where the status changes, each later than the last, and then no more", () => {
  fc.assert(
    fc.property(dates, (made) => {
      const told: string[] = [];
      for (let step = nextStep(made, NOW); step !== null; step = nextStep(made, step)) {
        expect(verificationStatusAt(made, step)).not.toBe(verificationStatusAt(made, step - 1));
        told.push(verificationStatusAt(made, step));
      }
      expect(told).toEqual([...told].sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b)));
      expect(told.at(-1)).toBe("OVERDUE");
    }),
  );
});

test("what is replaced holds no more, asks nothing and counts for nothing", () => {
  fc.assert(
    fc.property(dates, moment, moment, (made, endedAt, at) => {
      const replaced = { ...made, endedAt };
      if (at >= endedAt)
        expect([verificationStatusAt(replaced, at), isValidAt(replaced, at)]).toEqual(["REPLACED", false]);
      else expect(isValidAt(replaced, at)).toBe(isValidAt(made, at));
      expect(nextStep(replaced, NOW)).toBeNull();
    }),
  );
});

test("a provider stands as the worst of what is required, and better again when that is renewed", () => {
  fc.assert(
    fc.property(fc.array(dates, { maxLength: 5 }), moment, (all, at) => {
      const worst = Math.max(0, ...all.map((made) => ORDER.indexOf(verificationStatusAt(made, at))));
      expect(standingAt(all, at)).toBe(worst === 3 ? "SUSPENDED" : worst === 2 ? "RESTRICTED" : "ACTIVE");
      const renewed = all.map(() => datesOf(at, null, RULES)).filter((made) => made !== null);
      expect(standingAt(renewed, at)).toBe("ACTIVE");
    }),
  );
});

test("the share is that of the required kinds that hold at the moment asked for, also a past one", () => {
  const until = (days: number, endedAt: number | null = null) => ({
    ...{ validFrom: NOW, nextCheckAt: NOW, validUntil: NOW + days * DAY, graceUntil: NOW + days * DAY },
    endedAt,
  });
  const verified = [
    { kind: "LICENCE" as const, ...until(10) },
    { kind: "ADDRESS" as const, ...until(100, NOW + 20 * DAY) },
    { kind: "QUALIFICATION" as const, ...until(100) },
  ];
  const share = (days: number) => shareAt(["LICENCE", "ADDRESS"], verified, NOW + days * DAY);
  expect([share(-1), share(0), share(9), share(10), share(19), share(20)]).toEqual([0, 1, 1, 0.5, 0.5, 0]);
  expect(shareAt([], verified, NOW)).toBe(1);
  expect(shareAt(["LICENCE"], [], NOW)).toBe(0);
});

test.each<[string, Parameters<typeof datesOf>, object | null]>([
  [
    "by default as long as the house allows",
    [NOW, null, RULES],
    { validUntil: NOW + 365 * DAY, nextCheckAt: NOW + 335 * DAY },
  ],
  [
    "shorter when an inspector says so",
    [NOW, null, RULES, { validUntil: NOW + 90 * DAY }],
    { validUntil: NOW + 90 * DAY, nextCheckAt: NOW + 60 * DAY },
  ],
  ["an earlier next check", [NOW, null, RULES, { nextCheckAt: NOW + DAY }], { nextCheckAt: NOW + DAY }],
  ["never longer than the document", [NOW, NOW + DAY, RULES, { validUntil: NOW + 2 * DAY }], null],
  ["never longer than the house allows", [NOW, null, RULES, { validUntil: NOW + 366 * DAY }], null],
  ["never in the past", [NOW, null, RULES, { validUntil: NOW }], null],
  ["no check after the end", [NOW, null, RULES, { validUntil: NOW + DAY, nextCheckAt: NOW + 2 * DAY }], null],
  ["no check in the past", [NOW, null, RULES, { nextCheckAt: NOW - 1 }], null],
  ["not by itself for a document that has run out", [NOW, NOW - 1, RULES], null],
  [
    "but with a date given in spite of it",
    [NOW, NOW - 1, RULES, { validUntil: NOW + 30 * DAY }],
    { validUntil: NOW + 30 * DAY },
  ],
])("dates: %s", (_, input, expected) => {
  if (expected) expect(datesOf(...input)).toMatchObject({ validFrom: NOW, endedAt: null, ...expected });
  else expect(datesOf(...input)).toBeNull();
});
