import { Provider } from "../../../src/market/providers/provider.entity";
import { Penalty } from "../../../src/adjudication/penalties/penalty.entity";
import { sweepPenalties } from "../../../src/adjudication/penalties/sweep-penalties";
import { Remedy } from "../../../src/adjudication/remedies/remedy.entity";
import { approveRuling } from "../../../src/adjudication/decisions/approve-ruling";
import { declineRuling } from "../../../src/adjudication/decisions/decline-ruling";
import { issueRuling } from "../../../src/adjudication/decisions/issue-ruling";
import { Ruling } from "../../../src/adjudication/rulings/ruling.entity";
import type { IssueRulingInput } from "../../../src/adjudication/rulings/ruling.types";
import { forEachDatabase } from "../../support/databases";
import { Court, DAY, refused, silent } from "./court";

/** A decision that upholds the whole complaint. */
async function upheld(
  court: Court,
  { complaintId, leaseToken, breachIds }: { complaintId: string; leaseToken: number; breachIds: string[] },
  changes: Partial<IssueRulingInput> = {},
): Promise<IssueRulingInput> {
  const ruleVersionId = await court.rule("GIFT-1");
  return {
    complaintId,
    leaseToken,
    outcome: "UPHELD",
    facts: "No posters came.",
    reasoning: "They were promised.",
    publicText: "A promised gift was not given.",
    rootCause: "OVER_PROMISING",
    adverseInferences: [],
    findings: breachIds.map((breachId) => ({
      breachId,
      result: "BROKEN" as const,
      ruleVersionId,
      reasoning: "Not delivered.",
    })),
    remedies: [
      { kind: "REPERFORM", insteadAmount: 5_000, text: "Deliver three posters.", withinDays: 5 },
      { kind: "REFUND_PART", amount: 1_000, text: "Refund 10 yuan.", withinDays: 9 },
    ],
    penalties: [
      { kind: "WARNING", reason: "First time." },
      { kind: "RANK_DEMOTION", days: 14, reason: "Careless." },
      { kind: "LISTING_FREEZE", days: 30, reason: "Again." },
    ],
    ...changes,
  };
}

async function grave(court: Court, brought: Awaited<ReturnType<Court["caseUnderReview"]>>): Promise<IssueRulingInput> {
  const input = await upheld(court, brought, { penalties: [{ kind: "SUSPENSION", days: 90, reason: "Fraud." }] });
  const ruleVersionId = await court.rule("FRAUD-1");
  return { ...input, findings: input.findings.map((finding) => ({ ...finding, ruleVersionId })) };
}

