import { evidenceRoot } from "../../../src/case/evidence/evidence-root.pure";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type World } from "../../support/world";
import { acceptedCase, eventTypes, look, openedCase, submit, take } from "./evidence-case";
import { PNG, sha256 } from "./samples";

const DAY = 24;

forEachDatabase((kind) => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld(kind);
  });
  afterEach(() => world?.[Symbol.asyncDispose]());

  const run = async (login: string, mutation: string, input: Record<string, unknown>) =>
    (await world.as(login)).do(mutation, input);
  const refusal = async (login: string, mutation: string, input: Record<string, unknown>) =>
    (await (await world.as(login)).tryTo(mutation, input)).extensions.code;
  const clocks = async (complaintId: string): Promise<string[]> =>
    (
      await world.db.query<{ clock: string }>(
        "SELECT clock FROM case_timer WHERE complaint_id = ? AND due_at IS NOT NULL ORDER BY clock",
        [complaintId],
      )
    ).map(({ clock }) => clock);

  async function underReview(): Promise<string> {
    const complaintId = await acceptedCase(world);
    await run("li.na", "closeEvidence", { complaintId });
    await run("wang.owner", "closeEvidence", { complaintId });
    return complaintId;
  }

  it("information is asked for at most twice, and the platform's time stands still meanwhile", async () => {
    const complaintId = await openedCase(world);
    for (const round of [1, 2]) {
      const leaseToken = await take(world, complaintId);
      await run("chen.mod", "requestInformation", { complaintId, leaseToken, text: `请补充付款凭证,第 ${round} 次` });
      expect(await clocks(complaintId)).toEqual(["INFORMATION"]);
      await run("li.na", "supplyInformation", { complaintId, text: "已补充" });
      expect(await clocks(complaintId)).toEqual(["ADMISSIBILITY", "ADMISSIBILITY_DEFAULT"]);
    }
    expect(
      await refusal("chen.mod", "requestInformation", {
        complaintId,
        leaseToken: await take(world, complaintId),
        text: "第三次请补充付款凭证",
      }),
    ).toBe("LIMIT_REACHED");
    const { requests, status } = await look(await world.as("li.na"), complaintId);
    expect(status).toBe("SUBMITTED");
    expect(requests).toMatchObject([
      { kind: "INFORMATION", addressedTo: "CONSUMER", mandatory: true, answer: "已补充", missedAt: null },
      { answer: "已补充" },
    ]);
  });

  it("information not supplied in time closes the case as not accepted", async () => {
    const complaintId = await openedCase(world);
    await run("chen.mod", "requestInformation", {
      complaintId,
      leaseToken: await take(world, complaintId),
      text: "请补充付款凭证和聊天记录",
    });
    await world.later(20 * DAY);
    const complaint = await look(await world.as("li.na"), complaintId);
    expect(complaint).toMatchObject({
      status: "CLOSED",
      closureReason: "NOT_ACCEPTED",
      requests: [{ answeredAt: null, missedAt: expect.any(String) }],
    });
    expect(eventTypes(complaint).at(-1)).toBe("INFORMATION_MISSED");
  });

  it("when both sides have closed their evidence, the list is sealed and the review begins at once", async () => {
    const complaintId = await acceptedCase(world);
    const id = await submit(await world.as("li.na"), complaintId, PNG);
    await run("zhao.staff", "submitDefence", { complaintId, text: "初稿已按时提交。" });
    await run("li.na", "closeEvidence", { complaintId });
    expect(await refusal("li.na", "closeEvidence", { complaintId })).toBe("NOT_IN_THIS_STATE");
    expect((await look(await world.as("li.na"), complaintId)).status).toBe("EVIDENCE");
    await run("wang.owner", "closeEvidence", { complaintId });
    const complaint = await look(await world.as("li.na"), complaintId);
    expect(complaint).toMatchObject({
      status: "UNDER_REVIEW",
      evidenceRoot: evidenceRoot([{ id, sha256: sha256(PNG) }]),
      messages: [{ side: "PROVIDER", text: "初稿已按时提交。" }],
    });
    expect(eventTypes(complaint).slice(-4)).toEqual([
      "DEFENCE_SUBMITTED",
      "EVIDENCE_CLOSED",
      "EVIDENCE_CLOSED",
      "EVIDENCE_SEALED",
    ]);
    expect(await clocks(complaintId)).toEqual(["REVIEW"]);
    expect(await refusal("wang.owner", "submitDefence", { complaintId, text: "还有" })).toBe("NOT_IN_THIS_STATE");
  });

  it("when its time is over, the stage ends without anybody closing it", async () => {
    const complaintId = await acceptedCase(world);
    await world.later(20 * DAY);
    expect(await look(await world.as("li.na"), complaintId)).toMatchObject({
      status: "UNDER_REVIEW",
      evidenceRoot: evidenceRoot([]),
    });
  });

  it("a request opens the evidence again for its own time only, and the review goes on where it stood", async () => {
    const complaintId = await underReview();
    const leaseToken = await take(world, complaintId);
    await run("chen.mod", "requestEvidence", {
      complaintId,
      leaseToken,
      addressedTo: "PROVIDER",
      text: "请提交初稿的交付记录",
      mandatory: true,
    });
    expect(await clocks(complaintId)).toEqual(["EVIDENCE_REQUEST"]);
    const asked = await look(await world.as("wang.owner"), complaintId);
    expect(asked).toMatchObject({
      status: "EVIDENCE",
      evidenceRoot: null,
      requests: [{ kind: "EVIDENCE", addressedTo: "PROVIDER", dueAt: asked.dueAt }],
    });

    await submit(await world.as("wang.owner"), complaintId, PNG);
    await submit(await world.as("li.na"), complaintId, PNG);
    expect(
      (await look(await world.as("chen.mod"), complaintId)).evidence.map(({ late }: { late: boolean }) => late),
    ).toEqual([false, true]);

    const requestId = asked.requests[0].id;
    expect(await refusal("li.na", "answerEvidenceRequest", { complaintId, requestId, text: "我来答" })).toBe(
      "NOT_IN_THIS_STATE",
    );
    expect(
      await refusal("wang.owner", "answerEvidenceRequest", {
        complaintId,
        requestId: "req_00000000000000000000000000",
        text: "见附件",
      }),
    ).toBe("NOT_FOUND");
    await run("wang.owner", "closeEvidence", { complaintId });
    await run("li.na", "closeEvidence", { complaintId });
    expect((await look(await world.as("li.na"), complaintId)).status).toBe("EVIDENCE");
    await run("wang.owner", "answerEvidenceRequest", { complaintId, requestId, text: "见附件" });
    expect(await look(await world.as("li.na"), complaintId)).toMatchObject({
      status: "UNDER_REVIEW",
      requests: [{ answer: "见附件", missedAt: null }],
    });
    expect(await clocks(complaintId)).toEqual(["REVIEW"]);
  });

  it("a request that nobody answers does not stop the case, nor a later round", async () => {
    const complaintId = await underReview();
    const ask = async (): Promise<void> => {
      await run("chen.mod", "requestEvidence", {
        complaintId,
        leaseToken: await take(world, complaintId),
        addressedTo: "CONSUMER",
        text: "请提交付款凭证的原件",
        mandatory: true,
      });
    };
    await ask();
    await world.later(15 * DAY);
    expect(await look(await world.as("li.na"), complaintId)).toMatchObject({
      status: "UNDER_REVIEW",
      requests: [{ missedAt: expect.any(String) }],
    });
    await ask();
    const [, second] = (await look(await world.as("li.na"), complaintId)).requests;
    await run("li.na", "answerEvidenceRequest", { complaintId, requestId: second.id, text: "没有" });
    await run("li.na", "closeEvidence", { complaintId });
    await run("wang.owner", "closeEvidence", { complaintId });
    expect((await look(await world.as("li.na"), complaintId)).status).toBe("UNDER_REVIEW");
    expect(
      await refusal("chen.mod", "requestEvidence", {
        complaintId,
        leaseToken: await take(world, complaintId),
        addressedTo: "CONSUMER",
        text: "第三次请提交付款凭证",
        mandatory: true,
      }),
    ).toBe("LIMIT_REACHED");
  });

  it("a moderator ends the stage over an open request once both sides have closed", async () => {
    const complaintId = await underReview();
    const leaseToken = await take(world, complaintId);
    await run("chen.mod", "requestEvidence", {
      complaintId,
      leaseToken,
      addressedTo: "PROVIDER",
      text: "请提交初稿的交付记录",
      mandatory: true,
    });
    expect(await refusal("chen.mod", "endEvidenceStage", { complaintId, leaseToken })).toBe("NOT_IN_THIS_STATE");
    await run("wang.owner", "closeEvidence", { complaintId });
    await run("li.na", "closeEvidence", { complaintId });
    expect(await refusal("chen.mod", "endEvidenceStage", { complaintId, leaseToken: leaseToken - 1 })).toBe(
      "LEASE_REQUIRED",
    );
    await run("chen.mod", "endEvidenceStage", { complaintId, leaseToken });
    expect(await look(await world.as("li.na"), complaintId)).toMatchObject({
      status: "UNDER_REVIEW",
      requests: [{ missedAt: expect.any(String) }],
    });
  });
});
