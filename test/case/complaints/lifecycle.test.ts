import { readFileSync } from "node:fs";
import { join } from "node:path";
import { mutationOf } from "../../../src/case/complaints/available-action.types";
import { CLOCKS } from "../../../src/case/complaints/clock-names.pure";
import {
  CLOCKS_OF,
  CLOSURE_REASONS,
  COMPLAINT_STATUSES,
  LIFECYCLE,
  PERSONAL_ACTIONS,
  PLATFORM_STATES,
  type ComplaintStatus,
  type Move,
} from "../../../src/case/complaints/complaint.lifecycle";
import {
  mayAppeal,
  mayContestCompensation,
  mayReopen,
  verdictOpen,
  type CaseFacts,
  type CaseViewer,
} from "../../../src/case/complaints/complaint-guards.pure";
import { lifecycleDiagram } from "../../../src/case/complaints/lifecycle-diagram.pure";
import { createSchema } from "../../../src/app/schema";

const moves: readonly Move[] = LIFECYCLE;

function reachableFrom(starts: readonly ComplaintStatus[]): Set<ComplaintStatus> {
  const reached = new Set(starts);
  for (let grown = true; grown;) {
    grown = false;
    for (const { from, to } of moves) {
      if (!to || !from.some((state) => reached.has(state))) continue;
      for (const state of to === "STAYED_FROM" ? PLATFORM_STATES : [to]) {
        if (!reached.has(state)) grown = Boolean(reached.add(state));
      }
    }
  }
  return reached;
}

test("every state can be reached, and every state can reach CLOSED", () => {
  expect([...reachableFrom(["NEGOTIATING", "SUBMITTED"])].sort()).toEqual([...COMPLAINT_STATUSES].sort());
  for (const status of COMPLAINT_STATUSES)
    expect([status, reachableFrom([status]).has("CLOSED")]).toEqual([status, true]);
});

test("every row of the table from 3 to 28 has an arrow, and every closure reason an arrow that gives it", () => {
  expect([...new Set(moves.map(({ row }) => row))].sort((a, b) => a - b)).toEqual(
    Array.from({ length: 26 }, (_, index) => index + 3),
  );
  expect(new Set(moves.flatMap(({ closes }) => closes ?? []))).toEqual(new Set(CLOSURE_REASONS));
});

test("an arrow closes with a reason exactly when it leads to CLOSED", () => {
  for (const { action, to, closes } of moves) expect([action, closes !== undefined]).toEqual([action, to === "CLOSED"]);
});

test("every clock takes some arrow out of each state it runs in", () => {
  for (const status of COMPLAINT_STATUSES) {
    for (const clock of CLOCKS_OF[status])
      expect([status, clock, moves.some((move) => move.clock === clock && move.from.includes(status))]).toEqual([
        status,
        clock,
        true,
      ]);
  }
  for (const clock of CLOCKS) expect(moves.some((move) => move.clock === clock)).toBe(true);
});

test("what a clock takes leads one way only, so that its event keeps the time it was due", () => {
  for (const { action, from } of moves.filter(({ clock }) => clock))
    for (const state of from)
      expect([
        action,
        state,
        new Set(moves.filter((move) => move.action === action && move.from.includes(state)).map(({ to }) => to)).size,
      ]).toEqual([action, state, 1]);
});

test.each([
  ["a compensation is contested", mayContestCompensation, { compensationContestableUntil: 100 }],
  ["a ruling is appealed", mayAppeal, { appealWaivedBy: [], appealedBy: [], appealableUntil: 100 }],
  ["a verdict is given", verdictOpen, { closedAt: 1, verdict: null, verdictUntil: 100 }],
  ["a case is reopened", mayReopen, { closureReason: "EXPIRED", consumerReopenedAt: null, reopenableUntil: 100 }],
] as const)("what can be done until then can be done before then: %s", (_, guard, facts) => {
  const why = (now: number) => guard({ ...facts, now } as unknown as CaseFacts, { side: "CONSUMER" } as CaseViewer);
  expect([why(99), why(100)?.code, why(101)?.code]).toEqual([null, "TOO_LATE", "TOO_LATE"]);
});

test("every personal action has its mutation", async () => {
  const mutations = (await createSchema()).getMutationType()?.getFields() ?? {};
  expect(PERSONAL_ACTIONS.filter((action) => !(mutationOf(action) in mutations))).toEqual([]);
});

test("docs/case.md shows the table as it is", () => {
  expect(readFileSync(join(__dirname, "../../../docs/case.md"), "utf8")).toContain(lifecycleDiagram());
});
