import { evidenceRoot } from "../../../src/case/evidence/evidence-root.pure";
import { isCounted, isLate } from "../../../src/case/evidence/evidence.pure";
import { caseIn, type WorldCase } from "../complaints/world-case";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type World } from "../../support/world";
import { submit } from "./evidence-case";
import { CHAT, PNG, sha256 } from "./samples";

test("late is what comes after the seal, or unasked in a round that was opened for the other side", () => {
  expect(isLate({ status: "EVIDENCE", laterRound: false, asked: false })).toBe(false);
  expect(isLate({ status: "EVIDENCE", laterRound: true, asked: true })).toBe(false);
  expect(isLate({ status: "EVIDENCE", laterRound: true, asked: false })).toBe(true);
  expect(isLate({ status: "UNDER_REVIEW", laterRound: false, asked: true })).toBe(true);
  expect(isLate({ status: "NEGOTIATING", laterRound: false, asked: false })).toBe(false);
});

test("a decision is founded on what came in time or was admitted", () => {
  expect(isCounted({ late: false, lateDecision: null })).toBe(true);
  expect(isCounted({ late: true, lateDecision: null })).toBe(false);
  expect(isCounted({ late: true, lateDecision: "NOT_ADMITTED" })).toBe(false);
  expect(isCounted({ late: true, lateDecision: "ADMITTED" })).toBe(true);
});

