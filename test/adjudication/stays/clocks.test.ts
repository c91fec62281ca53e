import fc from "fast-check";
import { applyClocks, startClocks, Timers } from "../../../src/case/complaints/case-clocks";
import { CLOCKS, type ClockName } from "../../../src/case/complaints/clock-names.pure";
import {
  CLOCKS_OF,
  findMove,
  type Action,
  type ComplaintStatus,
  type Move,
} from "../../../src/case/complaints/complaint.lifecycle";
import type { Tx } from "../../../src/platform/database/tx";
import { HouseRules } from "../../../src/house-rules/house-rules";
import { chinaCalendar, remaining } from "../../../src/house-rules/working-time.pure";
import { startWorld } from "../../support/world";

const DAY = 86_400_000;

/** The house rules as the migrations seed them. */
let rules: HouseRules;
beforeAll(async () => {
  await using world = await startWorld("sqlite");
  rules = await HouseRules.inForce(world.db, world.clock.now());
});

type Step = readonly [action: Action, from: ComplaintStatus, to: ComplaintStatus];

interface Road {
  /** Where the clocks are first started. */
  start: ComplaintStatus;
  steps: readonly Step[];
}

/** Every way in which a state that can be stayed comes to its clocks, those with clocks paused beneath included. */
const ROADS: Record<string, Road> = {
  SUBMITTED: { start: "SUBMITTED", steps: [] },
  "INFO_REQUESTED, admissibility paused": {
    start: "SUBMITTED",
    steps: [["REQUEST_INFORMATION", "SUBMITTED", "INFO_REQUESTED"]],
  },
  "SUBMITTED again": {
    start: "SUBMITTED",
    steps: [
      ["REQUEST_INFORMATION", "SUBMITTED", "INFO_REQUESTED"],
      ["SUPPLY_INFORMATION", "INFO_REQUESTED", "SUBMITTED"],
    ],
  },
  EVIDENCE: { start: "EVIDENCE", steps: [] },
  "EVIDENCE, second round, review paused": {
    start: "UNDER_REVIEW",
    steps: [["REQUEST_EVIDENCE", "UNDER_REVIEW", "EVIDENCE"]],
  },
  UNDER_REVIEW: { start: "UNDER_REVIEW", steps: [] },
  "UNDER_REVIEW after a second round": {
    start: "UNDER_REVIEW",
    steps: [
      ["REQUEST_EVIDENCE", "UNDER_REVIEW", "EVIDENCE"],
      ["END_EVIDENCE_EARLY", "EVIDENCE", "UNDER_REVIEW"],
    ],
  },
  RULED: { start: "RULED", steps: [] },
  "APPEALED, the window paused": { start: "RULED", steps: [["APPEAL", "RULED", "APPEALED"]] },
  "RULED again": {
    start: "RULED",
    steps: [
      ["APPEAL", "RULED", "APPEALED"],
      ["WITHDRAW_APPEAL", "APPEALED", "RULED"],
    ],
  },
  ENFORCING: { start: "ENFORCING", steps: [] },
};

const moveOf = (action: Action, from: ComplaintStatus): Move => {
  const move = findMove(action, from);
  if (!move) throw new Error(`${action} does not leave ${from}`);
  return move;
};

const rows = (timers: Timers) => CLOCKS.flatMap((clock) => timers.get(clock) ?? []);

/** What is left of each clock, and why it stands still if it does. */
const left = (timers: Timers, now: number): Record<string, unknown> =>
  Object.fromEntries(
    rows(timers).map(({ clock, dueAt, pausedIn, remainingDays, remainingMs }) => [
      clock,
      dueAt === null ? { pausedIn, remainingDays, remainingMs } : leftOf(clock, now, dueAt),
    ]),
  );

const leftOf = (clock: ClockName, now: number, dueAt: number): unknown => {
  const length = rules.length(`clock.${clock}`);
  return "workingDays" in length ? remaining(chinaCalendar, now, dueAt, length) : { ms: dueAt - now };
};

const share = fc.double({ min: 0, max: 0.999, noNaN: true });
const instants = fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2026, 8, 1) });
const pauses = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 60 * DAY }));

/** Some of the time until the next clock would ring passes. */
const pass = (timers: Timers, now: number, part: number): number =>
  now + Math.floor(part * ((timers.nextDue() ?? now) - now));

test.each(Object.entries(ROADS))("%s: whenever it is stayed and resumed, its clocks keep what they had", (_, road) => {
  fc.assert(
    fc.property(
      instants,
      fc.array(share, { minLength: road.steps.length, maxLength: road.steps.length }),
      fc.array(fc.tuple(share, pauses), { minLength: 1, maxLength: 3 }),
      (start, shares, stays) => {
        const timers = new Timers({} as Tx, "cmp", [], rules, "STANDARD");
        let now = start;
        let state = road.start;
        startClocks(timers, CLOCKS_OF[state], now);
        road.steps.forEach(([action, from, to], index) => {
          now = pass(timers, now, shares[index] ?? 0);
          applyClocks(timers, moveOf(action, from), from, to, now);
          state = to;
        });
        for (const [part, pause] of stays) {
          now = pass(timers, now, part);
          const before = left(timers, now);
          const dues = rows(timers).map(({ dueAt }) => dueAt);
          applyClocks(timers, moveOf("STAY", state), state, "STAYED", now);
          expect(timers.running).toEqual(["STAY_REMINDER"]);
          now += pause;
          applyClocks(timers, moveOf("RESUME", "STAYED"), "STAYED", state, now);
          expect(left(timers, now)).toEqual(before);
          for (const { dueAt } of rows(timers)) expect(dueAt === null || Number.isInteger(dueAt)).toBe(true);
          if (pause === 0) expect(rows(timers).map(({ dueAt }) => dueAt)).toEqual(dues);
        }
      },
    ),
  );
});

test("after a stay in the second round of evidence the review goes on with what it had when the round began", () => {
  fc.assert(
    fc.property(instants, share, share, fc.integer({ min: 1, max: 60 * DAY }), (start, first, second, pause) => {
      const timers = new Timers({} as Tx, "cmp", [], rules, "STANDARD");
      startClocks(timers, CLOCKS_OF.UNDER_REVIEW, start);
      let now = pass(timers, start, first);
      const before = leftOf("REVIEW", now, timers.get("REVIEW")?.dueAt ?? NaN);
      applyClocks(timers, moveOf("REQUEST_EVIDENCE", "UNDER_REVIEW"), "UNDER_REVIEW", "EVIDENCE", now);
      now = pass(timers, now, second);
      applyClocks(timers, moveOf("STAY", "EVIDENCE"), "EVIDENCE", "STAYED", now);
      now += pause;
      applyClocks(timers, moveOf("RESUME", "STAYED"), "STAYED", "EVIDENCE", now);
      now = pass(timers, now, second);
      applyClocks(timers, moveOf("END_EVIDENCE_EARLY", "EVIDENCE"), "EVIDENCE", "UNDER_REVIEW", now);
      expect(timers.running).toEqual(["REVIEW"]);
      expect(leftOf("REVIEW", now, timers.get("REVIEW")?.dueAt ?? NaN)).toEqual(before);
    }),
  );
});