forEachDatabase((kind, further) => {
  let court: Court;
  beforeEach(async () => (court = await Court.open(kind)));
  afterEach(() => court[Symbol.asyncDispose]());

  test("an ordinary ruling takes effect at once, and everything it orders stands beside it", async () => {
    const brought = await court.caseUnderReview(2);
    const { rulingId } = await court.run(issueRuling, "chen.mod", await upheld(court, brought));

    const complaint = await court.complaint(brought.complaintId);
    expect(complaint).toMatchObject({
      status: "RULED",
      currentRulingId: rulingId,
      leaseHolderId: null,
      inQueue: false,
    });
    expect(await court.db.byId(Ruling, rulingId)).toMatchObject({
      status: "ISSUED",
      issuedAt: court.clock.at,
      appealableUntil: court.clock.at + 15 * DAY,
      finalAt: null,
    });
    // The refund is due before the window for appeals ends.
    expect(complaint.dueAt).toBe(court.clock.at + 9 * DAY);
    expect(await court.db.find(Penalty, { rulingId }, "ORDER BY id")).toMatchObject([
      { kind: "WARNING", status: "ACTIVE", startsAt: court.clock.at, endsAt: court.clock.at + 180 * DAY },
      { kind: "RANK_DEMOTION", status: "ACTIVE", startsAt: court.clock.at, endsAt: court.clock.at + 14 * DAY },
      { kind: "LISTING_FREEZE", status: "SCHEDULED", startsAt: null, endsAt: null },
    ]);
    expect(await court.db.find(Remedy, { rulingId }, "ORDER BY id")).toMatchObject([
      { kind: "REPERFORM", dueAt: null },
      { kind: "REFUND_PART", amount: 1_000, currency: "CNY" },
    ]);
    expect((await court.events(complaint.id)).slice(-2)).toEqual(["RULING_ISSUED", "RULING_PUBLISHED"]);
    expect((await court.events(complaint.providerId)).slice(-3)).toEqual([
      "PENALTY_STARTED",
      "PENALTY_STARTED",
      "POINTS_CHANGED",
    ]);
  });

  test("what a ruling orders takes the place of what runs and is milder, at once", async () => {
    const ruled = async (consumer: string, days: number): Promise<string> => {
      const brought = await court.caseUnderReview(1, consumer);
      const penalties = [{ kind: "RANK_DEMOTION" as const, days, reason: "Careless." }];
      const { rulingId } = await court.run(issueRuling, "chen.mod", await upheld(court, brought, { penalties }));
      return rulingId;
    };
    const [former, latter] = [await ruled("li.na", 12), await ruled("tom", 14)];
    const [superseded] = await court.db.find(Penalty, { rulingId: former });
    const [superseding] = await court.db.find(Penalty, { rulingId: latter });
    expect(superseded).toMatchObject({ status: "SUPERSEDED", supersededById: superseding?.id });
    expect(superseding).toMatchObject({ status: "ACTIVE", supersededById: null });
    expect((await court.events(superseding?.providerId ?? "")).slice(-5)).toEqual([
      ...["PENALTY_STARTED", "POINTS_CHANGED"],
      ...["PENALTY_STARTED", "POINTS_CHANGED", "PENALTY_SUPERSEDED"],
    ]);
  });

  test("of two decisions at once one wins, one is refused, and nothing is half done", async () => {
    const brought = await court.caseUnderReview();
    const input = await upheld(court, brought);
    const results = await Promise.allSettled([
      court.run(issueRuling, "chen.mod", input),
      court.run(issueRuling, "chen.mod", input),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(results).toContainEqual({ status: "rejected", reason: refused("NOT_IN_THIS_STATE") });
    expect(await court.db.find(Ruling, {})).toHaveLength(1);
    expect(await court.db.find(Penalty, {})).toHaveLength(3);
  });

  further("a lease lost to another moderator cannot be ruled under", async () => {
    const brought = await court.caseUnderReview();
    const input = await upheld(court, brought);
    court.clock.at += DAY / 24;
    await court.take(brought.complaintId, "liu.mod");
    await expect(court.run(issueRuling, "chen.mod", input)).rejects.toEqual(refused("LEASE_REQUIRED"));
    await expect(court.run(issueRuling, "liu.mod", input)).rejects.toEqual(
      refused("LEASE_REQUIRED", "guard.leaseLost"),
    );
    expect(await court.db.find(Ruling, {})).toEqual([]);
  });

  further("a penalty that no rule cited allows is refused, and so is another provider's listing", async () => {
    const brought = await court.caseUnderReview();
    const suspension = await upheld(court, brought, {
      penalties: [{ kind: "SUSPENSION", days: 3, reason: "Too much." }],
    });
    await expect(court.run(issueRuling, "chen.mod", suspension)).rejects.toEqual(refused("MEASURE_NOT_ALLOWED"));
    const freeze = await upheld(court, brought, {
      penalties: [{ kind: "LISTING_FREEZE", days: 3, listingId: "lst_01kb0000000000000000000000", reason: "Whose?" }],
    });
    await expect(court.run(issueRuling, "chen.mod", freeze)).rejects.toEqual(
      refused("BAD_USER_INPUT", "penalty.listingUnknown"),
    );
  });

  further("a grave measure waits for another person, and then takes effect as it was decided", async () => {
    const brought = await court.caseUnderReview();
    const { rulingId } = await court.run(issueRuling, "chen.mod", await grave(court, brought));
    expect(await court.complaint(brought.complaintId)).toMatchObject({
      status: "UNDER_REVIEW",
      currentRulingId: null,
      leaseHolderId: null,
    });
    expect(await court.db.find(Penalty, {})).toEqual([]);
    const { complaintId } = brought;
    await expect(
      court.run(issueRuling, "chen.mod", {
        ...(await grave(court, brought)),
        leaseToken: await court.take(complaintId),
      }),
    ).rejects.toEqual(refused("NOT_IN_THIS_STATE", "guard.rulingAwaitsApproval"));

    await court.run(approveRuling, "zhou.lead", { rulingId });
    expect(await court.complaint(complaintId)).toMatchObject({ status: "RULED", currentRulingId: rulingId });
    expect(await court.db.find(Penalty, { rulingId })).toMatchObject([
      { kind: "SUSPENSION", days: 90, status: "SCHEDULED", startsAt: null },
    ]);
    await expect(court.run(approveRuling, "zhou.lead", { rulingId })).rejects.toEqual(refused("NOT_IN_THIS_STATE"));
  });

  further("which contract charge takes two persons, its currency says", async () => {
    const status = async (consumer: string, currency: string, amount: number): Promise<string | undefined> => {
      const brought = await court.caseUnderReview(1, consumer);
      await court.db.transact(async (tx) =>
        tx.execute("UPDATE complaint SET currency = ? WHERE id = ?", [currency, brought.complaintId]),
      );
      const ruleVersionId = await court.rule("DELIVERY-1");
      const input = await upheld(court, brought, { penalties: [{ kind: "FINE", amount, reason: "Late again." }] });
      const findings = input.findings.map((finding) => ({ ...finding, ruleVersionId }));
      const { rulingId } = await court.run(issueRuling, "chen.mod", { ...input, findings });
      return (await court.db.byId(Ruling, rulingId))?.status;
    };
    expect(await status("li.na", "CNY", 200_000)).toBe("ISSUED");
    expect(await status("tom", "JPY", 200_000)).toBe("AWAITING_APPROVAL");
  });

  further("nobody approves their own ruling", async () => {
    const brought = await court.caseUnderReview();
    court.clock.at += DAY / 24;
    const input = { ...(await grave(court, brought)), leaseToken: await court.take(brought.complaintId, "zhou.lead") };
    const { rulingId } = await court.run(issueRuling, "zhou.lead", input);
    await expect(court.run(approveRuling, "zhou.lead", { rulingId })).rejects.toEqual(
      refused("SECOND_APPROVER_REQUIRED", "guard.ownDraft"),
    );
    await expect(court.run(declineRuling, "zhou.lead", { rulingId, reason: "no" })).rejects.toEqual(
      refused("SECOND_APPROVER_REQUIRED"),
    );
    await expect(court.run(approveRuling, "liu.mod", { rulingId })).rejects.toEqual(refused("FORBIDDEN"));
  });

  test("a declined ruling leaves the case to be decided anew", async () => {
    const brought = await court.caseUnderReview();
    const { rulingId } = await court.run(issueRuling, "chen.mod", await grave(court, brought));
    await court.run(declineRuling, "zhou.lead", { rulingId, reason: "A warning will do." });
    const leaseToken = await court.take(brought.complaintId);
    await court.run(issueRuling, "chen.mod", { ...(await upheld(court, brought)), leaseToken });
    expect((await court.db.find(Ruling, {}, "ORDER BY id")).map(({ status }) => status)).toEqual([
      "DECLINED",
      "ISSUED",
    ]);
  });

  test("unappealed, the ruling becomes final: remedies fall due and the waiting penalty starts, and later ends by itself", async () => {
    const brought = await court.caseUnderReview();
    const { rulingId } = await court.run(issueRuling, "chen.mod", await upheld(court, brought));
    await court.later(15);
    const finalAt = court.clock.at;
    const complaint = await court.complaint(brought.complaintId);
    expect(complaint).toMatchObject({ status: "ENFORCING", dueAt: finalAt + 5 * DAY });
    expect(await court.db.byId(Ruling, rulingId)).toMatchObject({ finalAt });
    expect((await court.db.find(Remedy, { rulingId }, "ORDER BY id")).map(({ dueAt }) => dueAt)).toEqual([
      finalAt + 5 * DAY,
      finalAt - 15 * DAY + 9 * DAY,
    ]);
    expect(await court.db.findOne(Penalty, { rulingId, kind: "LISTING_FREEZE" })).toMatchObject({
      status: "ACTIVE",
      startsAt: finalAt,
      endsAt: finalAt + 30 * DAY,
    });

    // Two nodes sweep at once; each end is told once.
    const told = await Promise.all([
      sweepPenalties({ database: court.db, clock: court.clock, log: silent }),
      sweepPenalties({ database: court.db, clock: court.clock, log: silent }),
    ]);
    expect(told[0] + told[1]).toBe(1);
    court.clock.at += 30 * DAY;
    await Promise.all([
      sweepPenalties({ database: court.db, clock: court.clock, log: silent }),
      sweepPenalties({ database: court.db, clock: court.clock, log: silent }),
    ]);
    const ordered = await court.db.find(Penalty, { rulingId, cause: "RULING" }, "ORDER BY id");
    expect(ordered.map(({ status }) => status)).toEqual(["ACTIVE", "EXPIRED", "EXPIRED"]);
    const provider = await court.db.byId(Provider, complaint.providerId);
    expect((await court.events(provider?.id ?? "")).filter((type) => type === "PENALTY_ENDED")).toHaveLength(2);
  });

  further("an unappealed dismissal closes the case", async () => {
    const brought = await court.caseUnderReview();
    const input = await upheld(court, brought, { outcome: "DISMISSED", remedies: [], penalties: [] });
    await court.run(issueRuling, "chen.mod", {
      ...input,
      findings: input.findings.map((finding) => ({ ...finding, result: "NOT_PROVEN" as const })),
    });
    await court.later(15);
    expect(await court.complaint(brought.complaintId)).toMatchObject({ status: "CLOSED", closureReason: "DISMISSED" });
  });

  further("a review that is late frees the case and raises its urgency, and decides nothing", async () => {
    const { complaintId } = await court.caseUnderReview();
    await court.later(20);
    expect(await court.complaint(complaintId)).toMatchObject({
      status: "UNDER_REVIEW",
      severity: "L4",
      leaseHolderId: null,
      dueAt: expect.any(Number),
    });
    expect((await court.events(complaintId)).at(-1)).toBe("REVIEW_LATE");
  });
});