forEachDatabase((kind) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld(kind);
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  const CHAT_FILE = { fileName: "chat.txt", mediaType: "text/plain", kind: "CHAT_LOG" };
  const png = async (file: WorldCase, login = "li.na", changes = {}) =>
    submit(await world.as(login), file.id, PNG, changes);
  const chat = async (file: WorldCase, login = "li.na", changes = {}) =>
    submit(await world.as(login), file.id, CHAT, { ...CHAT_FILE, ...changes });
  const decide = async (file: WorldCase, evidenceId: string, admit: boolean) =>
    file.do("chen.mod", "decideLateEvidence", {
      leaseToken: await file.take(),
      evidenceId,
      admit,
      reason: admit ? "当时尚未取得,予以采纳。" : "本可按时提交,不予采纳。",
    });
  const refusal = async (login: string, input: Record<string, unknown>) =>
    (
      await (
        await world.as(login)
      ).tryTo("decideLateEvidence", { admit: true, reason: "当时尚未取得,予以采纳。", ...input })
    ).extensions;
  const ofPng = (id: string) => ({ id, sha256: sha256(PNG) });
  const ofChat = (id: string) => ({ id, sha256: sha256(CHAT) });

  /** Under review, with one piece that came in time. */
  async function underReview(): Promise<{ file: WorldCase; early: string; root: string }> {
    const file = await caseIn(world, "EVIDENCE");
    const early = await png(file);
    await file.do("li.na", "closeEvidence");
    await file.do("wang.owner", "closeEvidence");
    return { file, early, root: evidenceRoot([ofPng(early)]) };
  }

  test("what comes in the review is late, counts only when admitted, and then the seal is renewed", async () => {
    const { file, early, root } = await underReview();
    const admitted = await chat(file, "wang.owner");
    const rejected = await chat(file);
    const list = "evidenceRoot evidence { id late lateDecision lateReason lateDecidedAt }";
    expect(await file.look(list)).toMatchObject({
      status: "UNDER_REVIEW",
      evidenceRoot: root,
      evidence: [{ late: false }, { late: true, lateDecision: null }, { late: true, lateDecision: null }],
    });
    await decide(file, admitted, true);
    await decide(file, rejected, false);
    const renewed = evidenceRoot([ofPng(early), ofChat(admitted)]);
    expect(await file.look(list, await file.consumer)).toMatchObject({
      evidenceRoot: renewed,
      evidence: [
        { id: early, lateDecision: null },
        { id: admitted, lateDecision: "ADMITTED", lateReason: "当时尚未取得,予以采纳。" },
        { id: rejected, lateDecision: "NOT_ADMITTED", lateDecidedAt: expect.any(String) },
      ],
    });
    const { timeline } = await file.look("timeline { type data }");
    expect(
      timeline
        .filter(({ type }: { type: string }) => type === "LATE_EVIDENCE_DECIDED")
        .map(({ data }: { data: string }) => JSON.parse(data)),
    ).toMatchObject([
      { evidenceId: admitted, decision: "ADMITTED", formerRoot: root, root: renewed },
      { evidenceId: rejected, decision: "NOT_ADMITTED", formerRoot: renewed, root: renewed },
    ]);
  });

  test("in a later round the side that was asked is in time, the other late; the seal counts what was admitted", async () => {
    const { file, early } = await underReview();
    await file.do("chen.mod", "requestEvidence", {
      leaseToken: await file.take(),
      addressedTo: "PROVIDER",
      text: "请提交初稿的交付记录。",
    });
    const answer = await chat(file, "wang.owner");
    const admitted = await chat(file);
    const undecided = await png(file);
    await decide(file, admitted, true);
    expect(await file.look("evidenceRoot")).toMatchObject({ status: "EVIDENCE", evidenceRoot: null });
    await file.ring("EVIDENCE_REQUEST");
    const sealed = [ofPng(early), ofChat(answer), ofChat(admitted)];
    expect(await file.look("evidenceRoot evidence { late }")).toMatchObject({
      status: "UNDER_REVIEW",
      evidenceRoot: evidenceRoot(sealed),
      evidence: [{ late: false }, { late: false }, { late: true }, { late: true }],
    });
    await decide(file, undecided, true);
    expect((await file.look("evidenceRoot")).evidenceRoot).toBe(evidenceRoot([...sealed, ofPng(undecided)]));
  });

  test("it takes a moderator with the lease, a late piece of this case, and one decision", async () => {
    const { file, early } = await underReview();
    const leaseToken = await file.take();
    const ofCase = { complaintId: file.id, leaseToken };
    expect(await refusal("chen.mod", { ...ofCase, evidenceId: early })).toMatchObject({ code: "NOT_IN_THIS_STATE" });
    const late = await chat(file);
    expect(await refusal("liu.mod", { ...ofCase, evidenceId: late })).toMatchObject({ code: "LEASE_REQUIRED" });
    expect(await refusal("chen.mod", { ...ofCase, leaseToken: leaseToken - 1, evidenceId: late })).toMatchObject({
      code: "LEASE_REQUIRED",
    });
    expect(await refusal("li.na", { ...ofCase, evidenceId: late })).toMatchObject({ code: "FORBIDDEN" });
    expect(await refusal("chen.mod", { ...ofCase, evidenceId: late, reason: "好" })).toMatchObject({
      code: "BAD_USER_INPUT",
      field: "input.reason",
    });
    expect(await refusal("chen.mod", { ...ofCase, evidenceId: early })).toMatchObject({
      code: "NOT_IN_THIS_STATE",
      field: "input.evidenceId",
    });
    const other = await underReview();
    const elsewhere = await chat(other.file);
    expect(await refusal("chen.mod", { ...ofCase, evidenceId: elsewhere })).toMatchObject({ code: "NOT_FOUND" });
    await chat(file);
    await decide(file, late, false);
    expect(
      await refusal("chen.mod", { complaintId: file.id, leaseToken: await file.take(), evidenceId: late }),
    ).toMatchObject({ code: "NOT_IN_THIS_STATE", field: "input.evidenceId" });
  });

  test("what one side keeps to itself is decided without the other hearing of it", async () => {
    const { file } = await underReview();
    await decide(file, await chat(file, "wang.owner", { visibility: "PROVIDER_SIDE" }), true);
    const heard = async (login: string): Promise<string[]> =>
      (await file.look("timeline { type }", await world.as(login))).timeline.map(({ type }: { type: string }) => type);
    expect(await heard("wang.owner")).toContain("LATE_EVIDENCE_DECIDED");
    expect(await heard("li.na")).not.toContain("LATE_EVIDENCE_DECIDED");
  });

  test("while a ruling awaits approval, what it is founded on does not change", async () => {
    const { file } = await underReview();
    const late = await chat(file);
    const ruling = await file.ruling();
    const findings = (ruling.findings as object[]).map((finding) => ({ ...finding, severity: "L4" }));
    await file.do("chen.mod", "issueRuling", { leaseToken: await file.take(), ...ruling, findings });
    const ofCase = { complaintId: file.id, leaseToken: await file.take("liu.mod"), evidenceId: late };
    expect(await refusal("liu.mod", ofCase)).toMatchObject({ code: "NOT_IN_THIS_STATE" });
  });
});
