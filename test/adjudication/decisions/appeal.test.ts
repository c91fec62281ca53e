import fc from "fast-check";
import {
  graverThanApproved,
  nothingChanges,
  worseForAppellant,
  type Judgement,
} from "../../../src/adjudication/decisions/appeal.pure";
import { IS_MONEY, REMEDY_KINDS } from "../../../src/case/complaints/remedy-kind.pure";
import { PenaltyKind } from "../../../src/adjudication/measures/penalty-kind.types";
import { FindingResult } from "../../../src/adjudication/rulings/ruling-enums.types";
import { isBreach, outcomeOf } from "../../../src/adjudication/rulings/decision-check.pure";

const PRICE = 199_900;
type Finding = Judgement["findings"][number];
type Remedy = Judgement["remedies"][number];
type Penalty = Judgement["penalties"][number];

const remedy = (kind: Remedy["kind"], amount: number | null = null, insteadAmount: number | null = null): Remedy => ({
  kind,
  amount,
  basis: null,
  insteadAmount: IS_MONEY.has(kind) ? amount : (insteadAmount ?? 5_000),
  withinDays: 7,
  text: "as promised",
});
const penalty = (kind: Penalty["kind"], size: Partial<Penalty> = {}): Penalty => ({
  kind,
  amount: null,
  days: null,
  listingId: null,
  ...size,
});
const broken: Finding = { breachId: "brc_one", result: "BROKEN", severity: "L2", ruleVersionId: "rlv_one" };

const ruling: Judgement = {
  outcome: "UPHELD",
  findings: [broken],
  remedies: [remedy("REFUND_PART", 50_000)],
  penalties: [penalty("FINE", { amount: 900 }), penalty("LISTING_FREEZE", { days: 30, listingId: "lst_one" })],
};
const worse = (side: "CONSUMER" | "PROVIDER", changes: Partial<Judgement>, former = ruling): boolean =>
  worseForAppellant(former, { ...former, ...changes }, new Set([side]), PRICE);

const finding = (breachId: string): fc.Arbitrary<Finding> =>
  fc
    .tuple(fc.constantFrom(...Object.values(FindingResult)), fc.constantFrom("L1", "L2", "L3", "L4"))
    .map(([result, severity]) => ({
      breachId,
      result,
      severity: isBreach(result) ? (severity as Finding["severity"]) : null,
      ruleVersionId: "rlv_one",
    }));
const judgement: fc.Arbitrary<Judgement> = fc
  .record({
    findings: fc.tuple(finding("brc_one"), finding("brc_two")),
    remedies: fc.array(
      fc
        .tuple(fc.constantFrom(...REMEDY_KINDS), fc.integer({ min: 1, max: 3 }))
        .map(([kind, amount]) => remedy(kind, kind === "REFUND_PART" || kind === "CREDIT" ? amount * 100 : null)),
      { maxLength: 3 },
    ),
    penalties: fc.array(
      fc
        .tuple(fc.constantFrom(...Object.values(PenaltyKind)), fc.integer({ min: 1, max: 3 }))
        .map(([kind, size]) => penalty(kind, kind === "FINE" ? { amount: size } : { days: size })),
      { maxLength: 3 },
    ),
  })
  .map((parts) => ({ ...parts, outcome: outcomeOf(parts.findings.map(({ result }) => result)) }));

