import { CaseTimer } from "../../../src/case/complaints/case-timer.entity";
import { Complaint } from "../../../src/case/complaints/complaint.entity";
import { MAY_AGREE } from "../../../src/case/complaints/complaint.lifecycle";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type World } from "../../support/world";
import { checkInvariants } from "../complaints/invariants";
import { APOLOGY, caseIn, type CaseOptions, type WorldCase } from "../complaints/world-case";

const DAY = 24 * 3_600_000;

forEachDatabase((kind, further) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld(kind);
  });
  afterAll(() => world?.[Symbol.asyncDispose]());
  afterEach(() => checkInvariants(world));

  const clocks = async ({ id }: WorldCase): Promise<string[]> =>
    (await world.db.find(CaseTimer, { complaintId: id }, "ORDER BY clock")).map(({ clock }) => clock);
  const events = async (theCase: WorldCase): Promise<string[]> =>
    (await theCase.look("timeline(first: 100) { nodes { type } }")).timeline.map(({ type }: { type: string }) => type);
  /** A ruling grave enough to need a second person. */
  const draft = async (theCase: WorldCase): Promise<void> => {
    const ruling = await theCase.ruling();
    const findings = (ruling.findings as object[]).map((finding) => ({ ...finding, severity: "L4" }));
    await theCase.do("chen.mod", "issueRuling", { leaseToken: await theCase.take(), ...ruling, findings });
  };

  describe.each(MAY_AGREE)("in %s", (status) => {
    further(
      "an accepted offer settles the case: no one holds it any more, and only the settlement's clock runs",
      async () => {
        const theCase = await caseIn(world, status);
        const offerId = await theCase.offer();
        if (status === "SUBMITTED" || status === "UNDER_REVIEW") await theCase.take();
        await theCase.do("li.na", "acceptOffer", { offerId });
        expect(await theCase.look("lease { token } settlement { offer { id } }")).toMatchObject({
          status: "SETTLING",
          lease: null,
          settlement: { offer: { id: offerId } },
        });
        expect(await clocks(theCase)).toEqual(["SETTLEMENT_DUE"]);
      },
    );

    further(
      "the provider concedes: the demand is the settlement, due within the house rule's days, whoever had an offer open",
      async () => {
        const theCase = await caseIn(world, status, { opening: { demandKind: "REFUND_PART", demandAmount: 80_000 } });
        const open = await theCase.offer("li.na");
        expect(await theCase.refusal("li.na", "concede")).toMatchObject({ code: "FORBIDDEN" });
        await theCase.do("zhao.staff", "concede", { text: "同意按您的要求退款。" });
        const { settlement, ...complaint } = await theCase.look(
          "offers { nodes { id status } } settlement { acceptedAt dueAt offer { kind amount { amount } madeBySide text status } }",
        );
        expect(complaint).toMatchObject({ status: "SETTLING", offers: [{ id: open, status: "EXPIRED" }, {}] });
        expect(settlement.offer).toEqual({
          kind: "REFUND_PART",
          amount: { amount: 80_000 },
          madeBySide: "PROVIDER",
          text: "同意按您的要求退款。",
          status: "ACCEPTED",
        });
        expect(Date.parse(settlement.dueAt) - Date.parse(settlement.acceptedAt)).toBe(3 * DAY);
        expect(await clocks(theCase)).toEqual(["SETTLEMENT_DUE"]);
        expect((await events(theCase)).at(-1)).toBe("DEMAND_CONCEDED");
      },
    );
  });

  test("a conceded return is performed once the goods are back", async () => {
    const theCase = await caseIn(world, "EVIDENCE", { opening: { demandKind: "RETURN_AND_REFUND" } });
    await theCase.do("wang.owner", "concede");
    expect(await theCase.look("settlement { offer { kind text } } returnCase { status }")).toMatchObject({
      status: "SETTLING",
      settlement: { offer: { kind: "RETURN_AND_REFUND", text: "初稿迟迟未交" } },
      returnCase: { status: "OPEN" },
    });
    await theCase.do("li.na", "shipReturn", { shipment: "顺丰 SF1234567890" });
  });

  further("an offer stays open from stage to stage, and puts no case before others in the queue", async () => {
    const theCase = await caseIn(world, "SUBMITTED");
    const before = await world.db.byId(Complaint, theCase.id);
    const offerId = await theCase.offer();
    expect((await world.db.byId(Complaint, theCase.id))?.dueAt).toBe(before?.dueAt);
    const due = (await world.db.findOne(CaseTimer, { complaintId: theCase.id, clock: "OFFER_EXPIRY" }))?.dueAt;
    await theCase.do("chen.mod", "acceptComplaint", { leaseToken: await theCase.take() });
    await theCase.do("li.na", "closeEvidence");
    await theCase.do("wang.owner", "closeEvidence");
    expect(await theCase.look("offers { nodes { id status } }")).toMatchObject({
      status: "UNDER_REVIEW",
      offers: [{ id: offerId, status: "OPEN" }],
    });
    expect((await world.db.findOne(CaseTimer, { complaintId: theCase.id, clock: "OFFER_EXPIRY" }))?.dueAt).toBe(due);
    await theCase.ring("OFFER_EXPIRY");
    expect(await theCase.look("offers { nodes { status } }")).toMatchObject({
      status: "UNDER_REVIEW",
      offers: [{ status: "EXPIRED" }],
    });
    await theCase.do("li.na", "acceptOffer", { offerId: await theCase.offer() });
  });

  further("what the case was taken to the platform over, ruled on or stayed with has lapsed", async () => {
    const escalated = await caseIn(world, "NEGOTIATING");
    await escalated.do("wang.owner", "refuseDemand", { reason: "不同意" });
    await escalated.offer();
    await escalated.do("li.na", "escalateComplaint");
    const ruled = await caseIn(world, "UNDER_REVIEW");
    await ruled.offer();
    await ruled.do("chen.mod", "issueRuling", { leaseToken: await ruled.take(), ...(await ruled.ruling()) });
    const stayed = await caseIn(world, "EVIDENCE");
    await stayed.offer();
    await stayed.do("zhou.lead", "stayComplaint", { ground: "FORCE_MAJEURE", reason: "因台风无法继续处理。" });
    for (const theCase of [escalated, ruled, stayed]) {
      expect((await theCase.look("offers { nodes { status } }")).offers).toEqual([{ status: "EXPIRED" }]);
      expect(await clocks(theCase)).not.toContain("OFFER_EXPIRY");
    }
    await stayed.do("zhou.lead", "resumeComplaint", { reason: "交通恢复,继续处理。" });
    await stayed.offer();
  });

  test("while a draft ruling awaits approval the sides change nothing; once it is declined they may again", async () => {
    const theCase = await caseIn(world, "UNDER_REVIEW");
    const offerId = await theCase.offer();
    await draft(theCase);
    for (const [login, mutation, input] of [
      ["li.na", "acceptOffer", { offerId }],
      ["li.na", "declineOffer", { offerId }],
      ["wang.owner", "withdrawOffer", { offerId }],
      ["wang.owner", "concede", {}],
    ] as const)
      expect([mutation, await theCase.refusal(login, mutation, input)]).toMatchObject([
        mutation,
        { code: "NOT_IN_THIS_STATE" },
      ]);
    const { rulingAwaitingApproval } = await theCase.look("rulingAwaitingApproval { id }");
    await (
      await world.as("zhou.lead")
    ).do("declineRuling", { rulingId: rulingAwaitingApproval.id, reason: "请补充理由后再报。" });
    await theCase.do("li.na", "acceptOffer", { offerId });
    expect((await theCase.look()).status).toBe("SETTLING");
  });

  describe("a proposal of the platform", () => {
    const proposal = { kind: "REFUND_PART", amount: 40_000, text: "建议退还 400 元,双方互不追究。" };
    const propose = async (theCase: WorldCase): Promise<string> => {
      const input = { leaseToken: await theCase.take(), ...proposal };
      await theCase.do("chen.mod", "proposeSettlement", input);
      return (await theCase.look("offers { nodes { id } }")).offers.at(-1).id;
    };

    test.each([
      ["li.na", "CONSUMER", "wang.owner"],
      ["wang.owner", "PROVIDER", "li.na"],
    ])("is agreed when both sides have accepted it, first %s", async (first, side, second) => {
      const theCase = await caseIn(world, "UNDER_REVIEW");
      const offerId = await propose(theCase);
      await theCase.do(first, "acceptOffer", { offerId });
      expect(
        await theCase.look("settlement { id } offers { nodes { madeBySide status acceptedBySide } }"),
      ).toMatchObject({
        status: "UNDER_REVIEW",
        settlement: null,
        offers: [{ madeBySide: "PLATFORM", status: "OPEN", acceptedBySide: side }],
      });
      for (const mutation of ["acceptOffer", "declineOffer"])
        expect(await theCase.refusal(first, mutation, { offerId })).toMatchObject({ code: "OFFER_NOT_OPEN" });
      await theCase.do(second, "acceptOffer", { offerId });
      expect(await theCase.look("settlement { offer { id } } lease { token }")).toMatchObject({
        status: "SETTLING",
        settlement: { offer: { id: offerId } },
        lease: null,
      });
      expect((await events(theCase)).slice(-3)).toEqual(["SETTLEMENT_PROPOSED", "PROPOSAL_ACCEPTED", "OFFER_ACCEPTED"]);
    });

    further("ends when one side declines it, though the other has accepted, and when its time is over", async () => {
      const theCase = await caseIn(world, "EVIDENCE");
      const declined = await propose(theCase);
      await theCase.do("li.na", "acceptOffer", { offerId: declined });
      await theCase.do("wang.owner", "declineOffer", { offerId: declined, reason: "金额过高" });
      await propose(theCase);
      await theCase.ring("OFFER_EXPIRY");
      expect(await theCase.look("offers { nodes { status } }")).toMatchObject({
        status: "EVIDENCE",
        offers: [{ status: "DECLINED" }, { status: "EXPIRED" }],
      });
    });

    further("is taken or left: no side counters or withdraws it, and none is made beside an open offer", async () => {
      const theCase = await caseIn(world, "SUBMITTED");
      const offerId = await propose(theCase);
      const counter = { offerId, kind: "APOLOGY", text: "道歉" };
      expect(await theCase.refusal("li.na", "counterOffer", counter)).toMatchObject({ code: "OFFER_NOT_OPEN" });
      expect(await theCase.refusal("wang.owner", "withdrawOffer", { offerId })).toMatchObject({
        code: "OFFER_NOT_OPEN",
      });
      const again = { leaseToken: await theCase.take(), ...proposal };
      expect(await theCase.refusal("chen.mod", "proposeSettlement", again)).toMatchObject({
        code: "NOT_IN_THIS_STATE",
      });
      await theCase.do("li.na", "declineOffer", { offerId });
      expect(await theCase.refusal("liu.mod", "proposeSettlement", again)).toMatchObject({ code: "LEASE_REQUIRED" });
      await theCase.do("wang.owner", "concede");
    });
  });

  describe("a settlement out of the platform's hands", () => {
    const agreed = async (from: "INFO_REQUESTED" | "UNDER_REVIEW", options?: CaseOptions): Promise<WorldCase> => {
      const theCase = await caseIn(world, from, options);
      const offerId = await theCase.offer("wang.owner", options?.offer);
      await theCase.do("li.na", "acceptOffer", { offerId });
      return theCase;
    };

    test("without money owed and not performed, comes back to the queue with the presumption, and is heard anew", async () => {
      const theCase = await agreed("UNDER_REVIEW", APOLOGY);
      await theCase.ring("SETTLEMENT_DUE");
      expect(await theCase.look("presumedBroken evidenceRoot")).toMatchObject({
        status: "SUBMITTED",
        presumedBroken: true,
        evidenceRoot: null,
      });
      expect(await clocks(theCase)).toEqual(["ADMISSIBILITY", "ADMISSIBILITY_DEFAULT"]);
      await theCase.do("chen.mod", "acceptComplaint", { leaseToken: await theCase.take() });
      await theCase.do("li.na", "closeEvidence");
      await theCase.do("wang.owner", "closeEvidence");
      expect((await theCase.look()).status).toBe("UNDER_REVIEW");
    });

    further("leaves no question of the platform open, and closes when it is confirmed", async () => {
      const theCase = await agreed("INFO_REQUESTED");
      expect((await theCase.look("requests { nodes { lapsedAt missedAt } }")).requests).toMatchObject([
        { lapsedAt: expect.any(String), missedAt: null },
      ]);
      await theCase.do("wang.owner", "fileSettlementProof", { text: "退款单号 1" });
      await theCase.do("li.na", "confirmSettlement");
      expect(await theCase.look()).toMatchObject({ status: "CLOSED", closureReason: "SETTLED" });
    });
  });
});
