import {
  COUNTED,
  moved,
  puppets,
  RECORDS,
  verdicts,
  scoreOfRecord,
  WEIGHED,
} from "../../../bench/public/fairness/puppets";

/* The goals of `npm run bench:fairness` about reputations. ¥1 and ¥10 where ¥500 is usual. */

test("900 cheap orders by 300 new accounts move the score by no more than two points", () => {
  for (const worth of [2, 20]) {
    expect(moved(puppets(900, worth, true), WEIGHED)).toBeLessThan(2);
    expect(moved(puppets(900, worth, true), COUNTED)).toBeGreaterThan(30);
  }
});

test("old accounts help, but at one yuan it is still not two points", () => {
  expect(moved(puppets(900, 2, false), WEIGHED)).toBeLessThan(2);
  expect(moved(puppets(900, 2, false), WEIGHED)).toBeGreaterThan(moved(puppets(900, 2, true), WEIGHED));
});

test("nor do as many cases about them, whether puppets answer for the provider or rivals speak against it", () => {
  for (const worth of [2, 20])
    for (const said of ["SOLVED", "NOT_SOLVED"] as const)
      expect(Math.abs(moved(verdicts(900, worth, true, said), WEIGHED))).toBeLessThan(2);
  // At the usual price, by old accounts, they cost what they weigh.
  expect(moved(verdicts(900, 1_000, false, "NOT_SOLVED"), WEIGHED)).toBeLessThan(-10);
});

test("who breaks promises and settles every case is not rated above the honest", () => {
  const [honest = 0, settling = 0] = RECORDS.map(({ record }) => scoreOfRecord(record, WEIGHED));
  const [honestBefore = 0, settlingBefore = 0] = RECORDS.map(({ record }) => scoreOfRecord(record, COUNTED));
  expect(settlingBefore).toBeGreaterThan(honestBefore);
  expect(settling).toBeLessThan(honest);
});

test("a fraud caps the score of the largest while its points last", () => {
  const fraud = RECORDS[2]?.record;
  if (!fraud) throw new Error("there is no such record");
  expect(scoreOfRecord(fraud, COUNTED)).toBeGreaterThan(80);
  expect(scoreOfRecord(fraud, WEIGHED)).toBe(60);
});
