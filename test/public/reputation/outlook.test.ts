import { outlookOf, toldAs, type OutlookKind } from "../../../src/public/reputation/outlook.pure";
import { shownScore, type Acting } from "../../../src/public/reputation/reputation.pure";
import { DAY, FORMULA, standing } from "./formula";

const NOW = 1_000 * DAY;
const thinkOf = { orders: 20, cases: 10 };
const state = standing({ at: NOW, orders: 50, faults: 2, asked: 5, answered: 3, verified: 0.5 });

function look(acting: Acting[] = [], heaviestFaultSince: number | null = null, from = state) {
  const outlooks = outlookOf({ standing: from, formula: FORMULA, acting, heaviestFaultSince, thinkOf });
  return {
    kinds: outlooks.map(({ kind }) => kind),
    of: (kind: OutlookKind) => outlooks.find((each) => each.kind === kind),
  };
}

test("says what the score would be, by the same formula", () => {
  const { kinds, of } = look();
  expect(kinds).toEqual(["CLEAN_ORDERS", "ANSWERS_IN_TIME", "SOLVED_CASES", "VERIFICATION"]);
  expect(of("CLEAN_ORDERS")).toMatchObject({
    count: 20,
    scoreAfter: shownScore({ ...state, orders: 70 }, [], FORMULA),
  });
  expect(of("ANSWERS_IN_TIME")?.scoreAfter).toBe(shownScore({ ...state, asked: 15, answered: 13 }, [], FORMULA));
  expect(of("SOLVED_CASES")?.scoreAfter).toBe(shownScore({ ...state, judged: 10, solved: 10 }, [], FORMULA));
  expect(of("VERIFICATION")?.scoreAfter).toBe(shownScore({ ...state, verified: 1 }, [], FORMULA));
  expect(look([], null, { ...state, verified: 1 }).kinds).not.toContain("VERIFICATION");
});

test("names the day on which the heaviest breach has halved again", () => {
  const halved = { at: NOW + 80 * DAY, count: null };
  expect(look([], NOW - 100 * DAY).of("FADING")).toMatchObject(halved);
  expect(look([], NOW - 280 * DAY).of("FADING")).toMatchObject(halved);
  expect(look([], NOW).of("FADING")?.at).toBe(NOW + 180 * DAY);
});

test("a measure holds everything down until it ends; who is new is told how many orders are missing", () => {
  const measured = look([{ kind: "SUSPENSION", until: NOW + 5 * DAY }], NOW - 179 * DAY);
  expect(measured.of("CLEAN_ORDERS")?.scoreAfter).toBe(20);
  expect(measured.of("FADING")?.scoreAfter).toBe(20);
  expect(measured.of("MEASURE_ENDS")?.at).toBe(NOW + 5 * DAY);
  expect(measured.of("MEASURE_ENDS")?.scoreAfter).toBeGreaterThan(20);
  expect(look([{ kind: "LISTING_FREEZE", until: null }]).kinds).not.toContain("MEASURE_ENDS");
  expect(look([{ kind: "TERMINATION", until: null }]).kinds).toEqual([]);

  const few = { ...FORMULA, newBelow: 40 };
  const [orders, answers] = outlookOf({
    standing: standing({ orders: 3.5 }),
    formula: few,
    acting: [],
    heaviestFaultSince: null,
    thinkOf,
  });
  expect(orders).toMatchObject({ count: 37, scoreAfter: expect.any(Number) });
  expect(answers?.scoreAfter).toBeNull();
});

test("a score that is shown now and would not be then is not said to be missing still", () => {
  expect([toldAs(38.6, null), toldAs(null, null), toldAs(null, 40), toldAs(38.6, 40)]).toEqual([
    "none",
    "still",
    "first",
    "by",
  ]);
});
