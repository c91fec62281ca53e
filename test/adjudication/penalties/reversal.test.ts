import fc from "fast-check";
import { balancesOf } from "../../../src/adjudication/deposit/deposit-ledger";
import { restrictionsOf } from "../../../src/market/listings/restrictions";
import { Fine } from "../../../src/adjudication/penalties/fine.entity";
import { payFine } from "../../../src/adjudication/penalties/pay-fine";
import { Penalty } from "../../../src/adjudication/penalties/penalty.entity";
import { statusAt } from "../../../src/adjudication/measures/penalty-schedule.pure";
import { activePoints } from "../../../src/adjudication/points/points-entries.pure";
import { PointsEntry } from "../../../src/adjudication/points/points-entry.entity";
import { forEachDatabase, type TestDatabaseKind } from "../../support/databases";
import { payIn } from "../payments/paid-in";
import { DAY } from "../rulings/court";
import { Dock, type Judgement } from "./dock";

jest.setTimeout(300_000);

type Step = { index: number; what: "RULE" | "FINAL" | "DEFAULT" } | { days: number } | { what: "PAY_FINES" };

/** What can be seen of a provider's standing from now on, told by case, so that two databases can be compared. */
async function standingOf({ court, providerId, cases, now }: Dock): Promise<unknown> {
  const entries = await court.db.find(PointsEntry, { providerId }, "ORDER BY number");
  const penalties = await court.db.find(Penalty, { providerId });
  const fines = await court.db.find(Fine, { providerId });
  const nameOf = ({ complaintId, cause, threshold, kind }: Penalty): string =>
    `${cases.indexOf(complaintId)} ${cause} ${threshold ?? ""} ${kind}`;
  const asked = fines.filter(({ status }) => status !== "CANCELLED" && status !== "REFUNDED");
  const deposit = (await balancesOf(court.db, providerId)).get("CNY") ?? 0;
  const nameById = (id: string) => penalties.filter((each) => each.id === id).map(nameOf);
  const superseder = (id: string | null) => penalties.filter((each) => each.id === id).map(nameOf);
  return {
    points: [0, 100, 200, 400].map((days) => activePoints(entries, now + days * DAY)),
    restrictions: (await restrictionsOf(court.db, providerId, now)).acting.map((each) => JSON.stringify(each)).sort(),
    penalties: penalties
      // What is over acts no more, superseded or not; a measure that would be over by now is not ordered after a reversal.
      .filter((penalty) => penalty.status !== "REVERSED" && statusAt(penalty, now) !== "EXPIRED")
      .filter(({ endsAt }) => (endsAt ?? Infinity) > now)
      .filter(({ kind }) => kind !== "FINE")
      .map((penalty) => {
        const { days, startsAt, endsAt } = penalty;
        return [nameOf(penalty), statusAt(penalty, now), days, startsAt, endsAt, superseder(penalty.supersededById)];
      })
      .sort(),
    // Paid or not: whom the provider had paid by then depends on what was asked of it by then.
    fines: asked.map(({ penaltyId, amount }) => [nameById(penaltyId), amount]).sort(),
    money: deposit + asked.filter(({ status }) => status === "PAID").reduce((sum, { amount }) => sum + amount, 0),
  };
}

/** Tells the same story on a fresh database, leaving out one case, or with it and its reversal at the end. */
async function tell(
  kind: TestDatabaseKind,
  judgements: readonly Judgement[],
  steps: readonly Step[],
  { without, reversed }: { without?: number; reversed?: number },
): Promise<unknown> {
  await using dock = await Dock.open(kind, judgements.length);
  const { court, providerId } = dock;
  await payIn(court, providerId, 10_000_000);
  for (const step of steps) {
    if ("days" in step) await dock.days(step.days);
    else if (step.what === "PAY_FINES") await payFines(dock);
    else if (step.index !== without) await take(dock, judgements, step);
  }
  if (reversed !== undefined) await dock.reverse(reversed);
  return await standingOf(dock);
}

async function take(
  dock: Dock,
  judgements: readonly Judgement[],
  { index, what }: { index: number; what: "RULE" | "FINAL" | "DEFAULT" },
): Promise<void> {
  if (what === "RULE") await dock.rule(index, judgements[index] ?? { levels: ["L2"] });
  if (what === "FINAL") await dock.makeFinal(index);
  if (what === "DEFAULT") await dock.fallIntoDefault(index);
}

async function payFines({ court, providerId }: Dock): Promise<void> {
  for (const { penaltyId } of await court.db.find(Fine, { providerId, status: "DUE" }, "ORDER BY id"))
    await court.run(payFine, "wang.owner", { penaltyId, from: "DEPOSIT" as const, channel: "BANK" as const });
}

const reason = "For the public.";
const judgement: fc.Arbitrary<Judgement> = fc.record({
  levels: fc.array(fc.constantFrom("L1" as const, "L2" as const, "L3" as const), { minLength: 2, maxLength: 2 }),
  penalties: fc.subarray(
    [
      { kind: "WARNING" as const, reason },
      { kind: "RANK_DEMOTION" as const, days: 20, reason },
      { kind: "LISTING_FREEZE" as const, days: 10, reason },
      { kind: "FINE" as const, amount: 30_000, reason },
    ],
    { maxLength: 2 },
  ),
});

/** Three cases, each ruled, then final, then (perhaps) in default, in any order among each other, with days in between. */
const story = fc.record({
  judgements: fc.array(judgement, { minLength: 3, maxLength: 3 }),
  order: fc.shuffledSubarray([0, 0, 0, 1, 1, 1, 2, 2, 2], { minLength: 7 }),
  waits: fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 10, maxLength: 10 }),
  paysFines: fc.boolean(),
});

function toSteps(order: readonly number[], waits: readonly number[], paysFines: boolean): Step[] {
  const seen = [0, 0, 0];
  const happened = order.flatMap((index, place): Step[] => {
    const what = (["RULE", "FINAL", "DEFAULT"] as const)[seen[index] ?? 0] ?? "RULE";
    seen[index] = (seen[index] ?? 0) + 1;
    return [{ days: waits[place] ?? 0 }, { index, what }];
  });
  return [...happened, ...(paysFines ? [{ what: "PAY_FINES" as const }] : [])];
}

forEachDatabase((kind) => {
  test("a ruling that is reversed might as well never have been, whatever happened in other cases meanwhile", async () => {
    await fc.assert(
      fc.asyncProperty(story, async ({ judgements, order, waits, paysFines }) => {
        const reversed = order[0] ?? 0;
        const steps = toSteps(order, waits, paysFines);
        const undone = await tell(kind, judgements, steps, { reversed });
        const never = await tell(kind, judgements, steps, { without: reversed });
        expect(undone).toEqual(never);
      }),
      { numRuns: kind === "sqlite" ? 5 : 2, endOnFailure: true },
    );
  });
});
