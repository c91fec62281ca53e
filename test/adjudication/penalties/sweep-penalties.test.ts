import { Penalty } from "../../../src/adjudication/penalties/penalty.entity";
import { sweepPenalties } from "../../../src/adjudication/penalties/sweep-penalties";
import { issueRuling } from "../../../src/adjudication/decisions/issue-ruling";
import { Court, DAY, silent } from "../rulings/court";
import { forEachDatabase } from "../../support/databases";

forEachDatabase((kind) => {
  let court: Court;
  let penalty: Penalty;

  /** A freeze that shall begin in two days and last three. */
  beforeEach(async () => {
    court = await Court.open(kind);
    const { complaintId, leaseToken, breachIds } = await court.caseUnderReview();
    const ruleVersionId = await court.rule("GIFT-1");
    await court.run(issueRuling, "chen.mod", {
      complaintId,
      leaseToken,
      outcome: "UPHELD",
      facts: "f",
      reasoning: "r",
      publicText: "p",
      rootCause: "OTHER",
      adverseInferences: [],
      findings: breachIds.map((breachId) => ({ breachId, result: "BROKEN" as const, ruleVersionId, reasoning: "r" })),
      remedies: [{ kind: "APOLOGY", insteadAmount: 5_000, text: "Sorry.", withinDays: 7 }],
      penalties: [{ kind: "LISTING_FREEZE", days: 30, reason: "r" }],
    });
    const [ordered] = await court.db.find(Penalty, { complaintId });
    if (!ordered) throw new Error("no penalty was ordered");
    penalty = ordered;
    await court.db.transact(async (tx) =>
      tx.change(penalty, { startsAt: court.clock.at + 2 * DAY, endsAt: court.clock.at + 5 * DAY }),
    );
  });
  afterEach(() => court[Symbol.asyncDispose]());

  const sweep = () => sweepPenalties({ database: court.db, clock: court.clock, log: silent });
  const told = async () => (await court.events(penalty.providerId)).filter((type) => type.startsWith("PENALTY"));

  test("a beginning and an end are each told once, by whichever node sweeps first", async () => {
    expect(await sweep()).toBe(0);
    court.clock.at += 2 * DAY;
    await Promise.all([sweep(), sweep(), sweep()]);
    expect(await told()).toEqual(["PENALTY_STARTED"]);
    court.clock.at += 3 * DAY;
    await Promise.all([sweep(), sweep(), sweep()]);
    expect(await told()).toEqual(["PENALTY_STARTED", "PENALTY_ENDED"]);
    expect(await court.db.byId(Penalty, penalty.id)).toMatchObject({ status: "EXPIRED" });
  });

  test("after a long outage both are told, in order", async () => {
    court.clock.at += 50 * DAY;
    expect(await sweep()).toBe(1);
    expect(await told()).toEqual(["PENALTY_STARTED", "PENALTY_ENDED"]);
  });

  test("every member is told too, so that what is remembered of their rights drops", async () => {
    court.clock.at += 2 * DAY;
    await sweep();
    const [event] = await court.db.query<{ topics: string; audience: string }>(
      "SELECT topics, audience FROM event_log WHERE type = 'PENALTY_STARTED'",
    );
    const owner = await court.as("wang.owner");
    expect(event).toEqual({
      topics: `account:${owner.accountId} provider:${penalty.providerId} inbox:${penalty.providerId}`,
      audience: "PUBLIC",
    });
  });

  test.each(["STAYED", "REVERSED", "SUPERSEDED"] as const)("a penalty that is %s is left alone", async (status) => {
    await court.db.transact(async (tx) => tx.change(penalty, { status }));
    court.clock.at += 50 * DAY;
    expect(await sweep()).toBe(0);
  });
});
