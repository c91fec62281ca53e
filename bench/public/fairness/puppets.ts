import { HouseRules } from "../../../src/house-rules/house-rules";
import { DAY } from "../../../src/platform/time";
import { toFormula } from "../../../src/public/reputation/formula.queries";
import { plus, Recount, type Fact } from "../../../src/public/reputation/reputation-ledger.pure";
import {
  shownScore,
  type Formula,
  type SeriousCase,
  type Standing,
} from "../../../src/public/reputation/reputation.pure";

/** As a new database begins. */
export const WEIGHED: Formula = toFormula(HouseRules.ofTable());

/** As it was: an order is an order, and a settled case is a quarter. */
export const COUNTED: Formula = toFormula(
  HouseRules.ofTable({
    "reputation.weights": { further: 1, freshDays: 0, fresh: 1, leastFault: 1 },
    "reputation.settled": { share: 0.25, cases: 0, multiple: 2, least: 0.01, permille: 50, days: 90 },
    "reputation.serious": { L3: 100, L4: 100 },
  }),
);

const blank = {
  sourceId: "",
  level: null,
  consumerId: null,
  takesBackId: null,
  agesFrom: 0,
  worth: 1_000,
  fresh: false,
  often: false,
};

/** Orders that cost so many thousandths of what is usual, three by each account. */
export const puppets = (count: number, worth: number, fresh: boolean): Fact[] =>
  Array.from({ length: count }, (_, n) => ({
    ...{ ...blank, kind: "ORDER_COMPLETED", worth, fresh },
    consumerId: `puppet ${Math.floor(n / 3)}`,
    sourceId: `puppet's ${n}`,
  }));

/** A complaint about each such order, answered in time, and what is said of it in the end. */
export const verdicts = (count: number, worth: number, fresh: boolean, said: "SOLVED" | "NOT_SOLVED"): Fact[] =>
  puppets(count, worth, fresh).flatMap((order) => [
    { ...order, kind: "ANSWERED" },
    { ...order, kind: said },
  ]);

const orders = (count: number): Fact[] =>
  Array.from({ length: count }, (_, n) => ({
    ...blank,
    kind: "ORDER_COMPLETED",
    consumerId: `someone ${n}`,
    sourceId: `order ${n}`,
  }));

const cases = (count: number, kind: "UPHELD" | "SETTLED", level: Fact["level"], often = false): Fact[] =>
  Array.from({ length: count }, () => ({ ...blank, kind, level, often }));

interface Record {
  facts: readonly Fact[];
  /** Complaints: answered in time, and called solved, of so many. */
  asked?: number;
  answered?: number;
  solved?: number;
  serious?: SeriousCase[];
}

export function scoreOfRecord(
  { facts, asked = 0, answered = 0, solved = 0, serious = [] }: Record,
  formula: Formula,
): number {
  const recount = new Recount(formula, 0);
  for (const fact of facts) recount.add(formula === COUNTED ? { ...fact, worth: null } : fact);
  const talks = { asked, answered: asked * answered, judged: asked, solved: asked * solved };
  const standing: Standing = { ...plus(recount.totals, talks, 0, formula), verified: 1, serious };
  return shownScore(standing, [], formula) ?? 0;
}

/** Of a provider with 100 orders and 5 broken promises. */
export const BOUGHT: readonly Fact[] = [...orders(100), ...cases(5, "UPHELD", "L3")];

export const moved = (bought: readonly Fact[], formula: Formula): number =>
  scoreOfRecord({ facts: [...BOUGHT, ...bought] }, formula) - scoreOfRecord({ facts: BOUGHT }, formula);

export const RECORDS: { name: string; record: Record }[] = [
  {
    name: "honest: 1,000 orders, 1 % upheld (L2); answered 95 %, solved 70 %",
    record: { facts: [...orders(1_000), ...cases(10, "UPHELD", "L2")], asked: 10, answered: 0.95, solved: 0.7 },
  },
  {
    name: "breaks 5 % of 1,000 promises (L2) and settles every case; answered 98 %, solved 90 %",
    record: { facts: [...orders(1_000), ...cases(50, "SETTLED", "L2", true)], asked: 50, answered: 0.98, solved: 0.9 },
  },
  {
    name: "1,000 good orders and one fraud (L4), its points still there",
    record: {
      facts: [...orders(1_000), ...cases(1, "UPHELD", "L4")],
      serious: [{ level: "L4", until: DAY }],
    },
  },
];