describe("a replacement is not worse for whoever alone appealed", () => {
  test.each<[string, Partial<Judgement>]>([
    ["a smaller refund", { remedies: [remedy("REFUND_PART", 40_000)] }],
    ["an apology in the money's place", { remedies: [remedy("APOLOGY")] }],
    ["a smaller fine", { penalties: [penalty("FINE", { amount: 800 })] }],
    ["a shorter freeze", { penalties: [penalty("LISTING_FREEZE", { days: 29, listingId: "lst_one" })] }],
    ["a lighter kind in a graver one's place", { penalties: [penalty("RANK_DEMOTION", { days: 60 })] }],
    [
      "a promise found kept",
      { findings: [{ ...broken, result: "KEPT", severity: null }], remedies: [], penalties: [] },
    ],
    ["a lighter violation", { findings: [{ ...broken, severity: "L1" }] }],
  ])("the provider may have %s", (_, changes) => expect(worse("PROVIDER", changes)).toBe(false));

  test.each<[string, Partial<Judgement>]>([
    ["a larger refund", { remedies: [remedy("REFUND_PART", 50_001)] }],
    ["the whole price", { remedies: [remedy("REFUND_FULL")] }],
    ["an apology besides", { remedies: [...ruling.remedies, remedy("APOLOGY")] }],
    ["less money and work worth more", { remedies: [remedy("REFUND_PART", 5_000), remedy("REPLACE", null, 190_000)] }],
    ["work worth more in the money's place", { remedies: [remedy("REPERFORM", null, 50_001)] }],
    ["a larger fine", { penalties: [penalty("FINE", { amount: 901 })] }],
    ["a longer freeze", { penalties: [penalty("LISTING_FREEZE", { days: 31, listingId: "lst_one" })] }],
    ["a freeze of all listings", { penalties: [penalty("LISTING_FREEZE", { days: 30 })] }],
    ["a warning besides", { penalties: [...ruling.penalties, penalty("WARNING")] }],
    ["a graver kind", { penalties: [penalty("SUSPENSION", { days: 1 })] }],
    [
      "two lighter kinds for one graver",
      {
        penalties: [penalty("FINE", { amount: 900 }), penalty("WARNING"), penalty("PUBLIC_NOTICE")],
      },
    ],
    ["a graver violation", { findings: [{ ...broken, severity: "L3" }] }],
    ["another breach", { findings: [broken, { ...broken, breachId: "brc_two" }] }],
  ])("the provider may not have %s", (_, changes) => expect(worse("PROVIDER", changes)).toBe(true));

  test.each<[string, Partial<Judgement>, boolean]>([
    ["a larger refund", { remedies: [remedy("REFUND_PART", 60_000)] }, false],
    ["a smaller refund", { remedies: [remedy("REFUND_PART", 40_000)] }, true],
    ["work instead of money", { remedies: [remedy("REPERFORM")] }, true],
    ["no penalty any more", { penalties: [] }, false],
    ["a promise not proven broken", { findings: [{ ...broken, result: "NOT_PROVEN", severity: null }] }, true],
    ["a promise broken in part only", { findings: [{ ...broken, result: "PARTLY_BROKEN" }] }, true],
  ])("the consumer and %s", (_, changes, isWorse) => expect(worse("CONSUMER", changes)).toBe(isWorse));

  test("what something else is worth in money counts, too", () => {
    const former = { ...ruling, remedies: [remedy("REPERFORM", null, 5_000)] };
    const worth = (sum: number) => ({ remedies: [remedy("REPERFORM", null, sum)] });
    expect([4_999, 5_000, 5_001].map((sum) => worse("PROVIDER", worth(sum), former))).toEqual([false, false, true]);
    expect([4_999, 5_000, 5_001].map((sum) => worse("CONSUMER", worth(sum), former))).toEqual([true, false, false]);
    expect(nothingChanges(former, { ...former, ...worth(5_001) })).toBe(false);
  });

  test("words may take the place of something dearer that the provider appealed against, and nothing that costs it more than words", () => {
    const former = { ...ruling, remedies: [remedy("REPLACE", null, 190_000)] };
    const apology = remedy("APOLOGY", null, 5_000);
    const may = (...remedies: Remedy[]) => !worse("PROVIDER", { remedies }, former);
    expect(may(apology)).toBe(true);
    expect(may(remedy("APOLOGY", null, 190_001))).toBe(false);
    expect(may(remedy("REPLACE", null, 100_000), apology)).toBe(false);
    // What doing it would have cost the provider, no ruling says.
    for (const other of [remedy("REPERFORM", null, 5_000), remedy("REFUND_PART", 5_000)])
      expect([other.kind, may(other)]).toEqual([other.kind, false]);
    const words = { ...ruling, remedies: [apology] };
    expect(worse("CONSUMER", { remedies: [remedy("REPLACE", null, 190_000)] }, words)).toBe(true);
  });

  test("money in the place of something else is worth what it was worth", () => {
    const former = { ...ruling, remedies: [remedy("REPLACE", null, 190_000)] };
    const money = (sum: number) => ({ remedies: [remedy("REFUND_PART", sum)] });
    expect([1, 189_999, 190_000].map((sum) => worse("CONSUMER", money(sum), former))).toEqual([true, true, false]);
  });

  test("something else worth as much does not take the place of the consumer's money", () => {
    const mixed = { remedies: [remedy("REFUND_PART", 100), remedy("APOLOGY", null, 60_000)] };
    expect(worse("CONSUMER", mixed)).toBe(true);
  });

  test("when both sides appealed, either may lose", () => {
    fc.assert(
      fc.property(judgement, judgement, (a, b) => !worseForAppellant(a, b, new Set(["CONSUMER", "PROVIDER"]), PRICE)),
    );
  });

  test("the same again is worse for nobody", () => {
    fc.assert(
      fc.property(
        judgement,
        fc.constantFrom("CONSUMER", "PROVIDER"),
        (same, side) => !worseForAppellant(same, same, new Set([side]), PRICE),
      ),
    );
  });

  test("nothing found, ordered or imposed is never worse for the provider", () => {
    fc.assert(
      fc.property(judgement, (former) => {
        const findings = former.findings.map((each) => ({ ...each, result: "KEPT" as const, severity: null }));
        const acquitted: Judgement = { outcome: "DISMISSED", findings, remedies: [], penalties: [] };
        return !worseForAppellant(former, acquitted, new Set(["PROVIDER"]), PRICE);
      }),
    );
  });

  test("of two sums of money each side loses by the other's gain", () => {
    const sum = fc.integer({ min: 0, max: PRICE });
    fc.assert(
      fc.property(sum, sum, (a, b) => {
        const [from, to] = [a, b].map((amount) => ({ ...ruling, remedies: [remedy("CREDIT", amount)] }));
        expect([worse("PROVIDER", to ?? {}, from), worse("CONSUMER", to ?? {}, from)]).toEqual([b > a, b < a]);
      }),
    );
  });
});

