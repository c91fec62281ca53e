import fc from "fast-check";
import type { PenaltyKind } from "../../../src/adjudication/measures/penalty-kind.types";
import { schedule, statusAt } from "../../../src/adjudication/measures/penalty-schedule.pure";
import { supersessions, thresholdOrders, type PenaltyFacts } from "../../../src/adjudication/penalties/standing.pure";
import { isAsGrave, supersederOf, type TimedMeasure } from "../../../src/adjudication/penalties/supersession.pure";
import { weigh, type RulesAt, type ViolationFacts } from "../../../src/adjudication/points/points.pure";
import { activePoints, missingEntry, type Entry } from "../../../src/adjudication/points/points-entries.pure";
import { firedThresholds } from "../../../src/adjudication/points/thresholds.pure";
import { DAY, rulesAt, rulesBefore, violation } from "../points/point-rules";

interface PlannedRuling {
  findings: { level: ViolationFacts["level"]; lineage: string | null }[];
  penalties: { kind: PenaltyKind; days: number | null; amount: number | null; listingId: string | null }[];
}

type Happening = { what: "ISSUE" | "FINAL" | "DEFAULT" | "REMEDIED" | "REVERSE"; ruling: number } | { days: number };

/** The rows of one provider, kept in line the way reconcile.ts does it, without a database. */
class Standing {
  now = 0;
  violations: ViolationFacts[] = [];
  penalties: PenaltyFacts[] = [];
  entries: Entry[] = [];
  private step = 0;

  constructor(
    private readonly rulings: readonly PlannedRuling[],
    private readonly rules: RulesAt,
  ) {}

  happen(happening: Happening): void {
    if ("days" in happening) this.now += happening.days * DAY;
    else this[happening.what](happening.ruling);
    this.reconcile();
  }

  private ISSUE(ruling: number): void {
    if (this.violations.some(({ rulingId }) => rulingId === `r${ruling}`)) return;
    const { findings, penalties } = this.rulings[ruling] ?? { findings: [], penalties: [] };
    this.violations.push(
      ...findings.map(({ level, lineage }, index) => ({
        ...violation(`r${ruling} v${index}`, level, 0, this.now / DAY),
        rulingId: `r${ruling}`,
        lineage,
        step: null,
        countedAt: null,
        consumerId: `c${ruling}`,
        // Each case is about another sum: a fine in proportion depends on all of them.
        stake: { amount: 40_000 * (ruling + 1) ** 2, currency: "CNY" },
      })),
    );
    this.penalties.push(
      ...penalties.map((penalty, index) => ({
        ...penalty,
        id: `r${ruling} p${index}`,
        cause: "RULING" as const,
        rulingId: `r${ruling}`,
        step: null,
        threshold: null,
        supersededById: null,
        ...schedule(penalty, this.now, { final: false, mostDaysBeforeFinal: 14, ends: {} }),
      })),
    );
  }

  private FINAL(ruling: number): void {
    const waiting = this.ofRuling(ruling).filter(({ step, reversedAt }) => step === null && reversedAt === null);
    if (waiting.length === 0) return;
    this.step += 1;
    // Measured that day; what is measured later changes nothing.
    const measured = {
      since: this.now - 90 * DAY,
      orders: 7 * (this.now / DAY) * ruling,
      others: { events: 20, orders: 9_000 },
    };
    const exposure = this.rules === rulesBefore ? null : measured;
    for (const each of waiting) Object.assign(each, { step: this.step, countedAt: this.now, exposure });
    for (const penalty of this.penalties.filter(
      ({ rulingId, cause }) => rulingId === `r${ruling}` && cause === "RULING",
    ))
      if (penalty.startsAt === null)
        Object.assign(penalty, schedule(penalty, this.now, { final: true, mostDaysBeforeFinal: 14, ends: {} }));
  }

  private DEFAULT(ruling: number): void {
    const inForce = this.ofRuling(ruling).filter(({ step, reversedAt }) => step !== null && reversedAt === null);
    if (inForce.length !== this.rulings[ruling]?.findings.length) return;
    this.step += 1;
    const facts = violation(`r${ruling} default`, "L3", this.step, this.now / DAY);
    this.violations.push({ ...facts, rulingId: `r${ruling}`, kind: "NON_PERFORMANCE" });
  }

