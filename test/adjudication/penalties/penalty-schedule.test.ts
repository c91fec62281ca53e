import fc from "fast-check";
import { needsDays } from "../../../src/house-rules/measures.table";
import { PenaltyKind } from "../../../src/adjudication/measures/penalty-kind.types";
import {
  actsAt,
  actsBeforeFinal,
  schedule,
  statusAt,
  type PenaltyTerms,
} from "../../../src/adjudication/measures/penalty-schedule.pure";
import type { PenaltyStatus } from "../../../src/adjudication/measures/penalty-status.types";

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 24);

const terms: fc.Arbitrary<PenaltyTerms> = fc
  .record({ kind: fc.constantFrom(...Object.values(PenaltyKind)), days: fc.integer({ min: 1, max: 730 }) })
  .map(({ kind, days }) => ({ kind, days: needsDays(kind) ? days : null }));
const moment = fc.integer({ min: NOW - 1_000 * DAY, max: NOW + 1_000 * DAY });
const mostDaysBeforeFinal = 14;

/** Which of each kind act before the ruling is final, as the design says it; the table must say the same. */
const BEFORE_FINAL: Record<PenaltyKind, "ALL" | "SHORT" | "NONE"> = {
  WARNING: "ALL",
  PUBLIC_NOTICE: "ALL",
  RANK_DEMOTION: "SHORT",
  MANDATORY_TRAINING: "ALL",
  FINE: "NONE",
  LISTING_FREEZE: "SHORT",
  SUSPENSION: "NONE",
  TERMINATION: "NONE",
};

test("before the ruling is final only what is soon over or easily taken back acts", () => {
  fc.assert(
    fc.property(terms, (penalty) => {
      const { kind, days } = penalty;
      const acts = BEFORE_FINAL[kind] === "ALL" || (BEFORE_FINAL[kind] === "SHORT" && (days ?? Infinity) <= 14);
      expect(actsAt(schedule(penalty, NOW, { final: false, mostDaysBeforeFinal, ends: {} }), NOW)).toBe(acts);
    }),
  );
});

test("a suspension, a fine and a termination wait for the ruling to become final, however short", () => {
  for (const kind of ["SUSPENSION", "FINE", "TERMINATION"] as const)
    expect(actsBeforeFinal({ kind, days: 1 }, 10_000)).toBe(false);
});

test("what waits acts at no moment until it is given a start", () => {
  fc.assert(
    fc.property(terms, moment, (penalty, at) => {
      fc.pre(!actsBeforeFinal(penalty, mostDaysBeforeFinal));
      expect(actsAt(schedule(penalty, NOW, { final: false, mostDaysBeforeFinal, ends: {} }), at)).toBe(false);
    }),
  );
});

test("once final every penalty acts at once, for exactly its days, or without end", () => {
  fc.assert(
    fc.property(terms, moment, (penalty, at) => {
      const times = schedule(penalty, NOW, { final: true, mostDaysBeforeFinal, ends: {} });
      expect(actsAt(times, at)).toBe(at >= NOW && (penalty.days === null || at < NOW + penalty.days * DAY));
    }),
  );
});

test("what takes no days ends as the house rule says, from its start; what has no rule does not", () => {
  const ends = { WARNING: 180, PUBLIC_NOTICE: 365 };
  const endOf = (kind: PenaltyKind): number | null =>
    schedule({ kind, days: null }, NOW, { final: true, mostDaysBeforeFinal, ends }).endsAt;
  expect(endOf("WARNING")).toBe(NOW + 180 * DAY);
  expect(endOf("PUBLIC_NOTICE")).toBe(NOW + 365 * DAY);
  expect(endOf("MANDATORY_TRAINING")).toBeNull();
  expect(endOf("FINE")).toBeNull();
});

test("a termination has no end", () => {
  const times = schedule({ kind: "TERMINATION", days: null }, NOW, { final: true, mostDaysBeforeFinal, ends: {} });
  expect(times).toEqual({ status: "ACTIVE", startsAt: NOW, endsAt: null });
});

test("the dates decide: a sweep that is late or early changes nothing about whether a penalty acts", () => {
  fc.assert(
    fc.property(terms, moment, moment, (penalty, sweptAt, at) => {
      fc.pre(sweptAt <= at);
      const times = schedule(penalty, NOW, { final: true, mostDaysBeforeFinal, ends: {} });
      const swept = { ...times, status: statusAt({ ...times, status: "SCHEDULED" }, sweptAt) };
      // A penalty swept after its end is EXPIRED for good, which is what its dates say too.
      expect(actsAt(swept, at)).toBe(actsAt(times, at));
    }),
  );
});

test("a stayed, reversed or superseded penalty never acts", () => {
  fc.assert(
    fc.property(
      terms,
      moment,
      fc.constantFrom<PenaltyStatus>("STAYED", "REVERSED", "SUPERSEDED"),
      (penalty, at, status) => {
        const times = { ...schedule(penalty, NOW, { final: true, mostDaysBeforeFinal, ends: {} }), status };
        expect(actsAt(times, at)).toBe(false);
        expect(statusAt(times, at)).toBe(status);
      },
    ),
  );
});

test("time only moves a penalty forward: scheduled, active, expired", () => {
  const order = ["SCHEDULED", "ACTIVE", "EXPIRED"];
  fc.assert(
    fc.property(terms, moment, moment, (penalty, a, b) => {
      const times = schedule(penalty, NOW, { final: true, mostDaysBeforeFinal, ends: {} });
      const [earlier, later] = [Math.min(a, b), Math.max(a, b)].map((at) => order.indexOf(statusAt(times, at)));
      expect(earlier).toBeLessThanOrEqual(later ?? -1);
    }),
  );
});
