import fc from "fast-check";
import { Complaint } from "../../../src/case/complaints/complaint.entity";
import { createListing } from "../../../src/market/listings/create-listing";
import { listingsStopped, listingsTouched } from "../../../src/adjudication/decisions/measure-reach.pure";
import { Violation } from "../../../src/adjudication/points/violation.entity";
import { Ruling } from "../../../src/adjudication/rulings/ruling.entity";
import { APOLOGY, caseIn, countRows, openCase, type WorldCase } from "../../case/complaints/world-case";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type World } from "../../support/world";
import { pastRulings } from "./past-rulings";

const PREVIEW = `query ($input: PenaltyPreviewInput!) { penaltyPreview(input: $input) {
  pointsBefore { active provisional } pointsAfter
  thresholds { points fires measures { kind days amount { amount currency } needsApproval } }
  listingsTouched openOrdersTouched secondApprovalBecause departureReasonRequired
  precedents { ruleCode severity precedents medianMeasure extents { kind precedents medianDays medianFine { amount } } departures { kind direction } }
  history { days upheldRulings overturnedRulings settledCases violations { severity count } currentPenalties { kind status } }
} }`;

/** What a preview could have written to. */
const TABLES = ["event_log", "ruling", "ruling_finding", "ruling_draft", "penalty", "violation", "points_entry"];

async function toInput(
  theCase: WorldCase,
  penalties: object[] = [],
  severity: string | null = null,
): Promise<Record<string, unknown>> {
  const findings = (await theCase.ruling()).findings as Record<string, unknown>[];
  return {
    complaintId: theCase.id,
    findings: findings.map(({ reasoning: _, ...finding }) => ({ ...finding, severity })),
    penalties,
  };
}

// oxlint-disable-next-line typescript/no-explicit-any -- answers are untyped, as on the wire
async function preview(theCase: WorldCase, penalties: object[] = [], severity: string | null = null): Promise<any> {
  const input = await toInput(theCase, penalties, severity);
  return (await (await theCase.moderator).ok(PREVIEW, { input })).penaltyPreview;
}

test("one measure on all listings reaches all, whatever else is ordered; otherwise each listing named, once", () => {
  const freeze = fc.constantFrom("lst_a", "lst_b").map((listingId) => ({ kind: "LISTING_FREEZE" as const, listingId }));
  fc.assert(
    fc.property(fc.array(freeze), (freezes) => {
      const named = new Set(freezes.map(({ listingId }) => listingId));
      expect(new Set(listingsStopped(freezes))).toEqual(named);
      expect(listingsStopped(freezes)).toHaveLength(named.size);
      expect(listingsTouched([...freezes, { kind: "SUSPENSION" }])).toBe("ALL");
    }),
  );
  expect(listingsTouched([{ kind: "RANK_DEMOTION" }])).toBe("ALL");
  expect(listingsStopped([{ kind: "RANK_DEMOTION" }, { kind: "WARNING" }, { kind: "FINE" }])).toEqual([]);
});

