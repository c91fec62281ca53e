import fc from "fast-check";
import { fitsEverything, route, type Routed, type Routing } from "../../../src/case/queues/route.pure";

const CATEGORIES = ["shop-design", "livestream", "training"];
const SEVERITIES = ["L1", "L2", "L3", "L4"];
const BREACH_CLASSES = ["ORDINARY", "FRAUD"];
const MONEYS = ["CNY", "JPY"];
const AMOUNTS = [0, 1, 499_999, 500_000, 9_000_000];

const orNull = <T>(values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: null });
const rule: fc.Arbitrary<Routing> = fc.record({
  queue: fc.constantFrom("A", "B", "C"),
  category: orNull(CATEGORIES),
  severityAtLeast: orNull(SEVERITIES),
  amountAtLeast: orNull(AMOUNTS),
  currency: orNull(MONEYS),
  breachClass: orNull(BREACH_CLASSES),
});
const subject: fc.Arbitrary<Routed> = fc.record({
  category: orNull(CATEGORIES),
  severity: fc.constantFrom(...SEVERITIES),
  amountAtStake: fc.constantFrom(...AMOUNTS),
  currency: fc.constantFrom(...MONEYS),
  breachClass: fc.constantFrom(...BREACH_CLASSES),
});
const LAST: Routing = {
  queue: "LAST",
  category: null,
  severityAtLeast: null,
  amountAtLeast: null,
  currency: null,
  breachClass: null,
};

/** The meaning of one rule in other words: each condition in turn is absent or met. */
function fits(one: Routing, of: Routed): boolean {
  const level = (severity: string): number => Number(severity.slice(1));
  if (one.category !== null && one.category !== of.category) return false;
  if (one.severityAtLeast !== null && level(of.severity) < level(one.severityAtLeast)) return false;
  if (one.amountAtLeast !== null && of.amountAtStake < one.amountAtLeast) return false;
  if (one.currency !== null && of.currency !== one.currency) return false;
  return one.breachClass === null || one.breachClass === of.breachClass;
}

test("every case finds a queue: that of the first rule that fits, whatever comes after", () => {
  fc.assert(
    fc.property(fc.array(rule, { maxLength: 8 }), fc.array(rule, { maxLength: 3 }), subject, (rules, later, of) => {
      const queue = route([...rules, LAST], of);
      const first = rules.findIndex((one) => fits(one, of));
      expect(queue).toBe(first === -1 ? "LAST" : rules[first]?.queue);
      expect(route([...rules, LAST, ...later], of)).toBe(queue);
    }),
  );
});

test("more at stake, or graver, never takes a case out of reach of a rule", () => {
  fc.assert(
    fc.property(rule, subject, (one, of) => {
      const graver = { ...of, severity: "L4", amountAtStake: of.amountAtStake + 1 };
      if (route([one, LAST], of) !== "LAST") expect(route([one, LAST], graver)).toBe(one.queue);
    }),
  );
});

test("a rule that asks nothing fits everything, and no other does", () => {
  fc.assert(
    fc.property(rule, fc.array(subject, { minLength: 1 }), (one, subjects) => {
      const asksNothing =
        [one.category, one.severityAtLeast, one.amountAtLeast, one.currency, one.breachClass].filter(
          (asked) => asked !== null,
        ).length === 0;
      expect(fitsEverything(one)).toBe(asksNothing);
      if (asksNothing) for (const of of subjects) expect(route([one], of)).toBe(one.queue);
    }),
  );
});

test("rules without a last one are a mistake, told where it is made", () => {
  expect(() =>
    route([{ ...LAST, severityAtLeast: "L4" }], {
      ...LAST,
      severity: "L1",
      amountAtStake: 0,
      currency: "CNY",
      breachClass: "ORDINARY",
    }),
  ).toThrow("no routing rule matches");
});
