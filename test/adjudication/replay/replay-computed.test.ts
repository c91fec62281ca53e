import fc from "fast-check";
import { SEVERITIES, type Severity } from "../../../src/case/complaints/case-enums.types";
import { PenaltyKind } from "../../../src/adjudication/measures/penalty-kind.types";
import type { PenaltyFacts } from "../../../src/adjudication/penalties/standing.pure";
import {
  changesOf,
  gonePenalties,
  newPenalties,
  replayHistory,
  severityUnder,
  wouldChange,
  type History,
  type PastRuling,
  type PastViolation,
  type RuleTerms,
} from "../../../src/adjudication/replay/replay.pure";
import { addUp, totalsOf } from "../../../src/adjudication/replay/replay-totals.pure";
import { noTotals } from "../../../src/adjudication/replay/replay-report.types";
import { DAY, rulesAt, rulesBefore, violation } from "../points/point-rules";

const ALL = Object.values(PenaltyKind);
const rule = (severity: Severity, measures: readonly PenaltyKind[] = ALL, code = "GIFT-1"): RuleTerms => ({
  ...{ code, severity, measures },
});
const NOW = 1_000 * DAY;

interface PlannedFinding {
  /** null: as grave as its version says. */
  own: Severity | null;
  broken: boolean;
  /** Judged by the rule replayed, or by another one. */
  ours: boolean;
  lineage: string | null;
}
interface PlannedRuling {
  findings: PlannedFinding[];
  orders: { kind: PenaltyKind; days: number | null }[];
  /** Days after the one before. */
  after: number;
  tried: boolean;
  final: boolean;
  defaulted: boolean;
  remedied: boolean;
  reversed: boolean;
}

const OTHER = rule("L2", ALL, "PRICE-1");

/** The rows that these rulings would have left, had the rule said so. */
function historyUnder(planned: readonly PlannedRuling[], version: RuleTerms): History {
  const rulings: PastRuling[] = [];
  const violations: PastViolation[] = [];
  const orders: PenaltyFacts[] = [];
  let [day, step] = [0, 0];
  for (const [index, one] of planned.entries()) {
    day += one.after;
    const rulingId = `r${index}`;
    if (one.final) step += 1;
    const findings = one.findings.map(({ own, broken, ours }, place) => {
      const cited = ours ? version : OTHER;
      return { id: `${rulingId} f${place}`, severity: broken ? (own ?? cited.severity) : null, cited };
    });
    const allowed = new Set(findings.flatMap(({ severity, cited }) => (severity === null ? [] : cited.measures)));
    const mine = one.orders.filter(({ kind }) => allowed.has(kind));
    const common = {
      rulingId,
      foundAt: day * DAY,
      countedAt: one.final ? day * DAY : null,
      reversedAt: one.reversed ? (day + 1) * DAY : null,
    };
    for (const [place, { id, severity }] of findings.entries())
      if (severity !== null)
        violations.push({
          ...{ ...violation(`${rulingId} v${place}`, severity, step, day), ...common, findingId: id },
          ...{ step: one.final ? step : null, lineage: one.findings[place]?.lineage ?? null },
          promptlyRemediedAt: one.final && one.remedied ? day * DAY + 1 : null,
        });
    if (one.final && one.defaulted) {
      step += 1;
      violations.push({
        ...violation(`${rulingId} default`, "L3", step, day),
        ...{ ...common, findingId: null, kind: "NON_PERFORMANCE" as const },
      });
    }
    if (one.reversed) continue;
    if (one.tried) rulings.push({ id: rulingId, findings, ordered: mine.map(({ kind }) => kind) });
    orders.push(
      ...mine.map(({ kind, days }, place) => ({
        ...{ id: `${rulingId} p${place}`, kind, days, rulingId, cause: "RULING" as const, status: "ACTIVE" as const },
        ...{ listingId: null, amount: null, step: null, threshold: null, supersededById: null },
        ...{ startsAt: day * DAY, endsAt: days === null ? null : (day + days) * DAY },
      })),
    );
  }
  return { rulings, violations, orders };
}

