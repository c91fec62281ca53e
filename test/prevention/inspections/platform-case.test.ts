import { PLATFORM_ACCOUNT } from "../../../src/accounts/account/platform-account";
import { countRows, WorldCase } from "../../case/complaints/world-case";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type World } from "../../support/world";
import { openStall, type Stall } from "./market";

forEachDatabase((kind, further) => {
  let world: World;
  let listingId: string;
  let providerId: string;
  let bypass: string;
  beforeAll(async () => {
    world = await startWorld(kind);
    const { listings } = await world.visitor.ok(`{ listings(first: 100) { nodes { id title provider { id } } } }`);
    const listing = listings.nodes.find(({ title }: { title: string }) => title.startsWith("抖店首页设计"));
    listingId = listing.id;
    providerId = listing.provider.id;
    const [row] = await world.db.query<{ id: string }>(
      "SELECT v.id FROM promise_version v JOIN service_promise s ON s.id = v.promise_id WHERE s.platform_promise = 'PAID_HERE'",
    );
    bypass = row?.id ?? "";
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  const codeOf = async (who: string, mutation: string, input: Record<string, unknown>): Promise<string> =>
    (await (await world.as(who)).tryTo(mutation, input)).extensions.code;

  /** An inspection that he.inspect has, of the demo's provider, with its general item found broken. */
  async function brokenItem(of = providerId): Promise<string> {
    const { plan } = await (
      await world.as("zhou.lead")
    ).do(
      "createInspectionPlan",
      { kind: "SCHEDULED", providerId: of, everyDays: 365, reason: "例行巡查,覆盖全部商家。" },
      "{ plan { inspections(first: 1) { nodes { id checklist { id kind } } } } }",
    );
    const [inspection] = plan.inspections.nodes;
    const inspector = await world.as("he.inspect");
    await inspector.do("takeInspection", { inspectionId: inspection.id }, "{ inspection { id } }");
    const { id } = inspection.checklist.find((item: { kind: string | null }) => item.kind === null);
    const note = "客服要求巡查人员通过个人微信转账付款。";
    await inspector.do(
      "recordObservation",
      { observationId: id, result: "BROKEN", text: note },
      "{ inspection { id } }",
    );
    return id;
  }

  const inputOf = (observationId: string): Record<string, unknown> => ({
    observationId,
    listingId,
    title: "要求平台外付款",
    story: "巡查人员咨询时,客服要求加个人微信并转账。",
    breaches: [{ promiseVersionId: bypass, expected: "不要求平台外付款", delivered: "要求个人微信转账", amount: 0 }],
  });

  async function openCase(observationId?: string): Promise<WorldCase> {
    const { complaint } = await (
      await world.as("he.inspect")
    ).do("openPlatformCase", inputOf(observationId ?? (await brokenItem())), "{ complaint { id order { id } } }");
    const people = { consumer: "li.na", provider: "wang.owner", moderator: "chen.mod" };
    return new WorldCase(world, complaint.id, complaint.order.id, people, {});
  }

  async function underReview(): Promise<WorldCase> {
    const theCase = await openCase();
    await theCase.do("chen.mod", "acceptComplaint", { leaseToken: await theCase.take() });
    await theCase.do("wang.owner", "submitDefence", { text: "该客服已离职,我方不要求平台外付款。" });
    await theCase.ring("EVIDENCE_WINDOW");
    expect((await theCase.look()).status).toBe("UNDER_REVIEW");
    return theCase;
  }

  test("who has the case and takes part in its inspection does nothing more in it under their lease", async () => {
    const theCase = await openCase();
    await theCase.do("qian.lead", "reassignComplaint", { moderatorLogin: "zhou.lead", reason: "请您处理这一投诉。" });
    const leaseToken = await theCase.take("zhou.lead");
    const until = new Date(world.clock.now() + 24 * 3_600_000).toISOString();
    const item = { complaintId: theCase.id, leaseToken };
    const zhou = await world.as("zhou.lead");
    const [inspection] = (await theCase.look("inspections { id }", zhou)).inspections;
    await zhou.do(
      "hearProvider",
      { inspectionId: inspection.id, text: "客服要求平台外付款，请说明。" },
      "{ inspection { id } }",
    );
    for (const [mutation, input] of [
      ["acceptComplaint", item],
      ["renewLease", item],
      ["holdComplaint", { ...item, until, reason: "等候答复。" }],
    ] as const)
      expect([mutation, await codeOf("zhou.lead", mutation, input)]).toEqual([mutation, "CONFLICT_OF_INTEREST"]);
    await theCase.do("zhou.lead", "releaseComplaint", { leaseToken });
    await theCase.do("chen.mod", "acceptComplaint", { leaseToken: await theCase.take("chen.mod") });
  });

  const without = async (theCase: WorldCase, changes: Record<string, unknown> = {}): Promise<Record<string, unknown>> =>
    theCase.ruling({ remedies: [], publicText: "本案涉及平台外付款。", ...changes });

  async function ruled(changes: Record<string, unknown> = {}): Promise<WorldCase> {
    const theCase = await underReview();
    const leaseToken = await theCase.take();
    await theCase.do("chen.mod", "issueRuling", { leaseToken, ...(await without(theCase, changes)) });
    return theCase;
  }

  const pointsOf = async (): Promise<number> => {
    const { provider } = await (
      await world.as("wang.owner")
    ).ok(`query ($id: ID!) { provider(id: $id) { points { active } } }`, { id: providerId });
    return provider.points.active;
  };

  const upheldLines = async (complaintId: string): Promise<number> => {
    await world.projected();
    const [row] = await world.db.query<{ n: number }>(
      `SELECT SUM(CASE WHEN takes_back_id IS NULL THEN 1 ELSE -1 END) AS n FROM reputation_input WHERE kind = 'UPHELD' AND source_id = ?`,
      [complaintId],
    );
    return Number(row?.n ?? 0);
  };

  test("what was found without a consumer is ruled on as any case, counts, and is closed with nothing to perform", async () => {
    const before = await pointsOf();
    const theCase = await ruled();
    expect(await theCase.look("consumerName openedByPlatform")).toMatchObject({
      status: "RULED",
      consumerName: "平台巡查 (platform inspection)",
      openedByPlatform: true,
    });
    expect(await pointsOf()).toBe(before);
    await theCase.ring("APPEAL_WINDOW");
    expect(await theCase.look()).toMatchObject({ status: "CLOSED", closureReason: "REMEDIED" });
    expect(await pointsOf()).toBeGreaterThan(before);
    expect(await upheldLines(theCase.id)).toBe(1);
    const where = "complaint_id = ?";
    expect(await countRows(world, "remedy", where, [theCase.id])).toBe(0);
    expect(await countRows(world, "violation", `${where} AND counted_at IS NOT NULL`, [theCase.id])).toBe(1);
    // The test order is no one's: it neither completes nor counts as one.
    expect(await countRows(world, "service_order", "id = ? AND status = 'CANCELLED'", [theCase.orderId])).toBe(1);
    expect(await countRows(world, "reputation_input", "source_id = ?", [theCase.orderId])).toBe(0);
    expect(await countRows(world, "pattern_complaint", where, [theCase.id])).toBe(0);
  });

  further("the provider appeals, another person decides, and what the ruling did is undone", async () => {
    const before = await pointsOf();
    const theCase = await ruled();
    await theCase.do("wang.owner", "appealRuling", {
      ground: "WRONG_FACTS",
      text: "该账号并非我方客服,认定事实有误。",
    });
    const granted = {
      ...{ complaintId: theCase.id, outcome: "GRANTED", reason: "证据不足以证明该账号属于服务商。" },
      replacement: { ...(await theCase.dismissal()), publicText: "本案涉及平台外付款,证据不足。" },
    };
    for (const who of ["chen.mod", "he.inspect", "wang.owner"])
      expect([who, await codeOf(who, "decideAppeal", granted)]).toEqual([who, "FORBIDDEN"]);
    await theCase.do("zhou.lead", "decideAppeal", granted);
    expect(await theCase.look()).toMatchObject({ status: "CLOSED", closureReason: "DISMISSED" });
    expect(await pointsOf()).toBe(before);
    expect(await upheldLines(theCase.id)).toBe(0);

    // Whoever reads what was published of the inspection reads what became of it.
    const [inspection] = (await theCase.look("inspections { id }", await world.as("chen.mod"))).inspections;
    const closing = { inspectionId: inspection.id, finding: "客服要求平台外付款。", breachFound: true };
    const inspector = await world.as("he.inspect");
    await inspector.do(
      "hearProvider",
      { inspectionId: inspection.id, text: "客服要求巡查人员转账到个人账户。" },
      "{ inspection { id } }",
    );
    await world.db.transact(async (tx) =>
      tx.execute("UPDATE inspection SET answer_due_at = ? WHERE id = ?", [tx.now - 1, inspection.id]),
    );
    const publicConclusion = "巡查认为客服要求平台外付款。";
    await inspector.do("closeInspection", { ...closing, publicConclusion }, "{ inspection { id } }");
    const { provider } = await world.visitor.ok(
      `query ($id: ID!) { provider(id: $id) { inspectionConclusions(first: 1) { nodes { id rulings { status outcome } } } } }`,
      { id: providerId },
    );
    expect(provider.inspectionConclusions.nodes).toEqual([
      {
        id: inspection.id,
        rulings: [
          { status: "REVERSED", outcome: "UPHELD" },
          { status: "ISSUED", outcome: "DISMISSED" },
        ],
      },
    ]);
  });

  further("what is grave needs a second person here, too", async () => {
    const theCase = await underReview();
    const findings = ((await theCase.decision()).findings as object[]).map((each) => ({ ...each, severity: "L4" }));
    const leaseToken = await theCase.take();
    const { ruling } = await theCase.do(
      "chen.mod",
      "issueRuling",
      { leaseToken, ...(await without(theCase, { findings })) },
      "{ ruling { id } }",
    );
    expect((await theCase.look()).status).toBe("UNDER_REVIEW");
    const approving = { rulingId: ruling.id };
    expect(await codeOf("chen.mod", "approveRuling", approving)).toBe("FORBIDDEN");
    await (await world.as("zhou.lead")).do("approveRuling", approving);
    expect((await theCase.look()).status).toBe("RULED");
  });

  test("there is nobody to bargain with, to ask or to give something to", async () => {
    const theCase = await openCase();
    const complaintId = theCase.id;
    for (const [who, mutation, input] of [
      ["wang.owner", "concede", { complaintId }],
      ["wang.owner", "makeOffer", { complaintId, kind: "APOLOGY", text: "我方愿意道歉。" }],
      [
        "chen.mod",
        "requestInformation",
        { complaintId, leaseToken: await theCase.take(), text: "请补充付款记录截图。" },
      ],
    ] as const)
      expect([mutation, await codeOf(who, mutation, input)]).toEqual([mutation, "NOT_IN_THIS_STATE"]);
    const reviewed = await underReview();
    const leaseToken = await reviewed.take();
    const asking = { complaintId: reviewed.id, leaseToken, addressedTo: "CONSUMER", text: "请补充付款记录截图。" };
    expect(await codeOf("chen.mod", "requestEvidence", asking)).toBe("NOT_IN_THIS_STATE");
    const refused = await (
      await world.as("chen.mod")
    ).tryTo("issueRuling", { leaseToken, ...(await reviewed.ruling({ publicText: "本案涉及平台外付款。" })) });
    expect(refused.extensions).toMatchObject({ code: "BAD_USER_INPUT" });
  });

  further(
    "who inspected does not judge; strangers, other providers' listings and a second case are refused",
    async () => {
      const observationId = await brokenItem();
      const input = inputOf(observationId);
      for (const who of ["chen.mod", "sun.audit", "admin", "li.na", "wang.owner"])
        expect([who, await codeOf(who, "openPlatformCase", input)]).toEqual([who, "FORBIDDEN"]);
      const stall: Stall = await openStall(world);
      const foreign = { ...input, listingId: stall.listingId };
      expect(await codeOf("he.inspect", "openPlatformCase", foreign)).toBe("NOT_FOUND");
      const unknown = { ...input, breaches: [{ ...(input.breaches as object[])[0], promiseVersionId: "pmv_x" }] };
      expect(await codeOf("he.inspect", "openPlatformCase", unknown)).toBe("NOT_FOUND");
      expect(await codeOf("he.inspect", "openPlatformCase", { ...input, breaches: [] })).toBe("BAD_USER_INPUT");
      const theCase = await openCase(observationId);
      expect(await codeOf("he.inspect", "openPlatformCase", input)).toBe("ALREADY_EXISTS");
      const { accountId } = await world.as("he.inspect");
      await world.setRoles({ accountId, roles: ["INSPECTOR", "MODERATOR"] });
      expect(await codeOf("he.inspect", "takeComplaint", { complaintId: theCase.id })).toBe("CONFLICT_OF_INTEREST");
      await world.setRoles({ accountId, roles: ["INSPECTOR"] });
    },
  );

  test("what binds is what was promised when it was found, whatever the provider withdraws or publishes once it is told", async () => {
    const owner = await world.as("wang.owner");
    const publish = async (input: Record<string, unknown>): Promise<{ id: string; currentVersion: { id: string } }> =>
      (
        await owner.do(
          "publishPromise",
          { text: "全程平台内沟通。", ...input },
          "{ promise { id currentVersion { id } } }",
        )
      ).promise;
    const { id: promiseId, currentVersion: then } = await publish({ listingId, kind: "OTHER" });
    const observationId = await brokenItem();
    world.clock.advance(1_000);
    const { currentVersion: since } = await publish({ promiseId });
    await owner.do("withdrawPromise", { promiseId }, "{ promise { id } }");
    const alleging = ({ id: promiseVersionId }: { id: string }) => ({
      ...inputOf(observationId),
      breaches: [{ promiseVersionId, expected: "平台内沟通", delivered: "要求加个人微信", amount: 0 }],
    });
    expect(await codeOf("he.inspect", "openPlatformCase", alleging(since))).toBe("NOT_FOUND");
    const inspector = await world.as("he.inspect");
    const selection = "{ complaint { order { promises { promiseVersion { id } } } } }";
    const { complaint } = await inspector.do("openPlatformCase", alleging(then), selection);
    expect(complaint.order.promises).toEqual([{ promiseVersion: { id: then.id } }]);
  });

  further("nobody becomes the platform", async () => {
    await openCase();
    const reinstating = { accountId: PLATFORM_ACCOUNT, reason: "误操作停用,申请恢复。" };
    expect(await codeOf("admin", "reinstateAccount", reinstating)).toBe("FORBIDDEN");
  });
});
