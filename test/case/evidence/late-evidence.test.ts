import { evidenceRoot } from "../../../src/case/evidence/evidence-root.pure";
import { isCounted, isLate } from "../../../src/case/evidence/evidence.pure";
import { caseIn, type WorldCase } from "../complaints/world-case";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type World } from "../../support/world";
import { announcement, submit } from "./evidence-case";
import { CHAT, PNG, sha256 } from "./samples";

test("late is what comes after the seal, or unasked in a round that was opened for the other side", () => {
  expect(isLate({ status: "EVIDENCE", laterRound: false, asked: false })).toBe(false);
  expect(isLate({ status: "EVIDENCE", laterRound: true, asked: true })).toBe(false);
  expect(isLate({ status: "EVIDENCE", laterRound: true, asked: false })).toBe(true);
  expect(isLate({ status: "UNDER_REVIEW", laterRound: false, asked: true })).toBe(true);
  expect(isLate({ status: "NEGOTIATING", laterRound: false, asked: false })).toBe(false);
  expect(isLate({ status: "RULED", laterRound: false, asked: false })).toBe(true);
  expect(isLate({ status: "APPEALED", laterRound: false, asked: false })).toBe(true);
  expect(isLate({ status: "ENFORCING", laterRound: false, asked: false })).toBe(false);
});

test("a decision is founded on what came in time or was admitted", () => {
  expect(isCounted({ late: false, lateDecision: null })).toBe(true);
  expect(isCounted({ late: true, lateDecision: null })).toBe(false);
  expect(isCounted({ late: true, lateDecision: "NOT_ADMITTED" })).toBe(false);
  expect(isCounted({ late: true, lateDecision: "ADMITTED" })).toBe(true);
});

