import fc from "fast-check";
import { chinaCalendar, dueAfter, remaining, type Length } from "../../src/house-rules/working-time.pure";

const at = (wall: string): number => Date.parse(`${wall}+08:00`);
const show = (instant: number): string => new Date(instant + 8 * 3_600_000).toISOString().slice(0, 16);

test.each([
  ["a Tuesday morning, three working days", "2025-11-18T10:00", 3, "2025-11-21T18:00"],
  ["after the cut-off it counts from the next day", "2025-11-18T18:00", 3, "2025-11-24T18:00"],
  ["Friday's goes over the weekend", "2025-11-21T10:00", 1, "2025-11-24T18:00"],
  ["the National Day week is no time for work", "2025-09-30T10:00", 1, "2025-10-09T18:00"],
  ["a make-up Saturday is a working day", "2025-10-10T10:00", 1, "2025-10-11T18:00"],
])("%s", (_, start, workingDays, due) => {
  expect(show(dueAfter(chinaCalendar, at(start), { workingDays }))).toBe(due);
});

const instants = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2026, 11, 1) });
const lengths: fc.Arbitrary<Length> = fc.oneof(
  fc.record({ hours: fc.integer({ min: 1, max: 500 }) }),
  fc.record({ days: fc.integer({ min: 1, max: 60 }) }),
  fc.record({ workingDays: fc.integer({ min: 1, max: 15 }) }),
);

test("a due time lies after its start, and a later start is never due earlier", () => {
  fc.assert(
    fc.property(instants, fc.integer({ min: 0, max: 30 * 86_400_000 }), lengths, (start, delay, length) => {
      const due = dueAfter(chinaCalendar, start, length);
      expect(due).toBeGreaterThan(start);
      expect(dueAfter(chinaCalendar, start + delay, length)).toBeGreaterThanOrEqual(due);
    }),
  );
});

test("paused at once and resumed at once, a clock is due when it would have been", () => {
  fc.assert(
    fc.property(instants, lengths, (start, length) => {
      const due = dueAfter(chinaCalendar, start, length);
      expect(dueAfter(chinaCalendar, start, remaining(chinaCalendar, start, due, length))).toBe(due);
    }),
  );
});

test("a pause never shortens what is left", () => {
  fc.assert(
    fc.property(
      instants,
      lengths,
      fc.double({ min: 0, max: 0.99, noNaN: true }),
      fc.integer({ min: 0, max: 20 * 86_400_000 }),
      (start, length, share, pause) => {
        const due = dueAfter(chinaCalendar, start, length);
        const pausedAt = Math.floor(start + share * (due - start));
        const left = remaining(chinaCalendar, pausedAt, due, length);
        expect(dueAfter(chinaCalendar, pausedAt + pause, left)).toBeGreaterThanOrEqual(due);
      },
    ),
  );
});
