import fc from "fast-check";
import { HouseRules } from "../../../src/house-rules/house-rules";
import { largeFineIn } from "../../../src/adjudication/measures/penalty-schedule.pure";
import { Refusal } from "../../../src/platform/refusal";
import { FindingResult } from "../../../src/adjudication/rulings/ruling-enums.types";
import {
  checkDecision,
  isBreach,
  measuresNeedingSecondApprover,
  outcomeOf,
  severityOf,
  type DecidedCase,
  type Decision,
} from "../../../src/adjudication/rulings/decision-check.pure";

const ORDERED = Date.UTC(2026, 5, 1);
const LARGE_FINE = largeFineIn("CNY", HouseRules.ofTable());

const known: DecidedCase = {
  breachIds: ["brc_price", "brc_gift"],
  hasConsumer: true,
  wonOutside: false,
  trackMost: null,
  orderedAt: ORDERED,
  orderPrice: 19_900,
  ownBreachIds: ["brc_price", "brc_gift"],
  money: {
    paid: 19_900,
    given: 0,
    outside: 0,
    currency: "CNY",
    compensable: { STATUTORY: 59_700, PROMISED: 19_900, ACTUAL_LOSS: 100_000 },
    wasOwed: false,
  },
  ruleVersions: [
    {
      id: "rlv_price",
      code: "PRICE-1",
      severity: "L2",
      measures: ["WARNING", "FINE", "LISTING_FREEZE", "RANK_DEMOTION"],
      effectiveFrom: 0,
      effectiveUntil: null,
    },
    {
      id: "rlv_gift",
      code: "GIFT-1",
      severity: "L1",
      measures: ["WARNING", "PUBLIC_NOTICE"],
      effectiveFrom: 0,
      effectiveUntil: null,
    },
    { id: "rlv_old", code: "OLD-1", severity: "L2", measures: ["WARNING"], effectiveFrom: 0, effectiveUntil: ORDERED },
    {
      id: "rlv_next",
      code: "NEXT-1",
      severity: "L2",
      measures: ["WARNING"],
      effectiveFrom: ORDERED + 1,
      effectiveUntil: null,
    },
  ],
  listingIds: ["lst_one"],
};

const decision: Decision = {
  outcome: "PARTLY_UPHELD",
  findings: [
    { breachId: "brc_price", result: "BROKEN", ruleVersionId: "rlv_price" },
    { breachId: "brc_gift", result: "KEPT", ruleVersionId: "rlv_gift" },
  ],
  remedies: [{ kind: "REFUND_PART", amount: 5_000 }],
  penalties: [{ kind: "WARNING" }],
};
const [price, gift] = decision.findings as [Decision["findings"][number], Decision["findings"][number]];
const dismissal: Decision = {
  outcome: "DISMISSED",
  findings: [{ ...price, result: "NOT_PROVEN" }, gift],
  remedies: [],
  penalties: [],
};

function refusalOf(changes: Partial<Decision>, base = decision, of: DecidedCase = known): string {
  try {
    checkDecision({ ...base, ...changes }, of);
    return "accepted";
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return `${error.details.reason} ${error.details.field}`;
  }
}

test("decisions that fit their case are accepted", () => {
  expect(refusalOf({})).toBe("accepted");
  expect(refusalOf({}, dismissal)).toBe("accepted");
});

test("the outcome follows from the findings, whatever they are", () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...Object.values(FindingResult)), { minLength: 1, maxLength: 20 }),
      (results) => {
        const outcome = outcomeOf(results);
        expect(outcome === "DISMISSED").toBe(!results.some(isBreach));
        expect(outcome === "UPHELD").toBe(results.every((result) => result === "BROKEN"));
        expect(outcomeOf([...results].reverse())).toBe(outcome);
      },
    ),
  );
});

