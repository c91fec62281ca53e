import { verifyData } from "../../../src/app/upkeep/verify-data";
import { Breach } from "../../../src/case/complaints/breach.entity";
import { CaseTimer } from "../../../src/case/complaints/case-timer.entity";
import { Complaint } from "../../../src/case/complaints/complaint.entity";
import { sql } from "../../../src/platform/database/sql";
import { LoggedEvent } from "../../../src/platform/database/event.entity";
import { Ruling } from "../../../src/adjudication/rulings/ruling.entity";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type World } from "../../support/world";
import { APOLOGY, caseIn, opening, openCase, placeOrder, WorldCase } from "./world-case";

const REASON = "有新的付款记录,请重新处理。";

forEachDatabase((kind, further) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld(kind);
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  const row = async ({ id }: WorldCase): Promise<Complaint> => {
    const complaint = await world.db.byId(Complaint, id);
    if (!complaint) throw new Error(`${id} is gone`);
    return complaint;
  };
  const reopen = (theCase: WorldCase, who = "li.na") => theCase.do(who, "reopenComplaint", { reason: REASON });
  const refusal = (theCase: WorldCase, who = "li.na") => theCase.refusal(who, "reopenComplaint", { reason: REASON });

  async function refuse(theCase: WorldCase): Promise<WorldCase> {
    const leaseToken = await theCase.take();
    await theCase.do("chen.mod", "refuseComplaint", {
      leaseToken,
      ground: "INCOMPREHENSIBLE",
      text: "看不出投诉的是什么事情。",
    });
    return theCase;
  }
  /** By the consumer's silence. */
  async function settle(theCase: WorldCase): Promise<WorldCase> {
    await theCase.do("wang.owner", "fileSettlementProof", { text: "已书面道歉" });
    await theCase.ring("SETTLEMENT_OBJECTION");
    return theCase;
  }
  const settled = async (): Promise<WorldCase> => settle(await caseIn(world, "SETTLING", APOLOGY));
  const refused = async (): Promise<WorldCase> => refuse(await caseIn(world, "SUBMITTED"));
  async function expired(): Promise<WorldCase> {
    const theCase = await caseIn(world, "NEGOTIATING");
    await theCase.do("wang.owner", "giveFinalAnswer", { answer: "EXPLANATION", text: "交付时间以排期为准。" });
    await theCase.ring("NEGOTIATION");
    return theCase;
  }

  test.each([
    ["SETTLED", settled],
    ["EXPIRED", expired],
    ["NOT_ACCEPTED", refused],
  ])("the consumer takes up a case closed as %s, once", async (closureReason, closed) => {
    const theCase = await closed();
    const before = await theCase.look("reopenedCount");
    expect(before).toMatchObject({ status: "CLOSED", closureReason, reopenedCount: 0 });
    await reopen(theCase);
    expect(await theCase.look("reopenedCount closedAt")).toMatchObject({
      status: "SUBMITTED",
      closureReason: null,
      closedAt: null,
      reopenedCount: 1,
      version: before.version + 1,
    });
    const clocks = (await world.db.find(CaseTimer, { complaintId: theCase.id }, "ORDER BY clock")).map(
      ({ clock }) => clock,
    );
    expect(clocks).toEqual(["ADMISSIBILITY", "ADMISSIBILITY_DEFAULT"]);
    expect(await row(theCase)).toMatchObject({ consumerReopenedAt: expect.any(Number), round: 1, inQueue: true });
    const [last] = await world.db.find(LoggedEvent, { streamId: theCase.id }, "ORDER BY seq DESC LIMIT 1");
    expect(last).toMatchObject({
      type: "COMPLAINT_REOPENED",
      data: { from: "CLOSED", to: "SUBMITTED", reason: REASON, wasClosedAs: closureReason },
    });

    await theCase.do("liu.mod", "refuseComplaint", {
      leaseToken: await theCase.take("liu.mod"),
      ground: "NO_PROMISE",
      text: "所称内容不在承诺之内。",
    });
    expect(await refusal(theCase)).toMatchObject({ code: "LIMIT_REACHED" });
    // A lead is not bound by that.
    await reopen(theCase, "zhou.lead");
    expect(await theCase.look("reopenedCount")).toMatchObject({ status: "SUBMITTED", reopenedCount: 2 });
  });

  further("within thirty days", async () => {
    const [first, second] = [await settled(), await settled()];
    await world.later(30 * 24 - 1);
    await reopen(first);
    await world.later(1);
    expect(await refusal(second)).toMatchObject({ code: "TOO_LATE" });
    await reopen(second, "zhou.lead");
    expect((await row(second)).consumerReopenedAt).toBeNull();
  });

  further("not one whose settlement the consumer itself confirmed; a lead does", async () => {
    const theCase = await caseIn(world, "SETTLING");
    await theCase.do("wang.owner", "fileSettlementProof", { text: "退款单号 1" });
    await theCase.do("li.na", "confirmSettlement");
    expect(await refusal(theCase)).toMatchObject({ code: "NOT_IN_THIS_STATE" });
    await reopen(theCase, "zhou.lead");
    expect((await theCase.look()).status).toBe("SUBMITTED");
  });

  test("not one that another case decided meanwhile; a lead does", async () => {
    const order = await placeOrder(world);
    const people = { consumer: "li.na", provider: "wang.owner", moderator: "chen.mod" };
    const open = async (): Promise<WorldCase> => {
      const { complaint } = await (await world.as("li.na")).do("openComplaint", opening(order));
      return new WorldCase(world, complaint.id, order.id, people, {});
    };
    const first = await refuse(await (await open()).walk("SUBMITTED"));
    const second = await (await open()).walk("CLOSED");
    expect(await refusal(first)).toMatchObject({
      code: "ALREADY_DECIDED",
      field: "input.complaintId",
      existingId: second.id,
    });
    await reopen(first, "zhou.lead");
    expect((await first.look()).status).toBe("SUBMITTED");
  });

  further("not one that was withdrawn or decided; a lead does, with a reason", async () => {
    const withdrawn = await caseIn(world, "EVIDENCE");
    await withdrawn.do("li.na", "withdrawComplaint");
    for (const theCase of [withdrawn, await caseIn(world, "CLOSED")]) {
      expect(await refusal(theCase)).toMatchObject({ code: "NOT_IN_THIS_STATE" });
      const lead = await world.as("zhou.lead");
      expect((await lead.tryTo("reopenComplaint", { complaintId: theCase.id, reason: " " })).extensions).toMatchObject({
        code: "BAD_USER_INPUT",
        field: "input.reason",
      });
      await reopen(theCase, "zhou.lead");
      expect((await theCase.look()).status).toBe("SUBMITTED");
    }
  });

  further("nobody else, and not while it is open", async () => {
    const theCase = await settled();
    for (const who of ["wang.owner", "chen.mod", "sun.audit", "admin"])
      expect([who, (await refusal(theCase, who)).code]).toEqual([who, "FORBIDDEN"]);
    expect((await refusal(theCase, "tom")).code).toBe("NOT_FOUND");
    await reopen(theCase);
    expect((await refusal(theCase)).code).toBe("NOT_IN_THIS_STATE");
    expect((await refusal(theCase, "zhou.lead")).code).toBe("NOT_IN_THIS_STATE");
  });

  further("the promises may not be complained about elsewhere while it is open again", async () => {
    const order = await placeOrder(world);
    const consumer = await world.as("li.na");
    const open = async (): Promise<string> => (await consumer.do("openComplaint", opening(order, 2))).complaint.id;
    const people = { consumer: "li.na", provider: "wang.owner", moderator: "chen.mod" };
    const first = await refuse(await new WorldCase(world, await open(), order.id, people, {}).walk("SUBMITTED"));
    const second = await open();
    for (const who of ["li.na", "zhou.lead"]) {
      expect(await refusal(first, who)).toMatchObject({
        code: "COMPLAINT_ALREADY_OPEN",
        field: "input.complaintId",
        existingId: second,
      });
    }
    expect(await first.look("reopenedCount")).toMatchObject({ status: "CLOSED", reopenedCount: 0 });

    await consumer.do("withdrawComplaint", { complaintId: second });
    await reopen(first);
    const keys = (await world.db.find(Breach, { complaintId: first.id })).map(({ openKey }) => openKey);
    expect(keys).toEqual(keys.map(() => expect.stringContaining(order.id)));
    const again = await consumer.tryTo("openComplaint", opening(order, 1));
    expect(again.extensions).toMatchObject({ code: "COMPLAINT_ALREADY_OPEN", existingId: first.id });
  });

  test("reopened and opened anew at once, one of them is", async () => {
    const order = await placeOrder(world);
    const consumer = await world.as("li.na");
    const { complaint } = await consumer.do("openComplaint", opening(order));
    const people = { consumer: "li.na", provider: "wang.owner", moderator: "chen.mod" };
    const theCase = await refuse(await new WorldCase(world, complaint.id, order.id, people, {}).walk("SUBMITTED"));
    const answers = await Promise.allSettled([reopen(theCase), consumer.do("openComplaint", opening(order))]);
    expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const [failed] = answers.flatMap((answer) => (answer.status === "rejected" ? [String(answer.reason)] : []));
    expect(failed).toContain("COMPLAINT_ALREADY_OPEN");
  });

  test("what is counted or said once begins anew", async () => {
    const theCase = await caseIn(world, "NEGOTIATING");
    await theCase.do("wang.owner", "giveFinalAnswer", { answer: "EXPLANATION", text: "交付时间以排期为准。" });
    await theCase.do("li.na", "giveVerdict", { verdict: "NOT_SOLVED", satisfaction: 1 });
    await theCase.do("li.na", "escalateComplaint");
    for (const text of ["请提供付款记录。谢谢", "请提供沟通截图。谢谢"]) {
      await theCase.do("chen.mod", "requestInformation", { leaseToken: await theCase.take(), text });
      await theCase.do("li.na", "supplyInformation", { text: "已提供" });
    }
    await theCase.do("chen.mod", "acceptComplaint", { leaseToken: await theCase.take() });
    await theCase.do("li.na", "closeEvidence");
    await theCase.do("wang.owner", "closeEvidence");
    await theCase.do("li.na", "withdrawComplaint");
    expect(await row(theCase)).toMatchObject({ informationRequests: 2, evidenceRoot: expect.any(String) });

    await reopen(theCase, "zhou.lead");
    expect(await row(theCase)).toMatchObject({
      informationRequests: 0,
      evidenceRounds: 0,
      consumerEvidenceClosedAt: null,
      providerEvidenceClosedAt: null,
      evidenceRoot: null,
      providerRefusedAt: null,
      finalAnswer: null,
      finalAnswerAt: null,
      verdict: null,
      verdictAt: null,
      leaseHolderId: null,
      reopenedCount: 1,
    });
    await theCase.do("chen.mod", "requestInformation", {
      leaseToken: await theCase.take(),
      text: "请再提供一次记录。谢谢",
    });
  });

  further(
    "withdrawing frees the moderator and leaves nothing open, so that a reopened case does not wait for it",
    async () => {
      const offered = await openCase(world);
      await offered.offer();
      await offered.do("li.na", "withdrawComplaint", { reason: "已自行解决" });
      expect((await offered.look("offers { nodes { status } }")).offers).toEqual([{ status: "EXPIRED" }]);

      const asked = await caseIn(world, "UNDER_REVIEW");
      await asked.do("chen.mod", "requestEvidence", {
        leaseToken: await asked.take(),
        addressedTo: "PROVIDER",
        text: "请提供与交付时间有关的记录。",
      });
      await asked.do("li.na", "withdrawComplaint");
      expect(await asked.look("lease { token }")).toMatchObject({ closureReason: "WITHDRAWN", lease: null });
      const { requests } = await asked.look("requests { nodes { id answeredAt missedAt lapsedAt } }");
      expect(requests).toEqual([
        { id: expect.any(String), answeredAt: null, missedAt: null, lapsedAt: expect.any(String) },
      ]);
      await reopen(asked, "zhou.lead");
      await asked.do("chen.mod", "acceptComplaint", { leaseToken: await asked.take() });
      await asked.ring("EVIDENCE_WINDOW");
      expect(await asked.look("requests { nodes { missedAt } }")).toMatchObject({
        status: "UNDER_REVIEW",
        requests: [{ missedAt: null }],
      });
      const inference = "服务商未提交记录,推定其未按时交付。";
      const { extensions } = await (
        await asked.moderator
      ).tryTo("issueRuling", {
        leaseToken: await asked.take(),
        ...(await asked.ruling({ adverseInferences: [{ requestId: requests[0].id, inference }] })),
      });
      expect(extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "input.adverseInferences.0.requestId" });
    },
  );

  const CLOSED_OVER_A_DRAFT: [string, (theCase: WorldCase) => Promise<unknown>][] = [
    ["withdrawn", (theCase) => theCase.do("li.na", "withdrawComplaint")],
    [
      "decided outside",
      async (theCase) => {
        const ground = { ground: "OUTSIDE_PROCEDURE", route: "COURT", reason: "消费者已就同一事实向法院起诉。" };
        await theCase.do("zhou.lead", "stayComplaint", ground);
        await theCase.do("zhou.lead", "closeExternal", { outcome: "法院判决驳回消费者的请求。" });
      },
    ],
  ];
  test.each(CLOSED_OVER_A_DRAFT)(
    "a draft ruling of the time before is nobody's to approve any more: %s",
    async (_, close) => {
      const theCase = await caseIn(world, "UNDER_REVIEW");
      const ruling = await theCase.ruling();
      const findings = (ruling.findings as object[]).map((finding) => ({ ...finding, severity: "L4" }));
      await theCase.do("chen.mod", "issueRuling", { leaseToken: await theCase.take(), ...ruling, findings });
      const { rulingAwaitingApproval: draft } = await theCase.look("rulingAwaitingApproval { id }");
      await close(theCase);
      expect((await world.db.byId(Ruling, draft.id))?.status).toBe("DECLINED");
      await reopen(theCase, "zhou.lead");
      expect((await theCase.look("rulingAwaitingApproval { id }")).rulingAwaitingApproval).toBeNull();
      expect((await verifyData(world.db, null)).problems).toEqual([]);
    },
  );

  test("what was issued is not let pass as a draft that was declined with its case", async () => {
    const theCase = await caseIn(world, "CLOSED");
    await reopen(theCase, "zhou.lead");
    await theCase.do("li.na", "withdrawComplaint");
    const ruling = await world.db.findOne(Ruling, { complaintId: theCase.id, status: "ISSUED" });
    if (!ruling) throw new Error("the case was decided by nobody");
    const set = (status: Ruling["status"]) =>
      world.db.transact(async (tx) =>
        tx.executeUnseen(sql`UPDATE ruling SET status = ${status} WHERE id = ${ruling.id}`),
      );
    await set("DECLINED");
    const { problems } = await verifyData(world.db, null);
    await set("ISSUED");
    expect(problems).toEqual([expect.stringContaining(ruling.id)]);
  });

  test("a case decided before is decided in a new round, and the ruling of the first stands until then", async () => {
    const theCase = await caseIn(world, "CLOSED");
    const { ruling } = await theCase.look("ruling { id round }");
    expect(ruling.round).toBe(1);
    await reopen(theCase, "zhou.lead");
    expect((await row(theCase)).round).toBe(2);
    expect((await theCase.look("ruling { id status }")).ruling).toEqual({ id: ruling.id, status: "ISSUED" });

    await theCase.do("chen.mod", "acceptComplaint", { leaseToken: await theCase.take() });
    await theCase.do("li.na", "closeEvidence");
    await theCase.do("wang.owner", "closeEvidence");
    await theCase.do("chen.mod", "issueRuling", {
      leaseToken: await theCase.take(),
      ...(await theCase.ruling()),
      departureReason: "案情不同,另行裁定。",
    });
    const second = (await theCase.look("ruling { id round status }")).ruling;
    expect(second).toMatchObject({ round: 2, status: "ISSUED" });
    expect(await world.db.byId(Ruling, ruling.id)).toMatchObject({ status: "REVERSED", reversedBecause: "REPLACED" });
  });
});