  private REMEDIED(ruling: number): void {
    const found = this.ofRuling(ruling).filter(
      ({ kind, step, reversedAt }) => kind === "PROMISE_BROKEN" && step !== null && reversedAt === null,
    );
    for (const each of found) each.promptlyRemediedAt ??= this.now;
  }

  private REVERSE(ruling: number): void {
    for (const each of this.ofRuling(ruling)) each.reversedAt ??= this.now;
    for (const penalty of this.penalties)
      if (penalty.rulingId === `r${ruling}`) Object.assign(penalty, { status: "REVERSED", supersededById: null });
  }

  private ofRuling(ruling: number): ViolationFacts[] {
    return this.violations.filter(({ rulingId }) => rulingId === `r${ruling}`);
  }

  private reconcile(): void {
    const { now } = this;
    const weights = weigh(this.violations, this.rules);
    for (const each of this.violations) {
      for (;;) {
        const lines = this.entries.filter(({ violationId }) => violationId === each.id);
        const line = missingEntry(each, weights.get(each.id), lines, now);
        if (!line) break;
        this.entries.push(line);
      }
    }
    const { reverse, order } = thresholdOrders(this.penalties, firedThresholds(this.violations, this.rules), now, {});
    for (const penalty of reverse) Object.assign(penalty, { status: "REVERSED", supersededById: null });
    this.penalties.push(
      ...order.map(({ firing, measure, ...times }) => ({
        ...measure,
        ...times,
        // Told by what caused it, so that rows of two histories can be compared.
        id: `${firing.rulingId} ${firing.at} ${firing.threshold.points} ${measure.kind}`,
        listingId: null,
        cause: "THRESHOLD" as const,
        rulingId: firing.rulingId,
        step: firing.step,
        threshold: firing.threshold.points,
        supersededById: null,
      })),
    );
    for (const { penalty, status, supersededById } of supersessions(this.penalties, now))
      Object.assign(penalty, { status, supersededById });
  }

  /** What stands from now on: points as they expire, and penalties that act or wait. */
  get seen(): unknown {
    const later = [0, 90, 180, 365, 730].map((days) => this.now + days * DAY);
    return {
      points: later.map((at) => activePoints(this.entries, at)),
      penalties: this.penalties
        .filter((penalty) => penalty.status !== "REVERSED" && (penalty.endsAt ?? Infinity) > this.now)
        .map(({ id, kind, days, amount, startsAt, endsAt, ...penalty }) => ({
          ...{ id, kind, days, amount, startsAt, endsAt },
          status: statusAt({ ...penalty, startsAt, endsAt }, this.now),
          supersededById: penalty.supersededById,
        }))
        .sort((a, b) => (a.id < b.id ? -1 : 1)),
    };
  }
}

const LASTING = ["RANK_DEMOTION", "LISTING_FREEZE", "SUSPENSION"] as const;
const planned: fc.Arbitrary<PlannedRuling> = fc.record({
  findings: fc.array(
    fc.record({ level: fc.constantFrom("L1", "L2", "L3", "L4"), lineage: fc.constantFrom("p", "q", null) }),
    { minLength: 1, maxLength: 3 },
  ),
  penalties: fc.array(
    fc.oneof(
      fc.record({
        kind: fc.constantFrom(...LASTING),
        days: fc.integer({ min: 1, max: 120 }),
        amount: fc.constant(null),
        listingId: fc.constant(null),
      }),
      fc.record({
        kind: fc.constant("LISTING_FREEZE" as const),
        days: fc.integer({ min: 1, max: 60 }),
        amount: fc.constant(null),
        listingId: fc.constantFrom("lst_1", "lst_2"),
      }),
      fc.record({
        kind: fc.constantFrom("WARNING" as const, "TERMINATION" as const),
        days: fc.constant(null),
        amount: fc.constant(null),
        listingId: fc.constant(null),
      }),
      fc.record({
        kind: fc.constant("FINE" as const),
        days: fc.constant(null),
        amount: fc.integer({ min: 1, max: 1_000_000 }),
        listingId: fc.constant(null),
      }),
    ),
    { maxLength: 3 },
  ),
});

