import { caseIn, ruleVersion, type CaseOptions, type WorldCase } from "../../case/complaints/world-case";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type World } from "../../support/world";
import { appeal, dismiss, eventsOf, published, REASONS, refund, registerOf, ruling } from "./appealed-case";

const FINE = { kind: "FINE", amount: 80_000, reason: "未按承诺时间交付" };

forEachDatabase((kind) => {
  let world: World;
  beforeEach(async () => (world = await startWorld(kind)));
  afterEach(() => world[Symbol.asyncDispose]());

  async function appealed(by: readonly string[], options: CaseOptions = {}): Promise<WorldCase> {
    const file = await caseIn(world, "RULED", options);
    for (const who of by) await appeal(file, who);
    return file;
  }
  const decide = (file: WorldCase, input: Record<string, unknown>) =>
    file.do("zhou.lead", "decideAppeal", { reasons: REASONS, ...input });
  const refused = async (file: WorldCase, input: Record<string, unknown>) =>
    (
      await (
        await world.as("zhou.lead")
      ).tryTo("decideAppeal", { complaintId: file.id, outcome: "GRANTED", reasons: REASONS, ...input })
    ).extensions;
  const penaltiesOf = async (file: WorldCase, rulingId: string) =>
    (await published(file, rulingId, "penalties { kind status }")).penalties;

  test("granted to the provider: another ruling takes the place of the one reversed, and the register says so", async () => {
    const file = await appealed(["wang.owner"]);
    const former = await ruling(file);
    await decide(file, { outcome: "GRANTED", replacement: await file.dismissal() });

    expect(await file.look("appeals { status }")).toMatchObject({
      status: "CLOSED",
      closureReason: "DISMISSED",
      appeals: [{ status: "GRANTED" }],
    });
    const next = await ruling(file);
    expect(next).toMatchObject({
      status: "ISSUED",
      outcome: "DISMISSED",
      round: 2,
      finalAt: expect.any(String),
      appealableUntil: null,
      replaces: { id: former.id },
    });
    expect(
      await published(file, former.id, "status reversedAt reversedBecause replacedBy { id } publicText"),
    ).toMatchObject({
      status: "REVERSED",
      reversedAt: expect.any(String),
      reversedBecause: "APPEAL_GRANTED",
      replacedBy: { id: next.id },
      publicText: "本案涉及交付时间的承诺。",
    });
    const owed = `query ($id: ID!) { ruling(id: $id) { remedies { id } } }`;
    expect((await (await file.consumer).ok(owed, { id: former.id })).ruling.remedies).toEqual([]);

    const [first, reversal] = await registerOf(file, former.id);
    expect([first, reversal]).toMatchObject([
      { kind: "RULING", corrects: null, correctedBy: { id: reversal.id } },
      { kind: "REVERSAL", because: "APPEAL_GRANTED", corrects: { id: first.id }, correctedBy: null },
    ]);
    expect((await registerOf(file, next.id)).map(({ kind: said }) => said)).toEqual(["RULING", "RULING_FINAL"]);
    expect((await eventsOf(file)).slice(-6)).toEqual([
      "APPEAL_DECIDED",
      "RULING_REVERSED",
      "REGISTER_CORRECTED",
      "RULING_ISSUED",
      "RULING_PUBLISHED",
      "RULING_FINAL",
    ]);
    expect(await penaltiesOf(file, former.id)).toEqual([{ kind: "WARNING", status: "REVERSED" }]);
  });

  test("granted to the consumer: a dismissal becomes a ruling whose remedies are due", async () => {
    const file = await caseIn(world, "UNDER_REVIEW");
    await dismiss(file);
    await appeal(file, "li.na");
    await decide(file, { outcome: "GRANTED", replacement: await refund(file, 50_000) });
    expect(await file.look()).toMatchObject({ status: "ENFORCING" });
    const { remedies, penalties } = await ruling(file, "remedies { kind dueAt } penalties { kind status }");
    expect(remedies).toEqual([{ kind: "REFUND_PART", dueAt: expect.any(String) }]);
    expect(penalties).toContainEqual({ kind: "WARNING", status: "ACTIVE" });
  });

  test("partly granted: less is ordered, and the fine of the new ruling is due at once, the old one's gone", async () => {
    const file = await appealed(["wang.owner"], { ruling: { penalties: [FINE] } });
    const former = await ruling(file);
    await decide(file, {
      outcome: "PARTLY_GRANTED",
      replacement: await refund(file, 20_000, [{ ...FINE, amount: 100 }]),
    });
    expect(await file.look()).toMatchObject({ status: "ENFORCING" });
    expect(await ruling(file, "remedies { amount { amount } } penalties { kind status }")).toMatchObject({
      round: 2,
      remedies: [{ amount: { amount: 20_000 } }],
      penalties: expect.arrayContaining([{ kind: "FINE", status: "ACTIVE" }]),
    });
    expect(await published(file, former.id, "reversedBecause")).toEqual({ reversedBecause: "APPEAL_PARTLY_GRANTED" });
    expect(await penaltiesOf(file, former.id)).toEqual([{ kind: "FINE", status: "REVERSED" }]);
  });

  test("a replacement is complete, right, different and not worse for whoever alone appealed", async () => {
    const file = await appealed(["wang.owner"]);
    expect(await refused(file, {})).toMatchObject({ code: "BAD_USER_INPUT", field: "input.replacement" });
    expect(await refused(file, { outcome: "DISMISSED", replacement: await file.dismissal() })).toMatchObject({
      code: "BAD_USER_INPUT",
      field: "input.replacement",
    });
    const wrong = { ...(await file.dismissal()), outcome: "UPHELD" };
    expect(await refused(file, { replacement: wrong })).toMatchObject({ field: "input.replacement.outcome" });
    const empty = { ...(await file.dismissal()), facts: " " };
    expect(await refused(file, { replacement: empty })).toMatchObject({ field: "input.replacement.facts" });
    const { complaintId: _, ...same } = await file.ruling();
    expect(await refused(file, { replacement: { ...same, facts: "换个说法。" } })).toMatchObject({
      code: "BAD_USER_INPUT",
      field: "input.replacement",
    });
    for (const replacement of [await refund(file, 50_001), await refund(file, 40_000, [FINE])])
      expect(await refused(file, { replacement })).toMatchObject({
        code: "BAD_USER_INPUT",
        field: "input.replacement",
      });
    expect(await file.look("appeals { status }")).toMatchObject({ status: "APPEALED", appeals: [{ status: "FILED" }] });

    const ofConsumer = await appealed(["tom"], { consumer: "tom" });
    expect(await refused(ofConsumer, { replacement: await refund(ofConsumer, 40_000) })).toMatchObject({
      field: "input.replacement",
    });
    const ofBoth = await appealed(["wang.owner", "li.na"]);
    await decide(ofBoth, { outcome: "PARTLY_GRANTED", replacement: await refund(ofBoth, 60_000) });
    expect(await ofBoth.look()).toMatchObject({ status: "ENFORCING" });
  });

  test("what needs two people is not brought in by one: the case is remitted instead", async () => {
    const file = await appealed(["li.na"]);
    const decision = await refund(file, 60_000);
    const findings = (decision.findings as object[]).map((finding) => ({ ...finding, severity: "L4" }));
    expect(await refused(file, { replacement: { ...decision, findings } })).toMatchObject({
      code: "SECOND_APPROVER_REQUIRED",
      field: "input.replacement",
    });
    const ruleVersionId = await ruleVersion(world, "FRAUD-1");
    const suspended = {
      ...decision,
      findings: (decision.findings as object[]).map((finding) => ({ ...finding, ruleVersionId, severity: "L2" })),
      penalties: [{ kind: "SUSPENSION", days: 30, reason: "欺诈" }],
    };
    expect(await refused(file, { replacement: suspended })).toMatchObject({ code: "SECOND_APPROVER_REQUIRED" });
  });

  test("remitted: the case is before other people again, and their ruling can be appealed anew", async () => {
    const file = await appealed(["wang.owner"]);
    const former = await ruling(file);
    await decide(file, { outcome: "REMITTED" });
    expect(await file.look("ruling { id } evidenceRoot appeals { status }")).toMatchObject({
      status: "EVIDENCE",
      ruling: null,
      evidenceRoot: null,
      appeals: [{ status: "REMITTED" }],
    });
    expect(await published(file, former.id, "status reversedBecause replacedBy { id }")).toEqual({
      status: "REVERSED",
      reversedBecause: "REMITTED",
      replacedBy: null,
    });
    expect(await penaltiesOf(file, former.id)).toEqual([{ kind: "WARNING", status: "REVERSED" }]);

    await file.do("li.na", "closeEvidence");
    await file.do("wang.owner", "closeEvidence");
    expect((await (await world.as("chen.mod")).tryTo("takeComplaint", { complaintId: file.id })).extensions.code).toBe(
      "CONFLICT_OF_INTEREST",
    );
    const leaseToken = await file.take("liu.mod");
    await file.do("liu.mod", "issueRuling", { leaseToken, ...(await file.ruling()) });
    const next = await ruling(file);
    expect(next).toMatchObject({ round: 2, status: "ISSUED", finalAt: null, replaces: { id: former.id } });
    expect(await published(file, former.id, "replacedBy { id }")).toEqual({ replacedBy: { id: next.id } });
    await appeal(file, "wang.owner");
    expect(await file.look("appeals { status }")).toMatchObject({
      status: "APPEALED",
      appeals: [{ status: "REMITTED" }, { status: "FILED" }],
    });
  });

  test("while an appeal is open a fine and a demotion stand still; withdrawn or dismissed, they go on", async () => {
    const penalties = [FINE, { kind: "RANK_DEMOTION", days: 14, reason: "未按承诺时间交付" }];
    const file = await appealed(["wang.owner"], { ruling: { penalties } });
    const { id } = await ruling(file);
    expect((await penaltiesOf(file, id))[0]).toEqual({ kind: "FINE", status: "STAYED" });
    await file.do("wang.owner", "withdrawAppeal");
    expect(await penaltiesOf(file, id)).toEqual([
      { kind: "FINE", status: "SCHEDULED" },
      { kind: "RANK_DEMOTION", status: "ACTIVE" },
    ]);
    await appeal(file, "li.na");
    expect((await penaltiesOf(file, id))[0]).toEqual({ kind: "FINE", status: "STAYED" });
    await decide(file, { outcome: "DISMISSED" });
    expect((await penaltiesOf(file, id))[0]).toEqual({ kind: "FINE", status: "ACTIVE" });
  });

  test("a closed case that is reopened and ruled again: the former ruling is reversed as replaced", async () => {
    const file = await caseIn(world, "CLOSED");
    const former = await ruling(file);
    await file.do("zhou.lead", "reopenComplaint", { reason: "出现新的重要证据。" });
    expect(await ruling(file)).toMatchObject({ id: former.id, status: "ISSUED" });
    await file.do("liu.mod", "acceptComplaint", { leaseToken: await file.take("liu.mod") });
    await file.do("li.na", "closeEvidence");
    await file.do("wang.owner", "closeEvidence");
    const again = await file.dismissal();
    await file.do("liu.mod", "issueRuling", { leaseToken: await file.take("liu.mod"), ...again });
    expect(await ruling(file)).toMatchObject({ round: 2, outcome: "DISMISSED", replaces: { id: former.id } });
    expect(await published(file, former.id, "status reversedBecause")).toEqual({
      status: "REVERSED",
      reversedBecause: "REPLACED",
    });
    const entries = await registerOf(file, former.id);
    expect(entries).toMatchObject([
      { kind: "RULING" },
      { kind: "RULING_FINAL" },
      { kind: "REVERSAL", corrects: { id: entries[1].id } },
    ]);
    // What was done before stays on record.
    const done = `query ($id: ID!) { ruling(id: $id) { remedies { confirmedAt } } }`;
    expect((await (await file.consumer).ok(done, { id: former.id })).ruling.remedies).toEqual([
      { confirmedAt: expect.any(String) },
    ]);
  });

  test("both sides and the public hear of a reversal as it happens, the public without the parties' matters", async () => {
    const file = await appealed(["wang.owner"]);
    const { id: formerId } = await ruling(file);
    const follow = `subscription ($id: ID!) { complaintUpdated(id: $id) { caughtUp event { type } } }`;
    const parties = [await file.consumer, await file.provider];
    const streams = parties.map((party) => party.follow(follow, { id: file.id }));
    const register = world.visitor.follow(
      `subscription { rulingPublished { caughtUp ruling { id status outcome reasoning } } }`,
    );
    for (const stream of [...streams, register]) await stream.until(({ received }) => received.length > 0);
    await decide(file, { outcome: "GRANTED", replacement: await file.dismissal() });
    const { id: nextId } = await ruling(file);
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
