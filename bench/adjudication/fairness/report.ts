import { chanceFrom } from "./chance";
import { SCENARIOS } from "./scenarios";
import { FLAT, MARKET, NOW, years, type Market, type Outcome, type Profile } from "./year";

const PROFILES: Profile[] = [
  { ordersPerMonth: 10, upheld: 0.001 },
  { ordersPerMonth: 10, upheld: 0.03 },
  { ordersPerMonth: 30, upheld: 0.01 },
  { ordersPerMonth: 200, upheld: 0.005 },
  { ordersPerMonth: 1_000, upheld: 0.001 },
  { ordersPerMonth: 1_000, upheld: 0.001, remediesAtOnce: true },
  { ordersPerMonth: 1_000, upheld: 0.003 },
  { ordersPerMonth: 1_000, upheld: 0.01 },
  { ordersPerMonth: 10_000, upheld: 0.0002 },
];

const MARKETS: [name: string, market: Market][] = [
  ["others 0.1 %", MARKET],
  ["others 0 %", { ...MARKET, rate: 0 }],
  ["others 0.5 %", { ...MARKET, rate: 0.005 }],
  ["a new market", { orders: 0, rate: 0 }],
];

const percent = (share: number): string => `${(100 * share).toFixed(share > 0 && share < 0.1 ? 1 : 0)} %`;

export function printYears(runs: number, seed: number): void {
  console.log(
    `\n${runs} years of each provider, L2 only, on 3 to 5 promises; shares of the years in which at least once …`,
  );
  const row = ({ ordersPerMonth, upheld, remediesAtOnce }: Profile, outcome: Outcome): Record<string, string> => ({
    "orders a month": String(ordersPerMonth),
    upheld: `${(100 * upheld).toFixed(2)} %${remediesAtOnce ? ", remedied at once" : ""}`,
    "top points": outcome.averageTopPoints.toFixed(1),
    warned: percent(outcome.warned),
    trained: percent(outcome.trained),
    frozen: percent(outcome.frozen),
    suspended: percent(outcome.suspended),
    terminated: percent(outcome.terminated),
  });
  console.log("\nBefore: points alone");
  console.table(PROFILES.map((profile) => row(profile, years(profile, FLAT, runs, chanceFrom(seed)))));
  for (const [name, market] of MARKETS) {
    console.log(`\nNow: the rate before the count (${name})`);
    console.table(PROFILES.map((profile) => row(profile, years(profile, NOW, runs, chanceFrom(seed), market))));
  }
}

export function printScenarios(): void {
  console.log("\nSingle stories");
  console.table(
    SCENARIOS.map(({ name, play }) => ({ story: name, before: inWords(play(FLAT)), now: inWords(play(NOW)) })),
  );
}

function inWords({ firings, topPoints }: ReturnType<(typeof SCENARIOS)[number]["play"]>): string {
  const measures = firings.flatMap(({ threshold }) => threshold.measures);
  const said = measures.map(({ kind, amount }) => (amount === null ? kind : `${kind} ¥${(amount / 100).toFixed(0)}`));
  return `${topPoints} points: ${said.join(", ") || "nothing"}`;
}