forEachDatabase((kind, further) => {
  let world: World;
  beforeEach(async () => (world = await startWorld(kind)));
  afterEach(() => world[Symbol.asyncDispose]());

  async function provider(theCase: WorldCase): Promise<{ id: string; listed: number; open: number }> {
    const id = (await world.db.byId(Complaint, theCase.id))?.providerId ?? "";
    return {
      id,
      listed: await countRows(world, "listing", "provider_id = ? AND status = 'LISTED'", [id]),
      open: await countRows(world, "service_order", "provider_id = ? AND status IN ('PLACED', 'DELIVERED')", [id]),
    };
  }

  /** The provider offers another service; answers its id. */
  const listAnother = async (theCase: WorldCase): Promise<string> => {
    const { id: providerId } = await provider(theCase);
    const listing = await world.db.transact(async (tx) =>
      createListing(tx, {
        providerId,
        category: "shop-design",
        title: "详情页设计",
        description: "",
        priceAmount: 50_000,
        priceCurrency: "CNY",
        status: "LISTED",
      }),
    );
    return listing.id;
  };

  test("it tells points, thresholds, reach and approval, and changes nothing", async () => {
    const theCase = await caseIn(world, "UNDER_REVIEW");
    const other = await listAnother(theCase);
    await (await world.as("tom")).do("placeOrder", { listingId: other }, "{ order { id } }");
    const { listed, open } = await provider(theCase);
    const rows = async () => ({
      complaint: await world.db.byId(Complaint, theCase.id),
      counts: await Promise.all(TABLES.map((table) => countRows(world, table))),
    });
    const before = await rows();
    expect(listed).toBe(2);
    expect(open).toBeGreaterThan(1);

    expect(await preview(theCase, [{ kind: "LISTING_FREEZE", days: 7, listingId: other }])).toMatchObject({
      pointsBefore: { active: 0, provisional: 0 },
      pointsAfter: 4,
      thresholds: [
        {
          points: 4,
          fires: true,
          measures: [{ kind: "WARNING", days: null, amount: null, needsApproval: false }, { kind: "PUBLIC_NOTICE" }],
        },
      ],
      listingsTouched: 1,
      openOrdersTouched: 1,
      secondApprovalBecause: [],
      departureReasonRequired: false,
      precedents: [{ ruleCode: "DELIVERY-1", severity: "L2", precedents: 0, medianMeasure: null, departures: [] }],
      history: {
        days: 365,
        upheldRulings: 0,
        overturnedRulings: 0,
        settledCases: 0,
        violations: [],
        currentPenalties: [],
      },
    });
    expect(await preview(theCase, [{ kind: "RANK_DEMOTION", days: 7 }])).toMatchObject({
      listingsTouched: listed,
      openOrdersTouched: 0,
    });
    // Nothing planned: the threshold alone reaches all.
    expect(await preview(theCase, [], "L4")).toMatchObject({
      pointsAfter: 24,
      thresholds: [
        { points: 4, fires: false },
        { points: 8, fires: false },
        { points: 12, fires: false, measures: [{ kind: "FINE", amount: null }, {}] },
        {
          ...{ points: 24, fires: true },
          measures: [
            { kind: "SUSPENSION", days: 90, needsApproval: true },
            { kind: "MANDATORY_TRAINING" },
            { kind: "PUBLIC_NOTICE" },
          ],
        },
      ],
      listingsTouched: listed,
      openOrdersTouched: open,
      secondApprovalBecause: ["L4"],
    });
    expect(await preview(theCase, [{ kind: "FINE", amount: 1_000_000 }])).toMatchObject({
      secondApprovalBecause: ["FINE"],
    });
    expect(await rows()).toEqual(before);
  });

  test("it tells the provider's history", async () => {
    await caseIn(world, "CLOSED");
    const overturned = await caseIn(world, "RULED");
    const ruling = await world.db.findOne(Ruling, { complaintId: overturned.id });
    await world.db.transact(async (tx) => tx.update(Ruling, ruling?.id ?? "", { status: "REVERSED" }));
    const settled = await caseIn(world, "SETTLING");
    await settled.do("wang.owner", "fileSettlementProof", { text: "已退款 300 元,附转账记录。" });
    await settled.do("li.na", "confirmSettlement");

    const theCase = await caseIn(world, "UNDER_REVIEW");
    const { pointsBefore, history } = await preview(theCase);
    // Remedied at once: half of the four.
    expect(pointsBefore.active).toBe(2);
    expect(history).toMatchObject({
      upheldRulings: 1,
      overturnedRulings: 1,
      settledCases: 1,
      violations: [{ severity: "L2", count: 1 }],
    });
    expect(history.currentPenalties).toContainEqual({ kind: "WARNING", status: "ACTIVE" });

    await world.db.transact(async (tx) => {
      for (const [table, column] of [
        ["ruling", "issued_at"],
        ["violation", "found_at"],
        ["complaint", "closed_at"],
      ])
        tx.execute(`UPDATE ${table} SET ${column} = ${column} - ?`, [366 * 86_400_000]);
    });
    expect((await preview(theCase)).history).toMatchObject({
      upheldRulings: 0,
      overturnedRulings: 0,
      settledCases: 0,
      violations: [],
    });
  });

  test("a settlement that was not performed in time is serious on top of the promise, for preview and ruling alike", async () => {
    const kinds = async ({ id }: WorldCase) =>
      (await world.db.find(Violation, { complaintId: id }, "ORDER BY level")).map(({ kind, level, reversedAt }) => [
        kind,
        level,
        reversedAt,
      ]);
    const underReview = async (options: { dismissed?: boolean } = {}): Promise<WorldCase> => {
      const theCase = await caseIn(world, "SETTLING", { ...options, ...APOLOGY });
      await theCase.ring("SETTLEMENT_DUE");
      await theCase.do("chen.mod", "acceptComplaint", { leaseToken: await theCase.take() });
      for (const side of ["li.na", "wang.owner"]) await theCase.do(side, "closeEvidence");
      return theCase;
    };
    const rule = async (theCase: WorldCase) =>
      theCase.do("chen.mod", "issueRuling", { leaseToken: await theCase.take(), ...(await theCase.ruling()) });

    const unfounded = await underReview({ dismissed: true });
    expect((await preview(unfounded)).pointsAfter).toBe(0);
    await rule(unfounded);
    expect(await kinds(unfounded)).toEqual([]);

    const founded = await underReview();
    expect((await preview(founded)).pointsAfter).toBe(4 + 8);
    await rule(founded);
    expect(await kinds(founded)).toEqual([
      ["PROMISE_BROKEN", "L2", null],
      ["NON_PERFORMANCE", "L3", null],
    ]);
    await founded.ring("APPEAL_WINDOW");
    expect((await founded.look("provider { points { active provisional } }")).provider.points).toEqual({
      active: 12,
      provisional: 0,
    });
  });

  test("it shows the median of past rulings, and says when a reason will be needed", async () => {
    await pastRulings(await caseIn(world, "RULED"), 6, [{ kind: "RANK_DEMOTION", days: 14 }]);
    const theCase = await caseIn(world, "UNDER_REVIEW");
    const usual = await preview(theCase, [{ kind: "RANK_DEMOTION", days: 28 }]);
    expect(usual).toMatchObject({
      departureReasonRequired: false,
      precedents: [
        {
          ruleCode: "DELIVERY-1",
          precedents: 7,
          medianMeasure: "RANK_DEMOTION",
          extents: [{ kind: "RANK_DEMOTION", precedents: 6, medianDays: 14, medianFine: null }],
          departures: [],
        },
      ],
    });
    expect(await preview(theCase, [{ kind: "RANK_DEMOTION", days: 29 }])).toMatchObject({
      departureReasonRequired: true,
      precedents: [{ departures: [{ kind: "RANK_DEMOTION", direction: "GRAVER" }] }],
    });
    expect(await preview(theCase, [{ kind: "WARNING" }])).toMatchObject({
      departureReasonRequired: true,
      precedents: [{ departures: [{ kind: null, direction: "MILDER" }] }],
    });
    // Another level has other precedents.
    expect(await preview(theCase, [{ kind: "WARNING" }], "L1")).toMatchObject({
      departureReasonRequired: false,
      precedents: [{ severity: "L1", precedents: 0 }],
    });
  });

  test("a past ruling counts while it is in force, whenever it was made and whichever were known before", async () => {
    const practice = await caseIn(world, "RULED");
    const early = await pastRulings(practice, 5, [{ kind: "WARNING", days: null }]);
    const turn = (status: "ISSUED" | "REVERSED"): Promise<void> =>
      world.db.transact(async (tx) => early.forEach((id) => tx.update(Ruling, id, { status })));
    await turn("REVERSED");
    await pastRulings(practice, 2, [{ kind: "RANK_DEMOTION", days: 14 }]);
    const theCase = await caseIn(world, "UNDER_REVIEW");
    const compared = async (): Promise<unknown> => (await preview(theCase, [{ kind: "WARNING" }])).precedents;
    expect(await compared()).toMatchObject([{ precedents: 3, medianMeasure: "RANK_DEMOTION" }]);
    await turn("ISSUED");
    expect(await compared()).toMatchObject([{ precedents: 8, medianMeasure: "WARNING" }]);
    await turn("REVERSED");
    expect(await compared()).toMatchObject([{ precedents: 3, medianMeasure: "RANK_DEMOTION" }]);
  });

  further("moderators, leads and auditors may ask; what does not fit is refused where it stands", async () => {
    const theCase = await openCase(world);
    const input = await toInput(theCase);
    for (const login of ["chen.mod", "zhou.lead", "sun.audit"])
      expect((await (await world.as(login)).ok(PREVIEW, { input })).penaltyPreview.pointsAfter).toBe(4);
    for (const login of ["li.na", "wang.owner", "admin"])
      expect((await (await world.as(login)).refused(PREVIEW, { input })).extensions.code).toBe("FORBIDDEN");
    expect((await world.visitor.refused(PREVIEW, { input })).extensions.code).toBe("UNAUTHENTICATED");

    const chen = await theCase.moderator;
    const [finding] = input.findings as object[];
    for (const [wrong, code, field] of [
      [{ complaintId: "cmp_7zzzzzzzzzzzzzzzzzzzzzzzzz" }, "NOT_FOUND", "input.complaintId"],
      [{ findings: [{ ...finding, breachId: "brc_x" }] }, "BAD_USER_INPUT", "input.findings.0.breachId"],
      [{ penalties: [{ kind: "RANK_DEMOTION", days: 731 }] }, "BAD_USER_INPUT", "input.penalties.0.days"],
      [{ penalties: [{ kind: "FINE" }] }, "BAD_USER_INPUT", "input.penalties.0.amount"],
      [{ penalties: [{ kind: "TERMINATION" }] }, "MEASURE_NOT_ALLOWED", "input.penalties.0.kind"],
    ] as const) {
      const { extensions } = await chen.refused(PREVIEW, { input: { ...input, ...wrong } });
      expect(extensions).toMatchObject({ code, field });
    }
  });
});