test("an outcome that disagrees with the findings is refused", () => {
  expect(refusalOf({ outcome: "UPHELD" })).toBe("ruling.outcomeDisagrees input.outcome");
  expect(refusalOf({ outcome: "DISMISSED" })).toBe("ruling.outcomeDisagrees input.outcome");
});

test("every breach of the case is found upon, once, and nothing else is", () => {
  expect(refusalOf({ findings: [price] })).toBe("ruling.findingMissing input.findings");
  expect(refusalOf({ findings: [price, gift, gift] })).toBe("ruling.findingTwice input.findings.2.breachId");
  expect(refusalOf({ findings: [price, { ...gift, breachId: "brc_other" }] })).toBe(
    "ruling.breachUnknown input.findings.1.breachId",
  );
});

test.each(["rlv_old", "rlv_next", "rlv_unknown"])(
  "a rule version not in force when the order was placed cannot be cited: %s",
  (ruleVersionId) => {
    expect(refusalOf({ findings: [price, { ...gift, ruleVersionId }] })).toBe(
      "ruling.ruleNotInForce input.findings.1.ruleVersionId",
    );
  },
);

test("only what was broken has a severity", () => {
  expect(refusalOf({ findings: [price, { ...gift, severity: "L1" }] })).toBe(
    "ruling.severityWithoutBreach input.findings.1.severity",
  );
  expect(severityOf(price, known)).toBe("L2");
  expect(severityOf({ ...price, severity: "L3" }, known)).toBe("L3");
  expect(severityOf(gift, known)).toBeNull();
});

test("who wins gets a remedy, and nobody else", () => {
  expect(refusalOf({ remedies: [] })).toBe("ruling.remedyRequired input.remedies");
  expect(refusalOf({ remedies: [{ kind: "APOLOGY" }] }, dismissal)).toBe("ruling.remedyWithoutBreach input.remedies");
  expect(refusalOf({ penalties: [{ kind: "WARNING" }] }, dismissal)).toBe(
    "ruling.penaltyWithoutBreach input.penalties",
  );
});

test.each([
  [{ kind: "REFUND_PART" }, "amount.needed"],
  [{ kind: "CREDIT", amount: 0 }, "amount.needed"],
  [{ kind: "REFUND_FULL", amount: 100 }, "remedy.amountForbidden"],
  [{ kind: "REFUND_PART", amount: 19_901 }, "amount.aboveOrder"],
] as const)("remedy %j: %s", (remedy, reason) => {
  expect(refusalOf({ remedies: [remedy] })).toBe(`${reason} input.remedies.0.amount`);
});

test("the money of a ruling, together with what the order's cases have given, is at most what was paid", () => {
  const money = (...amounts: number[]) => ({
    remedies: amounts.map((amount) => ({ kind: "REFUND_PART" as const, amount })),
  });
  const given = (amount: number): DecidedCase => ({ ...known, money: { ...known.money, given: amount } });
  expect(refusalOf(money(19_000, 900))).toBe("accepted");
  expect(refusalOf(money(19_000, 901))).toBe("amount.aboveRest input.remedies.1.amount");
  expect(refusalOf(money(10_000), decision, given(9_900))).toBe("accepted");
  expect(refusalOf(money(10_001), decision, given(9_900))).toBe("amount.aboveRest input.remedies.0.amount");
  expect(refusalOf({ remedies: [{ kind: "REFUND_FULL" }] }, decision, given(1))).toBe(
    "amount.aboveRest input.remedies.0.amount",
  );
  expect(refusalOf({ remedies: [{ kind: "REPERFORM", insteadAmount: 19_900 }] }, decision, given(19_900))).toBe(
    "accepted",
  );
});