const severity = fc.constantFrom(...SEVERITIES);
const measures = fc.subarray(ALL);
const plans: fc.Arbitrary<PlannedRuling[]> = fc.array(
  fc.record({
    findings: fc.array(
      fc.record({
        own: fc.option(severity, { freq: 2 }),
        broken: fc.boolean(),
        ours: fc.boolean(),
        lineage: fc.constantFrom("p", "q", null),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    orders: fc.uniqueArray(
      fc.record({ kind: fc.constantFrom(...ALL), days: fc.option(fc.integer({ min: 1, max: 120 })) }),
      { maxLength: 3, selector: ({ kind }) => kind },
    ),
    after: fc.integer({ min: 0, max: 60 }),
    tried: fc.constant(true),
    final: fc.boolean(),
    defaulted: fc.boolean(),
    remedied: fc.boolean(),
    reversed: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
  }),
  { maxLength: 8 },
);

describe("for any history of a provider", () => {
  test("a draft that says what the version cited says changes nothing", () => {
    fc.assert(
      fc.property(plans, severity, measures, (planned, level, allowed) => {
        const version = rule(level, allowed);
        const { rulings, activeBefore, activeAfter } = replayHistory(
          historyUnder(planned, version),
          version,
          rulesAt,
          NOW,
        );
        expect(rulings.filter((ruling) => changesOf(ruling).length > 0)).toEqual([]);
        expect(rulings.every(({ tried }) => tried)).toBe(true);
        expect(activeAfter).toBe(activeBefore);
      }),
    );
  });

  test("what it would be is what it had been, if the rule had always said so", () => {
    // A finding that departed to what the draft says cannot be told from one that follows it: none does here.
    const departing = (planned: PlannedRuling[], levels: Severity[]) =>
      planned.every(({ findings }) => findings.every(({ own }) => own === null || !levels.includes(own)));
    fc.assert(
      fc.property(plans, severity, severity, measures, (planned, was, says, allowed) => {
        fc.pre(departing(planned, [was, says]));
        const [version, draft] = [rule(was), rule(says, allowed)];
        const replayed = replayHistory(historyUnder(planned, version), draft, rulesAt, NOW);
        const real = replayHistory(historyUnder(planned, draft), draft, rulesAt, NOW);
        expect(new Map(replayed.rulings.map(({ rulingId, after }) => [rulingId, after]))).toEqual(
          new Map(real.rulings.map(({ rulingId, before }) => [rulingId, before])),
        );
        expect(replayed.activeAfter).toBe(real.activeBefore);
      }),
    );
  });

  test("a draft that only allows more changes no ruling", () => {
    fc.assert(
      fc.property(plans, severity, measures, (planned, level, allowed) => {
        const { rulings } = replayHistory(historyUnder(planned, rule(level, allowed)), rule(level), rulesAt, NOW);
        expect(rulings.map(changesOf).filter(wouldChange)).toEqual([]);
      }),
    );
  });

  test("rulings that do not cite the rule keep what they found, and the numbers add up", () => {
    fc.assert(
      fc.property(plans, severity, severity, measures, (planned, was, says, allowed) => {
        const { rulings } = replayHistory(historyUnder(planned, rule(was)), rule(says, allowed), rulesAt, NOW);
        for (const { rulingId, findings } of rulings) {
          const ours = planned[Number(rulingId.slice(1))]?.findings.some(({ ours }) => ours);
          if (!ours) expect(findings).toEqual([]);
        }
        const totals = totalsOf(rulings);
        expect(totals.changed).toBeLessThanOrEqual(totals.rulings);
        expect(totals.rulings + totals.otherRulings).toBe(rulings.length);
        const oneByOne = rulings.map((ruling) => totalsOf([ruling])).reduce(addUp, noTotals());
        expect({ ...oneByOne, providers: 0, providersChanged: 0 }).toEqual({
          ...totals,
          ...{ providers: 0, providersChanged: 0 },
        });
      }),
    );
  });
});

const plan = (one: Partial<PlannedRuling> = {}, finding: Partial<PlannedFinding> = {}): PlannedRuling => ({
  findings: [{ own: null, broken: true, ours: true, lineage: null, ...finding }],
  ...{ orders: [], after: 1, tried: true, final: true, defaulted: false, remedied: false, reversed: false },
  ...one,
});
const replayed = (planned: PlannedRuling[], was: RuleTerms, draft: RuleTerms) =>
  replayHistory(historyUnder(planned, was), draft, rulesBefore, 10 * DAY);

test("a finding follows the draft when it is as grave as its version says, and keeps its own severity otherwise", () => {
  const [was, draft] = [rule("L2"), rule("L3")];
  expect(severityUnder(draft, { id: "f", severity: "L2", cited: was })).toBe("L3");
  expect(severityUnder(draft, { id: "f", severity: "L4", cited: was })).toBe("L4");
  expect(severityUnder(draft, { id: "f", severity: null, cited: was })).toBeNull();
  expect(severityUnder(draft, { id: "f", severity: "L2", cited: OTHER })).toBe("L2");
});

test("another threshold is crossed: one penalty gone, another in its place", () => {
  const { rulings, activeBefore, activeAfter } = replayed([plan()], rule("L2"), rule("L3"));
  expect(rulings).toMatchObject([
    {
      findings: [{ before: "L2", after: "L3" }],
      before: { points: 4, penalties: [{ kind: "WARNING", threshold: 4 }, { kind: "PUBLIC_NOTICE" }] },
      after: {
        points: 8,
        penalties: [{ kind: "RANK_DEMOTION", threshold: 8, days: 14 }, { kind: "MANDATORY_TRAINING" }],
      },
    },
  ]);
  expect(rulings.map(changesOf)).toEqual([["SEVERITY", "POINTS", "PENALTIES"]]);
  expect([activeBefore, activeAfter]).toEqual([4, 8]);
});

test("a repetition that would not be one any more: a later ruling changes with those before it", () => {
  const onOne = (days: number, ours = true) => plan({ after: days }, { lineage: "p", ours });
  // Three on one promise: the third L2 counts as L3. The first two cite the rule, the third another.
  const story = [onOne(1), onOne(1), { ...onOne(1, false), tried: false }];
  const { rulings } = replayed(story, rule("L2"), rule("L1"));
  expect(rulings.map(({ rulingId, tried, before, after }) => [rulingId, tried, before.points, after.points])).toEqual([
    // The first L1 in a year is a warning without points.
    ["r0", true, 4, 0],
    ["r1", true, 4, 2],
    // Still the third violation on one promise.
    ["r2", false, 8, 8],
  ]);
  expect(
    rulings[2] && [newPenalties(rulings[2]), gonePenalties(rulings[2])].map((list) => list.map(({ kind }) => kind)),
  ).toEqual([
    ["RANK_DEMOTION", "MANDATORY_TRAINING"],
    ["FINE", "LISTING_FREEZE"],
  ]);
  expect(totalsOf(rulings)).toMatchObject({ rulings: 2, changed: 2, otherRulings: 1, newPenalties: 2 });
});

test("leniency for the first minor one moves on to the next, whatever rule that cites", () => {
  const story = [plan(), { ...plan({ after: 10 }, { own: "L1", ours: false }), tried: false }];
  const { rulings } = replayed(story, rule("L1"), rule("L2"));
  expect(rulings.map(({ tried, before, after }) => [tried, before.points, after.points])).toEqual([
    [true, 0, 4],
    [false, 2, 0],
  ]);
});

test("a measure that the draft does not allow is not ordered, and the points call for it instead", () => {
  const story = [plan({ orders: [{ kind: "WARNING", days: null }] })];
  const { rulings } = replayed(story, rule("L2"), rule("L2", ["FINE"]));
  expect(rulings).toMatchObject([{ measuresNotAllowed: ["WARNING"], measuresNewlyAllowed: [] }]);
  expect(rulings.map(changesOf)).toEqual([["MEASURE_NOT_ALLOWED", "PENALTIES"]]);
  expect(rulings[0] && newPenalties(rulings[0]).map(({ kind }) => kind)).toEqual(["WARNING"]);
});

test("a measure that another rule cited for a broken promise allows stays allowed", () => {
  const two = plan({ orders: [{ kind: "FINE", days: null }] });
  const story = [{ ...two, findings: [...two.findings, { own: null, broken: true, ours: false, lineage: null }] }];
  expect(replayed(story, rule("L2"), rule("L2", [])).rulings.map(changesOf)).toEqual([[]]);
  // But not one cited for a promise that was kept.
  const kept = [{ ...two, findings: [...two.findings, { own: null, broken: false, ours: false, lineage: null }] }];
  expect(replayed(kept, rule("L2"), rule("L2", [])).rulings).toMatchObject([{ measuresNotAllowed: ["FINE"] }]);
});

test("what is not final brings points and no penalties; what was reversed brings nothing", () => {
  const { rulings } = replayed([plan({ final: false }), plan({ reversed: true })], rule("L2"), rule("L4"));
  expect(rulings).toMatchObject([{ rulingId: "r0", after: { points: 24, penalties: [] } }]);
  expect(rulings).toHaveLength(1);
});

test("a default on what was ordered counts as before, and its penalties follow from what came before it", () => {
  const { rulings } = replayed([plan({ defaulted: true })], rule("L2"), rule("L1"));
  expect(rulings).toMatchObject([
    {
      before: { points: 12, penalties: [{ threshold: 4 }, { threshold: 4 }, { threshold: 12 }, { threshold: 12 }] },
      after: { points: 8, penalties: [{ threshold: 8 }, { threshold: 8 }] },
    },
  ]);
});