const COUNT = 5;
const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ days: fc.integer({ min: 1, max: 60 }) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      what: fc.constantFrom(...(["ISSUE", "ISSUE", "FINAL", "FINAL", "DEFAULT", "REMEDIED", "REVERSE"] as const)),
      ruling: fc.nat(COUNT - 1),
    }),
  },
);
const story = fc.record({
  rulings: fc.array(planned, { minLength: COUNT, maxLength: COUNT }),
  happenings: fc.array(happening, { maxLength: 40 }),
  reversedLast: fc.shuffledSubarray([...Array(COUNT).keys()]),
});

function live(rulings: readonly PlannedRuling[], happenings: readonly Happening[], rules = rulesAt): Standing {
  const standing = new Standing(rulings, rules);
  for (const each of happenings) standing.happen(each);
  return standing;
}

test("punish, then reverse: the provider stands as if those rulings had never been, whatever else happened in between", () => {
  fc.assert(
    fc.property(story, ({ rulings, happenings, reversedLast }) => {
      const reversals = reversedLast.map((ruling) => ({ what: "REVERSE" as const, ruling }));
      const all = live(rulings, [...happenings, ...reversals]);
      const gone = new Set(reversedLast);
      const without = live(
        rulings,
        happenings.filter((each) => !("ruling" in each) || !gone.has(each.ruling)),
      );
      expect(all.seen).toEqual(without.seen);
    }),
    { numRuns: 1_000 },
  );
});

test("rows are brought in line at once: to look again changes nothing", () => {
  fc.assert(
    fc.property(story, ({ rulings, happenings }) => {
      const once = live(rulings, happenings);
      const twice = live(rulings, happenings);
      twice.happen({ days: 0 });
      expect(twice.penalties).toEqual(once.penalties);
      expect(twice.entries).toEqual(once.entries);
    }),
  );
});

test("of the penalties of one threshold each is ordered once", () => {
  fc.assert(
    fc.property(story, ({ rulings, happenings }) => {
      const { penalties } = live(rulings, happenings);
      const standing = penalties.filter(({ cause, status }) => cause === "THRESHOLD" && status !== "REVERSED");
      const keys = standing.map(({ step, kind }) => `${step} ${kind}`);
      expect(new Set(keys).size).toBe(keys.length);
    }),
  );
});

describe("what the ruling ordered itself", () => {
  const material = { level: "L2" as const, lineage: null };
  const order = (kind: PenaltyKind, days: number | null, listingId: string | null = null) => ({
    ...{ kind, days, listingId },
    amount: null,
  });
  const kinds = (penalties: PlannedRuling["penalties"], findings = [material]) =>
    live(
      [{ findings, penalties }],
      [
        { what: "ISSUE", ruling: 0 },
        { what: "FINAL", ruling: 0 },
      ],
      rulesBefore,
    )
      .penalties.filter(({ cause }) => cause === "THRESHOLD")
      .map(({ kind }) => kind);

  test("is not ordered a second time by the points", () => {
    expect(kinds([])).toEqual(["WARNING", "PUBLIC_NOTICE"]);
    expect(kinds([order("WARNING", null)])).toEqual(["PUBLIC_NOTICE"]);
  });

  test("unless it was shorter, or for one listing only", () => {
    const serious = [material, material];
    expect(kinds([order("RANK_DEMOTION", 14)], serious)).toEqual(["MANDATORY_TRAINING"]);
    expect(kinds([order("RANK_DEMOTION", 13)], serious)).toEqual(["RANK_DEMOTION", "MANDATORY_TRAINING"]);
    expect(kinds([order("LISTING_FREEZE", 14)], serious)).toEqual(["MANDATORY_TRAINING"]);
    expect(kinds([order("LISTING_FREEZE", 30, "lst_1")], [material, material, material])).toEqual([
      "FINE",
      "LISTING_FREEZE",
    ]);
  });

  test("a suspension or termination by points waits for approval", () => {
    const { penalties } = live(
      [{ findings: [{ level: "L4", lineage: null }], penalties: [] }],
      [
        { what: "ISSUE", ruling: 0 },
        { what: "FINAL", ruling: 0 },
      ],
    );
    expect(penalties).toMatchObject([
      { kind: "SUSPENSION", status: "AWAITING_APPROVAL", startsAt: null, endsAt: null },
      // Whatever is skipped, the duties of the thresholds below are not.
      { kind: "MANDATORY_TRAINING", status: "ACTIVE", startsAt: 0 },
      { kind: "PUBLIC_NOTICE", status: "ACTIVE", startsAt: 0 },
    ]);
  });
});

