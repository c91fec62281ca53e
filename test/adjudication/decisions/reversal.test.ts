import { caseIn, ruleVersion, type CaseOptions, type WorldCase } from "../../case/complaints/world-case";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type World } from "../../support/world";
import { appeal, dismiss, eventsOf, published, REASONS, refund, registerOf, ruling } from "./appealed-case";

const FINE = { kind: "FINE", amount: 80_000, reason: "未按承诺时间交付" };

forEachDatabase((kind, further) => {
  let world: World;
  beforeEach(async () => (world = await startWorld(kind)));
  afterEach(() => world[Symbol.asyncDispose]());

  async function appealed(by: readonly string[], options: CaseOptions = {}): Promise<WorldCase> {
    const theCase = await caseIn(world, "RULED", options);
    for (const who of by) await appeal(theCase, who);
    await theCase.answerAppeals();
    return theCase;
  }
  const decide = (theCase: WorldCase, input: Record<string, unknown>) =>
    theCase.do("zhou.lead", "decideAppeal", { reason: REASONS, ...input });
  const refused = async (theCase: WorldCase, input: Record<string, unknown>) =>
    (
      await (
        await world.as("zhou.lead")
      ).tryTo("decideAppeal", { complaintId: theCase.id, outcome: "GRANTED", reason: REASONS, ...input })
    ).extensions;
  const penaltiesOf = async (theCase: WorldCase, rulingId: string) =>
    (await published(theCase, rulingId, "penalties { kind status }")).penalties;

  further(
    "granted to the provider: another ruling takes the place of the one reversed, and the register says so",
    async () => {
      const theCase = await appealed(["wang.owner"]);
      const former = await ruling(theCase);
      await decide(theCase, { outcome: "GRANTED", replacement: await theCase.dismissal() });

      expect(await theCase.look("appeals { status }")).toMatchObject({
        status: "CLOSED",
        closureReason: "DISMISSED",
        appeals: [{ status: "GRANTED" }],
      });
      const next = await ruling(theCase);
      expect(next).toMatchObject({
        status: "ISSUED",
        outcome: "DISMISSED",
        round: 2,
        finalAt: expect.any(String),
        appealableUntil: null,
        replaces: { id: former.id },
      });
      expect(
        await published(theCase, former.id, "status reversedAt reversedBecause replacedBy { id } publicText"),
      ).toMatchObject({
        status: "REVERSED",
        reversedAt: expect.any(String),
        reversedBecause: "APPEAL_GRANTED",
        replacedBy: { id: next.id },
        publicText: "本案涉及交付时间的承诺。",
      });
      const owed = `query ($id: ID!) { ruling(id: $id) { remedies { id } } }`;
      expect((await (await theCase.consumer).ok(owed, { id: former.id })).ruling.remedies).toEqual([]);

      const [first, reversal] = await registerOf(theCase, former.id);
      expect([first, reversal]).toMatchObject([
        { kind: "RULING", corrects: null, correctedBy: { id: reversal.id } },
        { kind: "REVERSAL", because: "APPEAL_GRANTED", corrects: { id: first.id }, correctedBy: null },
      ]);
      expect((await registerOf(theCase, next.id)).map(({ kind: said }) => said)).toEqual(["RULING", "RULING_FINAL"]);
      expect((await eventsOf(theCase)).slice(-6)).toEqual([
        "APPEAL_DECIDED",
        "RULING_REVERSED",
        "REGISTER_CORRECTED",
        "RULING_ISSUED",
        "RULING_PUBLISHED",
        "RULING_FINAL",
      ]);
      expect(await penaltiesOf(theCase, former.id)).toEqual([{ kind: "WARNING", status: "REVERSED" }]);
    },
  );

  further("granted to the consumer: a dismissal becomes a ruling whose remedies are due", async () => {
    const theCase = await caseIn(world, "UNDER_REVIEW");
    await dismiss(theCase);
    await appeal(theCase, "li.na");
    await theCase.answerAppeals();
    await decide(theCase, { outcome: "GRANTED", replacement: await refund(theCase, 50_000) });
    expect(await theCase.look()).toMatchObject({ status: "ENFORCING" });
    const { remedies, penalties } = await ruling(theCase, "remedies { kind dueAt } penalties { kind status }");
    expect(remedies).toEqual([{ kind: "REFUND_PART", dueAt: expect.any(String) }]);
    expect(penalties).toContainEqual({ kind: "WARNING", status: "ACTIVE" });
  });

  test("partly granted: less is ordered, and the fine of the new ruling is due at once, the old one's gone", async () => {
    const theCase = await appealed(["wang.owner"], { ruling: { penalties: [FINE] } });
    const former = await ruling(theCase);
    await decide(theCase, {
      outcome: "PARTLY_GRANTED",
      replacement: await refund(theCase, 20_000, [{ ...FINE, amount: 100 }]),
    });
    expect(await theCase.look()).toMatchObject({ status: "ENFORCING" });
    expect(await ruling(theCase, "remedies { amount { amount } } penalties { kind status }")).toMatchObject({
      round: 2,
      remedies: [{ amount: { amount: 20_000 } }],
      penalties: expect.arrayContaining([{ kind: "FINE", status: "ACTIVE" }]),
    });
    expect(await published(theCase, former.id, "reversedBecause")).toEqual({
      reversedBecause: "APPEAL_PARTLY_GRANTED",
    });
    expect(await penaltiesOf(theCase, former.id)).toEqual([{ kind: "FINE", status: "REVERSED" }]);
  });

  further("a replacement is complete, right, different and not worse for whoever alone appealed", async () => {
    const theCase = await appealed(["wang.owner"]);
    expect(await refused(theCase, {})).toMatchObject({ code: "BAD_USER_INPUT", field: "input.replacement" });
    expect(await refused(theCase, { outcome: "DISMISSED", replacement: await theCase.dismissal() })).toMatchObject({
      code: "BAD_USER_INPUT",
      field: "input.replacement",
    });
    const wrong = { ...(await theCase.dismissal()), outcome: "UPHELD" };
    expect(await refused(theCase, { replacement: wrong })).toMatchObject({ field: "input.replacement.outcome" });
    const empty = { ...(await theCase.dismissal()), facts: " " };
    expect(await refused(theCase, { replacement: empty })).toMatchObject({ field: "input.replacement.facts" });
    const { complaintId: _, ...same } = await theCase.ruling();
    expect(await refused(theCase, { replacement: { ...same, facts: "换个说法。" } })).toMatchObject({
      code: "BAD_USER_INPUT",
      field: "input.replacement",
    });
    for (const replacement of [await refund(theCase, 50_001), await refund(theCase, 40_000, [FINE])])
      expect(await refused(theCase, { replacement })).toMatchObject({
        code: "BAD_USER_INPUT",
        field: "input.replacement",
      });
    expect(await theCase.look("appeals { status }")).toMatchObject({
      status: "APPEALED",
      appeals: [{ status: "FILED" }],
    });

    const ofConsumer = await appealed(["tom"], { consumer: "tom" });
    expect(await refused(ofConsumer, { replacement: await refund(ofConsumer, 40_000) })).toMatchObject({
      field: "input.replacement",
    });
    const ofBoth = await appealed(["wang.owner", "li.na"]);
    const outcomes = ["CONSUMER", "PROVIDER"].map((side) => ({ side, outcome: "PARTLY_GRANTED" }));
    await decide(ofBoth, { outcome: "PARTLY_GRANTED", outcomes, replacement: await refund(ofBoth, 60_000) });
    expect(await ofBoth.look()).toMatchObject({ status: "ENFORCING" });
  });

  test("what needs two people is not brought in by one: the case is remitted instead", async () => {
    const theCase = await appealed(["li.na"]);
    const decision = await refund(theCase, 60_000);
    const findings = (decision.findings as object[]).map((finding) => ({ ...finding, severity: "L4" }));
    expect(await refused(theCase, { replacement: { ...decision, findings } })).toMatchObject({
      code: "SECOND_APPROVER_REQUIRED",
      field: "input.replacement",
    });
    const ruleVersionId = await ruleVersion(world, "FRAUD-1");
    const suspended = {
      ...decision,
      findings: (decision.findings as object[]).map((finding) => ({ ...finding, ruleVersionId, severity: "L2" })),
      penalties: [{ kind: "SUSPENSION", days: 30, reason: "欺诈" }],
    };
    expect(await refused(theCase, { replacement: suspended })).toMatchObject({ code: "SECOND_APPROVER_REQUIRED" });
  });

  further("remitted: the case is before other people again, and their ruling can be appealed anew", async () => {
    const theCase = await appealed(["wang.owner"]);
    const former = await ruling(theCase);
    await decide(theCase, { outcome: "REMITTED" });
    expect(await theCase.look("ruling { id } evidenceRoot appeals { status }")).toMatchObject({
      status: "EVIDENCE",
      ruling: null,
      evidenceRoot: null,
      appeals: [{ status: "REMITTED" }],
    });
    expect(await published(theCase, former.id, "status reversedBecause replacedBy { id }")).toEqual({
      status: "REVERSED",
      reversedBecause: "REMITTED",
      replacedBy: null,
    });
    expect(await penaltiesOf(theCase, former.id)).toEqual([{ kind: "WARNING", status: "REVERSED" }]);

    await theCase.do("li.na", "closeEvidence");
    await theCase.do("wang.owner", "closeEvidence");
    expect(
      (await (await world.as("chen.mod")).tryTo("takeComplaint", { complaintId: theCase.id })).extensions.code,
    ).toBe("CONFLICT_OF_INTEREST");
    const leaseToken = await theCase.take("liu.mod");
    await theCase.do("liu.mod", "issueRuling", { leaseToken, ...(await theCase.ruling()) });
    const next = await ruling(theCase);
    expect(next).toMatchObject({ round: 2, status: "ISSUED", finalAt: null, replaces: { id: former.id } });
    expect(await published(theCase, former.id, "replacedBy { id }")).toEqual({ replacedBy: { id: next.id } });
    await appeal(theCase, "wang.owner");
    expect(await theCase.look("appeals { status }")).toMatchObject({
      status: "APPEALED",
      appeals: [{ status: "REMITTED" }, { status: "FILED" }],
    });
  });

  further("while an appeal is open a fine and a demotion stand still; withdrawn or dismissed, they go on", async () => {
    const penalties = [FINE, { kind: "RANK_DEMOTION", days: 14, reason: "未按承诺时间交付" }];
    const theCase = await appealed(["wang.owner"], { ruling: { penalties } });
    const { id } = await ruling(theCase);
    expect((await penaltiesOf(theCase, id))[0]).toEqual({ kind: "FINE", status: "STAYED" });
    await theCase.do("wang.owner", "withdrawAppeal");
    expect(await penaltiesOf(theCase, id)).toEqual([
      { kind: "FINE", status: "SCHEDULED" },
      { kind: "RANK_DEMOTION", status: "ACTIVE" },
    ]);
    await appeal(theCase, "li.na");
    expect((await penaltiesOf(theCase, id))[0]).toEqual({ kind: "FINE", status: "STAYED" });
    await theCase.answerAppeals();
    await decide(theCase, { outcome: "DISMISSED" });
    expect((await penaltiesOf(theCase, id))[0]).toEqual({ kind: "FINE", status: "ACTIVE" });
  });

  further("a closed case that is reopened and ruled again: the former ruling is reversed as replaced", async () => {
    const theCase = await caseIn(world, "CLOSED");
    const former = await ruling(theCase);
    await theCase.do("zhou.lead", "reopenComplaint", { reason: "出现新的重要证据。" });
    expect(await ruling(theCase)).toMatchObject({ id: former.id, status: "ISSUED" });
    await theCase.do("liu.mod", "acceptComplaint", { leaseToken: await theCase.take("liu.mod") });
    await theCase.do("li.na", "closeEvidence");
    await theCase.do("wang.owner", "closeEvidence");
    const again = await theCase.dismissal();
    await theCase.do("liu.mod", "issueRuling", { leaseToken: await theCase.take("liu.mod"), ...again });
    expect(await ruling(theCase)).toMatchObject({ round: 2, outcome: "DISMISSED", replaces: { id: former.id } });
    expect(await published(theCase, former.id, "status reversedBecause")).toEqual({
      status: "REVERSED",
      reversedBecause: "REPLACED",
    });
    const entries = await registerOf(theCase, former.id);
    expect(entries).toMatchObject([
      { kind: "RULING" },
      { kind: "RULING_FINAL" },
      { kind: "REVERSAL", corrects: { id: entries[1].id } },
    ]);
    // What was done before stays on record.
    const done = `query ($id: ID!) { ruling(id: $id) { remedies { confirmedAt } } }`;
    expect((await (await theCase.consumer).ok(done, { id: former.id })).ruling.remedies).toEqual([
      { confirmedAt: expect.any(String) },
    ]);
  });

  test("both sides and the public hear of a reversal as it happens, the public without the parties' matters", async () => {
    const theCase = await appealed(["wang.owner"]);
    const { id: formerId } = await ruling(theCase);
    const follow = `subscription ($id: ID!) { complaintUpdated(id: $id) { caughtUp event { type } } }`;
    const parties = [await theCase.consumer, await theCase.provider];
    const streams = parties.map((party) => party.follow(follow, { id: theCase.id }));
    const register = world.visitor.follow(
      `subscription { rulingPublished { caughtUp ruling { id status outcome reasoning } } }`,
    );
    for (const stream of [...streams, register]) await stream.until(({ received }) => received.length > 0);
    await decide(theCase, { outcome: "GRANTED", replacement: await theCase.dismissal() });
    const { id: nextId } = await ruling(theCase);
    for (const stream of streams) {
      await stream.untilEvent("RULING_FINAL");
      expect(stream.events().map(({ type }) => type)).toContain("RULING_REVERSED");
    }
    await register.until(({ received }) => received.length >= 3);
    expect(register.received.slice(1).map(({ ruling: heard }) => heard)).toEqual([
      { id: formerId, status: "REVERSED", outcome: "UPHELD", reasoning: null },
      { id: nextId, status: "ISSUED", outcome: "DISMISSED", reasoning: null },
    ]);
    for (const person of [...parties, world.visitor]) await person.hangUp();
  });
});
