import type { PointRules } from "../../../src/adjudication/points/points.pure";
import { judge, type Upheld } from "./year";

interface Scenario {
  name: string;
  play: (rules: PointRules) => ReturnType<typeof judge>;
}

const YUAN = 100;

/** One rival, one consumer, three orders of ¥10 within a week: about one promise, or about three. */
export const rivals = (promises: number): Upheld[] =>
  [1, 2, 3].map((day) => ({ day, promise: day % promises, consumer: "rival", amount: 10 * YUAN }));

const outage = (cases: number, promise: (index: number) => number): Upheld[] =>
  Array.from({ length: cases }, (_, index) => ({
    day: 1 + (index * 6) / cases,
    promise: promise(index),
    consumer: `c${index}`,
    amount: 300 * YUAN,
  }));

const scenario = (name: string, cases: Upheld[], ordersPerMonth: number): Scenario => ({
  name,
  play: (rules) => judge(cases, ordersPerMonth, rules),
});

/** What the review of the flat rules had told, and its mirror. */
export const SCENARIOS: Scenario[] = [
  scenario(
    "one outage, 10 upheld on one promise in a week; 1,000 orders a month",
    outage(10, () => 0),
    1_000,
  ),
  scenario(
    "the same at 10 orders a month",
    outage(10, () => 0),
    10,
  ),
  scenario(
    "10 upheld in a week, each on another promise; 10 orders a month",
    outage(10, (index) => index),
    10,
  ),
  scenario("a rival's three orders of ¥10 on one promise; a newcomer", rivals(1), 0),
  scenario("a rival's three orders of ¥10 on three promises; a newcomer", rivals(3), 0),
  scenario("a rival's three orders of ¥10 on three promises; 10 orders a month", rivals(3), 10),
  scenario("a rival's three orders of ¥10 on three promises; 1,000 orders a month", rivals(3), 1_000),
  scenario(
    "three consumers with ¥50,000 each; 10 orders a month",
    [1, 20, 40].map((day, index) => ({ day, promise: index, consumer: `c${index}`, amount: 50_000 * YUAN })),
    10,
  ),
  scenario("one fraud (L4); 10,000 orders a month", [{ day: 1, level: "L4", promise: 0, consumer: "c" }], 10_000),
  scenario(
    "two frauds (L4); 10,000 orders a month",
    [1, 30].map((day) => ({ day, level: "L4" as const, promise: day, consumer: `c${day}` })),
    10_000,
  ),
];