forEachDatabase((kind, further) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld(kind);
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  const CHAT_FILE = { fileName: "chat.txt", mediaType: "text/plain", kind: "CHAT_LOG" };
  const png = async (theCase: WorldCase, login = "li.na", changes = {}) =>
    submit(await world.as(login), theCase.id, PNG, changes);
  const chat = async (theCase: WorldCase, login = "li.na", changes = {}) =>
    submit(await world.as(login), theCase.id, CHAT, { ...CHAT_FILE, ...changes });
  const decide = async (theCase: WorldCase, evidenceId: string, admit: boolean) =>
    theCase.do("chen.mod", "decideLateEvidence", {
      leaseToken: await theCase.take(),
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
  async function underReview(): Promise<{ theCase: WorldCase; early: string; root: string }> {
    const theCase = await caseIn(world, "EVIDENCE");
    const early = await png(theCase);
    await theCase.do("li.na", "closeEvidence");
    await theCase.do("wang.owner", "closeEvidence");
    return { theCase, early, root: evidenceRoot([ofPng(early)]) };
  }

  further("what comes in the review is late, counts only when admitted, and then the seal is renewed", async () => {
    const { theCase, early, root } = await underReview();
    const admitted = await chat(theCase, "wang.owner");
    const rejected = await chat(theCase);
    const list = "evidenceRoot evidence { nodes { id late lateDecision lateReason lateDecidedAt } }";
    expect(await theCase.look(list)).toMatchObject({
      status: "UNDER_REVIEW",
      evidenceRoot: root,
      evidence: [{ late: false }, { late: true, lateDecision: null }, { late: true, lateDecision: null }],
    });
    await decide(theCase, admitted, true);
    await decide(theCase, rejected, false);
    const renewed = evidenceRoot([ofPng(early), ofChat(admitted)]);
    expect(await theCase.look(list, await theCase.consumer)).toMatchObject({
      evidenceRoot: renewed,
      evidence: [
        { id: early, lateDecision: null },
        { id: admitted, lateDecision: "ADMITTED", lateReason: "当时尚未取得,予以采纳。" },
        { id: rejected, lateDecision: "NOT_ADMITTED", lateDecidedAt: expect.any(String) },
      ],
    });
    const { timeline } = await theCase.look("timeline(first: 100) { nodes { type data } }");
    expect(
      timeline
        .filter(({ type }: { type: string }) => type === "LATE_EVIDENCE_DECIDED")
        .map(({ data }: { data: object }) => data),
    ).toMatchObject([
      { evidenceId: admitted, decision: "ADMITTED", formerRoot: root, root: renewed },
      { evidenceId: rejected, decision: "NOT_ADMITTED", formerRoot: renewed, root: renewed },
    ]);
  });

  test("a late piece takes the place of an earlier one only when it is admitted", async () => {
    const { theCase, early } = await underReview();
    const refused = await chat(theCase, "li.na", { supersedesId: early });
    const [admitted, second] = [
      await chat(theCase, "li.na", { supersedesId: early }),
      await chat(theCase, "li.na", { supersedesId: early }),
    ];
    const replaced = async () => {
      const { evidence } = await theCase.look("evidence { nodes { id status supersededById } }");
      return evidence.find(({ id }: { id: string }) => id === early);
    };
    await decide(theCase, refused, false);
    expect(await replaced()).toMatchObject({ status: "STORED", supersededById: null });
    await decide(theCase, admitted, true);
    await decide(theCase, second, true);
    expect(await replaced()).toMatchObject({ status: "SUPERSEDED", supersededById: admitted });
  });

  further(
    "an appeal has its evidence: late, seen by who decides, outside the seal, and to be admitted if the case goes back",
    async () => {
      const { theCase, early, root } = await underReview();
      await theCase.do("chen.mod", "issueRuling", { leaseToken: await theCase.take(), ...(await theCase.ruling()) });
      const before = await chat(theCase, "wang.owner");
      await theCase.do("wang.owner", "appealRuling", { ground: "NEW_EVIDENCE", text: "新取得的沟通记录见证据。" });
      const answer = await png(theCase);
      const list = "evidenceRoot evidence { nodes { id late lateDecision } }";
      expect(await theCase.look(list, await world.as("zhou.lead"))).toMatchObject({
        status: "APPEALED",
        evidenceRoot: root,
        evidence: [
          { id: early, late: false },
          { id: before, late: true, lateDecision: null },
          { id: answer, late: true, lateDecision: null },
        ],
      });
      await theCase.answerAppeals();
      await theCase.do("zhou.lead", "decideAppeal", { outcome: "REMITTED", reason: "新证据须经双方质证,发回重审。" });
      await theCase.do("liu.mod", "decideLateEvidence", {
        leaseToken: await theCase.take("liu.mod"),
        evidenceId: before,
        admit: true,
        reason: "原审时尚未取得,予以采纳。",
      });
      await theCase.ring("EVIDENCE_WINDOW");
      expect(await theCase.look("evidenceRoot")).toMatchObject({
        status: "UNDER_REVIEW",
        evidenceRoot: evidenceRoot([ofPng(early), ofChat(before)]),
      });
    },
  );

  test("once the time to appeal is over, nothing comes in for an appeal any more", async () => {
    const { theCase } = await underReview();
    await theCase.do("chen.mod", "issueRuling", { leaseToken: await theCase.take(), ...(await theCase.ruling()) });
    await world.db.transact(async (tx) =>
      tx.execute("UPDATE case_timer SET due_at = ? WHERE complaint_id = ?", [tx.now - 1, theCase.id]),
    );
    const { extensions } = await (await world.as("li.na")).tryTo("createEvidenceUpload", announcement(theCase.id, PNG));
    expect(extensions).toMatchObject({ code: "TOO_LATE" });
  });

  further(
    "in a later round the side that was asked is in time, the other late; the seal counts what was admitted",
    async () => {
      const { theCase, early } = await underReview();
      await theCase.do("chen.mod", "requestEvidence", {
        leaseToken: await theCase.take(),
        addressedTo: "PROVIDER",
        text: "请提交初稿的交付记录。",
      });
      const answer = await chat(theCase, "wang.owner");
      const admitted = await chat(theCase);
      const undecided = await png(theCase);
      await decide(theCase, admitted, true);
      expect(await theCase.look("evidenceRoot")).toMatchObject({ status: "EVIDENCE", evidenceRoot: null });
      await theCase.ring("EVIDENCE_REQUEST");
      const sealed = [ofPng(early), ofChat(answer), ofChat(admitted)];
      expect(await theCase.look("evidenceRoot evidence { nodes { late } }")).toMatchObject({
        status: "UNDER_REVIEW",
        evidenceRoot: evidenceRoot(sealed),
        evidence: [{ late: false }, { late: false }, { late: true }, { late: true }],
      });
      await decide(theCase, undecided, true);
      expect((await theCase.look("evidenceRoot")).evidenceRoot).toBe(evidenceRoot([...sealed, ofPng(undecided)]));
    },
  );

  further("it takes a moderator with the lease, a late piece of this case, and one decision", async () => {
    const { theCase, early } = await underReview();
    const leaseToken = await theCase.take();
    const ofCase = { complaintId: theCase.id, leaseToken };
    expect(await refusal("chen.mod", { ...ofCase, evidenceId: early })).toMatchObject({ code: "NOT_IN_THIS_STATE" });
    const late = await chat(theCase);
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
    const elsewhere = await chat(other.theCase);
    expect(await refusal("chen.mod", { ...ofCase, evidenceId: elsewhere })).toMatchObject({ code: "NOT_FOUND" });
    await chat(theCase);
    await decide(theCase, late, false);
    expect(
      await refusal("chen.mod", { complaintId: theCase.id, leaseToken: await theCase.take(), evidenceId: late }),
    ).toMatchObject({ code: "NOT_IN_THIS_STATE", field: "input.evidenceId" });
  });

  further("what one side keeps to itself is decided without the other hearing of it", async () => {
    const { theCase } = await underReview();
    await decide(theCase, await chat(theCase, "wang.owner", { visibility: "PROVIDER_SIDE" }), true);
    const heard = async (login: string): Promise<string[]> =>
      (await theCase.look("timeline(first: 100) { nodes { type } }", await world.as(login))).timeline.map(
        ({ type }: { type: string }) => type,
      );
    expect(await heard("wang.owner")).toContain("LATE_EVIDENCE_DECIDED");
    expect(await heard("li.na")).not.toContain("LATE_EVIDENCE_DECIDED");
  });

  further("while a ruling awaits approval, what it is founded on does not change", async () => {
    const { theCase } = await underReview();
    const late = await chat(theCase);
    const ruling = await theCase.ruling();
    const findings = (ruling.findings as object[]).map((finding) => ({ ...finding, severity: "L4" }));
    await theCase.do("chen.mod", "issueRuling", { leaseToken: await theCase.take(), ...ruling, findings });
    const ofCase = { complaintId: theCase.id, leaseToken: await theCase.take("liu.mod"), evidenceId: late };
    expect(await refusal("liu.mod", ofCase)).toMatchObject({ code: "NOT_IN_THIS_STATE" });
  });
});