test.each([
  [{ kind: "PUBLIC_NOTICE" }, "ruling.measureNotAllowed input.penalties.0.kind"],
  [{ kind: "SUSPENSION", days: 90 }, "ruling.measureNotAllowed input.penalties.0.kind"],
  [{ kind: "FINE" }, "penalty.amountRequired input.penalties.0.amount"],
  [{ kind: "WARNING", amount: 5 }, "penalty.amountForbidden input.penalties.0.amount"],
  [{ kind: "RANK_DEMOTION" }, "penalty.daysRequired input.penalties.0.days"],
  [{ kind: "WARNING", days: 5 }, "penalty.daysForbidden input.penalties.0.days"],
  [{ kind: "RANK_DEMOTION", days: 5, listingId: "lst_one" }, "penalty.listingForbidden input.penalties.0.listingId"],
  [{ kind: "LISTING_FREEZE", days: 5, listingId: "lst_other" }, "penalty.listingUnknown input.penalties.0.listingId"],
  [{ kind: "LISTING_FREEZE", days: 5, listingId: "lst_one" }, "accepted"],
] as const)("penalty %j: %s", (penalty, expected) => {
  // The gift's rule would allow a public notice, but the gift was given.
  expect(refusalOf({ penalties: [penalty] })).toBe(expected);
});

test("the same penalty is not ordered twice", () => {
  expect(refusalOf({ penalties: [{ kind: "WARNING" }, { kind: "WARNING" }] })).toBe(
    "penalty.twice input.penalties.1.kind",
  );
});

test("everything that is wrong with a decision is told at once, each with its field", () => {
  const wrong: Decision = {
    outcome: "UPHELD",
    findings: [price, { ...gift, ruleVersionId: "rlv_old", severity: "L1" }],
    remedies: [{ kind: "APOLOGY", amount: 5 }, { kind: "REFUND_PART" }],
    penalties: [{ kind: "FINE" }, { kind: "LISTING_FREEZE", listingId: "lst_other" }],
  };
  let refusal: unknown;
  try {
    checkDecision(wrong, known);
  } catch (error) {
    refusal = error;
  }
  const { problems = [] } = (refusal as Refusal).details;
  expect(problems.map(({ field, reason }) => [field, reason])).toEqual([
    ["input.findings.1.ruleVersionId", "ruling.ruleNotInForce"],
    ["input.findings.1.severity", "ruling.severityWithoutBreach"],
    ["input.outcome", "ruling.outcomeDisagrees"],
    ["input.remedies.0.amount", "remedy.amountForbidden"],
    ["input.remedies.0.insteadAmount", "remedy.insteadNeeded"],
    ["input.remedies.1.amount", "amount.needed"],
    ["input.penalties.0.amount", "penalty.amountRequired"],
    ["input.penalties.1.days", "penalty.daysRequired"],
    ["input.penalties.1.listingId", "penalty.listingUnknown"],
  ]);
});

test.each([
  [{}, []],
  [{ findings: [{ ...price, severity: "L4" as const }, gift] }, ["L4"]],
  [{ penalties: [{ kind: "FINE" as const, amount: LARGE_FINE - 1 }] }, []],
  [{ penalties: [{ kind: "FINE" as const, amount: LARGE_FINE }] }, ["FINE"]],
  [
    { penalties: [{ kind: "SUSPENSION" as const, days: 1 }, { kind: "TERMINATION" as const }] },
    ["SUSPENSION", "TERMINATION"],
  ],
])("a second approver is needed for %j: %j", (changes: Partial<Decision>, because: string[]) => {
  expect(measuresNeedingSecondApprover({ ...decision, ...changes }, known, LARGE_FINE)).toEqual(because);
});

test("a large contract charge is one in its own currency, in others every one, and nowhere more than the house's one number for all", () => {
  const rules = HouseRules.ofTable();
  expect(["CNY", "USD", "JPY", "KRW"].map((currency) => largeFineIn(currency, rules))).toEqual([
    1_000_000, 150_000, 200_000, 0,
  ]);
  const lowered = HouseRules.ofTable({ "fine.needsSecondApprover": { minorUnits: 180_000 } });
  expect(["CNY", "USD", "JPY"].map((currency) => largeFineIn(currency, lowered))).toEqual([180_000, 150_000, 180_000]);
});