test("a replacement changes something, other words do not count", () => {
  const turned = { ...ruling, penalties: [...ruling.penalties].reverse() };
  expect(nothingChanges(ruling, turned)).toBe(true);
  for (const changes of [
    { findings: [{ ...broken, ruleVersionId: "rlv_two" }] },
    { findings: [{ ...broken, severity: "L1" as const }] },
    { remedies: [{ ...remedy("REFUND_PART", 50_000), withinDays: 8 }] },
    { penalties: [] },
  ])
    expect(nothingChanges(ruling, { ...ruling, ...changes })).toBe(false);
});

describe("what needs two people comes in only by two people", () => {
  const critical: Judgement = {
    ...ruling,
    findings: [{ ...broken, severity: "L4" }],
    penalties: [penalty("SUSPENSION", { days: 90 })],
  };

  test.each<[string, string[], Judgement, Partial<Judgement>, string[]]>([
    ["what was there may stay", ["L4", "SUSPENSION"], critical, {}, []],
    [
      "what was there may shrink",
      ["L4", "SUSPENSION"],
      critical,
      { penalties: [penalty("SUSPENSION", { days: 9 })] },
      [],
    ],
    ["it may not grow", ["SUSPENSION"], critical, { penalties: [penalty("SUSPENSION", { days: 91 })] }, ["SUSPENSION"]],
    [
      "another may not come in",
      ["L4", "TERMINATION"],
      critical,
      { penalties: [penalty("TERMINATION")] },
      ["TERMINATION"],
    ],
    ["nor a violation", ["L4"], ruling, { findings: [{ ...broken, severity: "L4" }] }, ["L4"]],
    [
      "nor one besides another",
      ["L4"],
      critical,
      { findings: [...critical.findings, { ...broken, breachId: "brc_two", severity: "L4" }] },
      ["L4"],
    ],
    [
      "nor one of another promise in its place",
      ["L4"],
      { ...critical, findings: [...critical.findings, { ...broken, breachId: "brc_two" }] },
      { findings: [broken, { ...broken, breachId: "brc_two", severity: "L4" }] },
      ["L4"],
    ],
  ])("%s", (_, needing, former, changes, expected) =>
    expect(graverThanApproved(needing, former, { ...former, ...changes })).toEqual(expected),
  );
});
