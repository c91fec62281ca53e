import { Breach } from "../../../src/case/complaints/breach.entity";
import { CaseTimer } from "../../../src/case/complaints/case-timer.entity";
import { Complaint } from "../../../src/case/complaints/complaint.entity";
import { LoggedEvent } from "../../../src/platform/database/event.entity";
import { Ruling } from "../../../src/adjudication/rulings/ruling.entity";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type World } from "../../support/world";
import { caseIn, opening, openCase, placeOrder, WorldCase } from "./world-case";

const REASON = "有新的付款记录,请重新处理。";

forEachDatabase((kind) => {
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
  const reopen = (file: WorldCase, who = "li.na") => file.do(who, "reopenComplaint", { reason: REASON });
  const refusal = async (file: WorldCase, who = "li.na") =>
    (await (await world.as(who)).tryTo("reopenComplaint", { complaintId: file.id, reason: REASON })).extensions;

  async function refuse(file: WorldCase): Promise<WorldCase> {
    const leaseToken = await file.take();
    await file.do("chen.mod", "refuseComplaint", { leaseToken, ground: "NO_PROMISE", text: "所称内容不在承诺之内。" });
    return file;
  }
  async function settle(file: WorldCase): Promise<WorldCase> {
    await file.do("wang.owner", "fileSettlementProof", { proof: "退款单号 1" });
    await file.do("li.na", "confirmSettlement");
    return file;
  }
  const settled = async (): Promise<WorldCase> => settle(await caseIn(world, "SETTLING"));
  const refused = async (): Promise<WorldCase> => refuse(await caseIn(world, "SUBMITTED"));
  async function expired(): Promise<WorldCase> {
    const file = await caseIn(world, "NEGOTIATING");
    await file.do("wang.owner", "sendMessage", { text: "请说明具体情况。" });
    await file.ring("NEGOTIATION");
    return file;
  }

  test.each([
    ["SETTLED", settled],
    ["EXPIRED", expired],
    ["NOT_ACCEPTED", refused],
  ])("the consumer takes up a case closed as %s, once", async (closureReason, closed) => {
    const file = await closed();
    const before = await file.look("reopenedCount");
    expect(before).toMatchObject({ status: "CLOSED", closureReason, reopenedCount: 0 });
    await reopen(file);
    expect(await file.look("reopenedCount closedAt")).toMatchObject({
      status: "SUBMITTED",
      closureReason: null,
      closedAt: null,
      reopenedCount: 1,
      version: before.version + 1,
    });
    const clocks = (await world.db.find(CaseTimer, { complaintId: file.id }, "ORDER BY clock")).map(
      ({ clock }) => clock,
    );
    expect(clocks).toEqual(["ADMISSIBILITY", "ADMISSIBILITY_DEFAULT"]);
    expect(await row(file)).toMatchObject({ consumerReopenedAt: expect.any(Number), round: 1, inQueue: true });
    const [last] = await world.db.find(LoggedEvent, { streamId: file.id }, "ORDER BY seq DESC LIMIT 1");
    expect(last).toMatchObject({
      type: "COMPLAINT_REOPENED",
      data: { from: "CLOSED", to: "SUBMITTED", reason: REASON, wasClosedAs: closureReason },
    });

    await file.do("liu.mod", "refuseComplaint", {
      leaseToken: await file.take("liu.mod"),
      ground: "NO_PROMISE",
      text: "所称内容不在承诺之内。",
    });
    expect(await refusal(file)).toMatchObject({ code: "LIMIT_REACHED" });
    // A lead is not bound by that.
    await reopen(file, "zhou.lead");
    expect(await file.look("reopenedCount")).toMatchObject({ status: "SUBMITTED", reopenedCount: 2 });
  });

  test("within thirty days", async () => {
    const [first, second] = [await settled(), await settled()];
    await world.later(30 * 24 - 1);
    await reopen(first);
    await world.later(1);
    expect(await refusal(second)).toMatchObject({ code: "TOO_LATE" });
    await reopen(second, "zhou.lead");
    expect((await row(second)).consumerReopenedAt).toBeNull();
  });

  test("not one that was withdrawn or decided; a lead does, with a reason", async () => {
    const withdrawn = await caseIn(world, "EVIDENCE");
    await withdrawn.do("li.na", "withdrawComplaint");
    for (const file of [withdrawn, await caseIn(world, "CLOSED")]) {
      expect(await refusal(file)).toMatchObject({ code: "NOT_IN_THIS_STATE" });
      const lead = await world.as("zhou.lead");
      expect((await lead.tryTo("reopenComplaint", { complaintId: file.id, reason: " " })).extensions).toMatchObject({
        code: "BAD_USER_INPUT",
        field: "input.reason",
      });
      await reopen(file, "zhou.lead");
      expect((await file.look()).status).toBe("SUBMITTED");
    }
  });

  test("nobody else, and not while it is open", async () => {
    const file = await settled();
    for (const who of ["wang.owner", "chen.mod", "sun.audit", "admin"])
      expect([who, (await refusal(file, who)).code]).toEqual([who, "FORBIDDEN"]);
    expect((await refusal(file, "tom")).code).toBe("NOT_FOUND");
    await reopen(file);
    expect((await refusal(file)).code).toBe("NOT_IN_THIS_STATE");
    expect((await refusal(file, "zhou.lead")).code).toBe("NOT_IN_THIS_STATE");
  });

  test("the promises may not be complained about elsewhere while it is open again", async () => {
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
    const file = await refuse(await new WorldCase(world, complaint.id, order.id, people, {}).walk("SUBMITTED"));
    const answers = await Promise.allSettled([reopen(file), consumer.do("openComplaint", opening(order))]);
    expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const [failed] = answers.flatMap((answer) => (answer.status === "rejected" ? [String(answer.reason)] : []));
    expect(failed).toContain("COMPLAINT_ALREADY_OPEN");
  });

  test("what is counted or said once begins anew", async () => {
    const file = await caseIn(world, "NEGOTIATING");
    await file.do("wang.owner", "giveFinalAnswer", { answer: "EXPLANATION", text: "交付时间以排期为准。" });
    await file.do("li.na", "giveVerdict", { verdict: "NOT_SOLVED", satisfaction: 1 });
    await file.do("li.na", "escalateComplaint");
    for (const text of ["请提供付款记录。谢谢", "请提供沟通截图。谢谢"]) {
      await file.do("chen.mod", "requestInformation", { leaseToken: await file.take(), text });
      await file.do("li.na", "supplyInformation", { text: "已提供" });
    }
    await file.do("chen.mod", "acceptComplaint", { leaseToken: await file.take() });
    await file.do("li.na", "closeEvidence");
    await file.do("wang.owner", "closeEvidence");
    await file.do("li.na", "withdrawComplaint");
    expect(await row(file)).toMatchObject({ informationRequests: 2, evidenceRoot: expect.any(String) });

    await reopen(file, "zhou.lead");
    expect(await row(file)).toMatchObject({
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
    await file.do("chen.mod", "requestInformation", { leaseToken: await file.take(), text: "请再提供一次记录。谢谢" });
  });

  test("withdrawing frees the moderator and leaves nothing open, so that a reopened case does not wait for it", async () => {
    const offered = await openCase(world);
    await offered.offer();
    await offered.do("li.na", "withdrawComplaint", { reason: "已自行解决" });
    expect((await offered.look("offers { status }")).offers).toEqual([{ status: "EXPIRED" }]);

    const asked = await caseIn(world, "UNDER_REVIEW");
    await asked.do("chen.mod", "requestEvidence", {
      leaseToken: await asked.take(),
      addressedTo: "PROVIDER",
      text: "请提供与交付时间有关的记录。",
    });
    await asked.do("li.na", "withdrawComplaint");
    expect(await asked.look("lease { token }")).toMatchObject({ closureReason: "WITHDRAWN", lease: null });
    const { requests } = await asked.look("requests { id answeredAt missedAt lapsedAt }");
    expect(requests).toEqual([
      { id: expect.any(String), answeredAt: null, missedAt: null, lapsedAt: expect.any(String) },
    ]);
    await reopen(asked, "zhou.lead");
    await asked.do("chen.mod", "acceptComplaint", { leaseToken: await asked.take() });
    await asked.ring("EVIDENCE_WINDOW");
    expect(await asked.look("requests { missedAt }")).toMatchObject({
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
  });

  test("a draft ruling of the time before is nobody's to approve any more", async () => {
    const file = await caseIn(world, "UNDER_REVIEW");
    const ruling = await file.ruling();
    const findings = (ruling.findings as object[]).map((finding) => ({ ...finding, severity: "L4" }));
    await file.do("chen.mod", "issueRuling", { leaseToken: await file.take(), ...ruling, findings });
    const { rulingAwaitingApproval: draft } = await file.look("rulingAwaitingApproval { id }");
    await file.do("li.na", "withdrawComplaint");
    await reopen(file, "zhou.lead");
    expect((await file.look("rulingAwaitingApproval { id }")).rulingAwaitingApproval).toBeNull();
    expect((await world.db.byId(Ruling, draft.id))?.status).toBe("DECLINED");
  });

  test("a case decided before is decided in a new round, and the ruling of the first stands until then", async () => {
    const file = await caseIn(world, "CLOSED");
    const { ruling } = await file.look("ruling { id round }");
    expect(ruling.round).toBe(1);
    await reopen(file, "zhou.lead");
    expect((await row(file)).round).toBe(2);
    expect((await file.look("ruling { id status }")).ruling).toEqual({ id: ruling.id, status: "ISSUED" });

    await file.do("chen.mod", "acceptComplaint", { leaseToken: await file.take() });
    await file.do("li.na", "closeEvidence");
    await file.do("wang.owner", "closeEvidence");
    await file.do("chen.mod", "issueRuling", {
      leaseToken: await file.take(),
      ...(await file.ruling()),
      departureReason: "案情不同,另行裁定。",
    });
    const second = (await file.look("ruling { id round status }")).ruling;
    expect(second).toMatchObject({ round: 2, status: "ISSUED" });
    expect(await world.db.byId(Ruling, ruling.id)).toMatchObject({ status: "REVERSED", reversedBecause: "REPLACED" });
  });
});