describe("supersession", () => {
  const measures: fc.Arbitrary<TimedMeasure[]> = fc
    .array(
      fc.record({
        kind: fc.constantFrom(...LASTING),
        listingId: fc.constantFrom(null, null, "lst_1", "lst_2"),
        start: fc.integer({ min: 0, max: 100 }),
        days: fc.integer({ min: 1, max: 100 }),
      }),
      { maxLength: 8 },
    )
    .map((drawn) =>
      drawn.map(({ kind, listingId, start, days }, index) => ({
        ...{ id: `p${index}`, kind },
        listingId: kind === "LISTING_FREEZE" ? listingId : null,
        startsAt: start * DAY,
        endsAt: (start + days) * DAY,
      })),
    );

  test("takes no effect away: whatever a superseded measure did, one that still acts does", () => {
    fc.assert(
      fc.property(measures, fc.integer({ min: 0, max: 200 }), (all, day) => {
        const now = day * DAY;
        const acts = (each: TimedMeasure) => each.startsAt <= now && now < (each.endsAt ?? Infinity);
        const standing = all.filter((each) => supersederOf(each, all, now) === null);
        for (const each of all.filter(acts))
          expect(standing.filter(acts).some((other) => other === each || isAsGrave(other, each))).toBe(true);
      }),
    );
  });

  test("reversing what took its place brings a measure back with its own dates, over or not", () => {
    const row = (id: string, kind: PenaltyKind, from: number, to: number): PenaltyFacts => ({
      ...{ id, kind, cause: "RULING", rulingId: `ruling of ${id}`, listingId: null, days: to - from, amount: null },
      ...{ step: null, threshold: null, supersededById: null, status: "ACTIVE" },
      ...{ startsAt: from * DAY, endsAt: to * DAY },
    });
    const rows = [row("a", "RANK_DEMOTION", 0, 14), row("b", "SUSPENSION", 3, 93)];
    const apply = (day: number) => {
      for (const { penalty, ...change } of supersessions(rows, day * DAY)) Object.assign(penalty, change);
      return rows.map(({ status, supersededById, startsAt, endsAt }) => [status, supersededById, startsAt, endsAt]);
    };
    const [own, other] = [
      [0, 14 * DAY],
      [3 * DAY, 93 * DAY],
    ];
    expect(apply(3)).toEqual([
      ["SUPERSEDED", "b", ...own],
      ["ACTIVE", null, ...other],
    ]);
    expect(apply(50)[0]).toEqual(["SUPERSEDED", "b", ...own]);
    const [superseded, superseder] = rows.map((each) => ({ ...each }));
    Object.assign(rows[1] ?? {}, { status: "REVERSED" });
    expect(apply(13)[0]).toEqual(["ACTIVE", null, ...own]);
    rows.splice(0, 2, superseded as PenaltyFacts, { ...(superseder as PenaltyFacts), status: "REVERSED" });
    expect(apply(50)[0]).toEqual(["EXPIRED", null, ...own]);
  });

  test("gives way only to what covers the rest of its time", () => {
    const suspension = { id: "b", kind: "SUSPENSION" as const, listingId: null, startsAt: DAY, endsAt: 10 * DAY };
    const freeze = { id: "a", kind: "LISTING_FREEZE" as const, listingId: null, startsAt: 0, endsAt: 10 * DAY };
    expect(supersederOf(freeze, [freeze, suspension], DAY)).toBe(suspension);
    expect(supersederOf(freeze, [freeze, suspension], 0)).toBeNull();
    expect(supersederOf({ ...freeze, endsAt: 11 * DAY }, [suspension], DAY)).toBeNull();
    expect(supersederOf(suspension, [freeze, suspension], DAY)).toBeNull();
    const ofOneListing = { ...freeze, id: "c", listingId: "lst_1", startsAt: DAY, endsAt: 99 * DAY };
    expect(supersederOf(freeze, [ofOneListing], DAY)).toBeNull();
    const forEver = { ...suspension, kind: "TERMINATION" as const, endsAt: null };
    expect(supersederOf({ ...freeze, endsAt: 999 * DAY }, [forEver], DAY)).toBe(forEver);
  });
});
