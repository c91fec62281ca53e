import { DAY } from "../../../src/platform/time";
import { forEachDatabase } from "../../support/databases";
import { signIn, startWorld, type World } from "../../support/world";
import { caseIn, openCase, opening, placeOrder } from "../complaints/world-case";
import { Limits, SHOWN, WHY } from "./limits";

const EVERYBODY = [
  "tom",
  "li.na",
  "wang.owner",
  "zhao.staff",
  "chen.mod",
  "zhou.lead",
  "he.inspect",
  "sun.audit",
  "admin",
];

forEachDatabase((kind, further) => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld(kind);
  });
  afterEach(() => world?.[Symbol.asyncDispose]());

  /** What `openComplaint` answers to Tom now: null when it is opened. */
  async function filing(breachClass = "ORDINARY") {
    const order = await placeOrder(world, "tom");
    const { errors } = await (
      await world.as("tom")
    ).gql(
      "mutation ($input: OpenComplaintInput!) { openComplaint(input: $input) { complaint { id } } }",
      { input: { ...opening(order), breachClass } },
      { "accept-language": "en" },
    );
    return errors?.[0] ?? null;
  }
  const codeOf = async (breachClass?: string): Promise<string | null> =>
    (await filing(breachClass))?.extensions.code ?? null;
  /** The third lead of the demo. */
  async function makeLead(login = "lin.train"): Promise<void> {
    await world.setRoles({ accountId: (await world.as(login)).accountId, roles: ["LEAD_MODERATOR"] });
  }

  further("only a lead imposes, and only one who is not in it; strangers find nothing", async () => {
    const limits = await Limits.of(world);
    const answers: Record<string, string> = {};
    for (const who of EVERYBODY.filter((each) => each !== "zhou.lead"))
      answers[who] = await limits.refused(who, "imposeFilingLimit", limits.input());
    expect(new Set(Object.values(answers))).toEqual(new Set(["FORBIDDEN"]));
    const nowhere = limits.input({ complaintId: "cmp_7zzzzzzzzzzzzzzzzzzzzzzzzz" });
    expect(await limits.refused("zhou.lead", "imposeFilingLimit", nowhere)).toBe("NOT_FOUND");
    expect(await limits.refused("zhou.lead", "imposeFilingLimit", limits.input({ reason: "太多了" }))).toBe(
      "BAD_USER_INPUT",
    );
    expect(await limits.refused("zhou.lead", "imposeFilingLimit", limits.input({ days: 91 }))).toBe("BAD_USER_INPUT");
    expect(await limits.refused("zhou.lead", "imposeFilingLimit", limits.input({ days: 0 }))).toBe("BAD_USER_INPUT");

    const { id, status } = await limits.impose({ grade: "NOTICE" });
    expect(status).toBe("IN_FORCE");
    // Whoever may not see it is not told that there is one.
    const contest = { limitId: id, reason: WHY };
    for (const who of ["li.na", "wang.owner", "chen.mod", "he.inspect", "admin"])
      expect([who, await limits.refused(who, "contestFilingLimit", contest)]).toEqual([who, "NOT_FOUND"]);
    for (const who of ["zhou.lead", "sun.audit"])
      expect([who, await limits.refused(who, "contestFilingLimit", contest)]).toEqual([who, "FORBIDDEN"]);
    for (const who of EVERYBODY.filter((each) => !each.endsWith(".lead")))
      for (const [mutation, input] of [
        ["confirmFilingLimit", { limitId: id }],
        ["liftFilingLimit", contest],
        ["decideFilingLimitContest", { ...contest, granted: true }],
      ] as const)
        expect([who, mutation, await limits.refused(who, mutation, input)]).toEqual([who, mutation, "FORBIDDEN"]);
    for (const who of EVERYBODY) {
      const { errors, data } = await (await world.as(who)).gql("{ filingLimits { nodes { id } } }");
      const open = who === "zhou.lead" || who === "sun.audit";
      expect([who, errors?.[0]?.extensions.code ?? data.filingLimits.nodes.length]).toEqual([
        who,
        open ? 1 : "FORBIDDEN",
      ]);
    }
  });

  further(
    "a lead with a dispute with any provider that the person complained of decides nothing about the person",
    async () => {
      const limits = await Limits.of(world);
      const paced = await limits.impose();
      const { accountId } = await world.as("qian.lead");
      await world.setRoles({ accountId, roles: ["LEAD_MODERATOR", "CONSUMER"] });
      await openCase(world, { consumer: "qian.lead" });
      const about = { limitId: paced.id, reason: WHY };
      expect(await limits.refused("qian.lead", "imposeFilingLimit", limits.input({ grade: "NOTICE" }))).toBe(
        "CONFLICT_OF_INTEREST",
      );
      expect(await limits.refused("qian.lead", "liftFilingLimit", about)).toBe("CONFLICT_OF_INTEREST");

      // A lead who is a consumer is judged by the others, and reads of it like any consumer.
      const own = await Limits.of(world, "qian.lead");
      const { id } = await own.impose({ grade: "PAUSED" });
      expect(await own.refused("qian.lead", "confirmFilingLimit", { limitId: id })).toBe("NOT_FOUND");
      expect(await own.own("qian.lead")).toEqual([]);
      const { filingLimits } = await (await world.as("qian.lead")).ok("{ filingLimits { nodes { id } } }");
      expect(filingLimits.nodes).toEqual([{ id: paced.id }]);
      await makeLead();
      await own.did("lin.train", "confirmFilingLimit", { limitId: id });
      expect((await own.own("qian.lead")).map((each) => each.id)).toEqual([id]);
      expect(await own.refused("qian.lead", "liftFilingLimit", { limitId: id, reason: WHY })).toBe(
        "CONFLICT_OF_INTEREST",
      );
    },
  );

  further("a notice tells the person why, and limits nothing", async () => {
    const limits = await Limits.of(world);
    await limits.impose({ grade: "NOTICE", days: 180 });
    expect(await limits.own()).toEqual([expect.objectContaining({ grade: "NOTICE", reason: WHY, imposedBy: null })]);
    const [notice] = await limits.inboxOf("tom");
    expect(notice?.text).toMatch(/^About your complaints: a notice, which limits nothing, until .+\(Beijing time\)/);
    const { viewer } = await (
      await world.as("tom")
    ).ok("{ viewer { securityEvents(first: 5) { nodes { type by reason } } } }");
    expect(viewer.securityEvents.nodes).toContainEqual({ type: "FILING_LIMIT_IMPOSED", by: "STAFF", reason: WHY });
    expect([await codeOf(), await codeOf()]).toEqual([null, null]);
  });

  further("paced, a person opens one complaint in seven days, counted from the beginning of the limit", async () => {
    const limits = await Limits.of(world);
    const { id } = await limits.impose();
    expect(await codeOf()).toBeNull();
    const openedAt = world.clock.now();
    const refused = await filing("SAFETY");
    expect(refused?.extensions).toMatchObject({ code: "FILING_LIMITED", existingId: id });
    const from = Date.parse(refused?.extensions.availableAt ?? "");
    expect(Math.abs(from - (openedAt + 7 * DAY))).toBeLessThan(60_000);
    expect(refused?.message).toContain("contest");
    await world.later(7 * 24 + 1);
    expect(await codeOf()).toBeNull();
    expect(await codeOf()).toBe("FILING_LIMITED");
    // It ends by its date, before any sweep says so.
    world.clock.advance(13 * DAY);
    await world.later(0);
    expect(await codeOf()).toBeNull();
    expect((await limits.own()).map(({ status }) => status)).toEqual(["ENDED"]);
    expect((await limits.inboxOf("tom")).map(({ type }) => type)).toEqual([
      "FILING_LIMIT_ENDED",
      "FILING_LIMIT_IMPOSED",
    ]);
  });

  test("what is over is over at once, also where no sweep has run, and makes room for another one", async () => {
    const limits = await Limits.of(world);
    await limits.impose({ days: 1 });
    expect([await codeOf(), await codeOf()]).toEqual([null, "FILING_LIMITED"]);
    world.clock.advance(DAY + 60_000);
    const again = await Limits.of(world, "li.na");
    expect(again.occasion.id).not.toBe(limits.occasion.id);
    const tom = await signIn(world.url, "tom");
    const { viewer } = await tom.ok("{ viewer { filingLimits { status } } }");
    expect(viewer.filingLimits).toEqual([{ status: "ENDED" }]);
    const lead = await signIn(world.url, "zhou.lead");
    const { filingLimit } = await lead.do("imposeFilingLimit", limits.input(), SHOWN);
    expect(filingLimit.status).toBe("IN_FORCE");
  });

  further("a pause needs a second lead; nobody is told of a proposal, and grave matters stay possible", async () => {
    const limits = await Limits.of(world);
    const { id, status } = await limits.impose({ grade: "PAUSED", days: 30 });
    expect(status).toBe("PROPOSED");
    expect(await codeOf()).toBeNull();
    expect([await limits.own(), await limits.inboxOf("tom")]).toEqual([[], []]);
    expect((await limits.inboxOf("qian.lead")).map(({ type }) => type)).toEqual(["FILING_LIMIT_PROPOSED"]);
    expect(await limits.refused("tom", "contestFilingLimit", { limitId: id, reason: WHY })).toBe("NOT_FOUND");
    expect(await limits.refused("zhou.lead", "confirmFilingLimit", { limitId: id })).toBe("SECOND_APPROVER_REQUIRED");
    const { endsAt } = await limits.did("qian.lead", "confirmFilingLimit", { limitId: id });
    expect(await limits.refused("qian.lead", "confirmFilingLimit", { limitId: id })).toBe("NOT_IN_THIS_STATE");

    const refused = await filing();
    expect(refused?.extensions).toMatchObject({ code: "FILING_LIMITED", availableAt: endsAt, existingId: id });
    expect(await codeOf("SAFETY")).toBeNull();
    expect(await codeOf("FRAUD")).toBe("FILING_LIMITED");
    expect(await codeOf("ORDINARY")).toBe("FILING_LIMITED");
    await world.later(30 * 24);
    expect(await codeOf()).toBeNull();
  });

  further(
    "what a lead proposed who is none any more is not confirmed; another lead drops it, and proposes it anew",
    async () => {
      const limits = await Limits.of(world);
      const { id } = await limits.impose({ grade: "PAUSED" });
      const admin = await world.as("admin");
      const { accountId } = await world.as("zhou.lead");
      const access = (mutation: string): Promise<unknown> =>
        admin.do(mutation, { accountId, reason: "正在核实。" }, "{ account { id } }");
      await access("suspendAccount");
      const qian = await world.as("qian.lead");
      const refused = await qian.tryTo("confirmFilingLimit", { limitId: id });
      expect(refused.extensions).toMatchObject({ code: "NOT_IN_THIS_STATE", reason: "filingLimit.proposerGone" });
      expect(await codeOf()).toBeNull();
      expect((await limits.did("qian.lead", "liftFilingLimit", { limitId: id, reason: WHY })).status).toBe("LIFTED");
      await access("reinstateAccount");
      const { id: anew } = await limits.impose({ grade: "PAUSED" }, "qian.lead");
      const zhou = await signIn(world.url, "zhou.lead");
      const { filingLimit } = await zhou.do("confirmFilingLimit", { limitId: anew }, SHOWN);
      expect(filingLimit.status).toBe("IN_FORCE");
    },
  );

  further("a proposal that is dropped, or that nobody confirms, never reaches the person", async () => {
    const limits = await Limits.of(world);
    const { id } = await limits.impose({ grade: "PAUSED" });
    expect((await limits.did("qian.lead", "liftFilingLimit", { limitId: id, reason: WHY })).status).toBe("LIFTED");
    const { id: second } = await limits.impose({ grade: "PAUSED", days: 2 });
    await world.later(49);
    expect(await limits.refused("qian.lead", "confirmFilingLimit", { limitId: second })).toBe("NOT_IN_THIS_STATE");
    expect([await limits.own(), await limits.inboxOf("tom")]).toEqual([[], []]);
  });

  further("nothing that is under way is touched", async () => {
    const theCase = await caseIn(world, "RULED", { consumer: "tom", dismissed: true });
    const settling = await openCase(world, { consumer: "tom" });
    const withdrawn = await openCase(world, { consumer: "tom" });
    const limits = await Limits.of(world);
    await limits.pause();
    await limits.impose();
    expect(await codeOf()).toBe("FILING_LIMITED");
    await theCase.do("tom", "appealRuling", { ground: "NEW_EVIDENCE", text: "处理决定认定事实有误，请求复核。" });
    const file = { fileName: "chat.txt", mediaType: "text/plain", size: 100, sha256: "a".repeat(64) };
    await theCase.do("tom", "createEvidenceUpload", { ...file, kind: "CHAT_LOG", title: "聊天记录" }, "{ uploadUrl }");
    await settling.do("tom", "sendMessage", { text: "请尽快答复。" });
    await settling.do("tom", "acceptOffer", { offerId: await settling.offer() });
    await withdrawn.do("wang.owner", "refuseDemand", { reason: "我方已按约定交付。" });
    await withdrawn.do("tom", "escalateComplaint");
    expect((await withdrawn.look()).status).toBe("SUBMITTED");
  });

  test("two leads at once impose one, and of two contests or decisions at once one counts", async () => {
    const limits = await Limits.of(world);
    const tried = async (tries: [who: string, mutation: string, input: Record<string, unknown>][]): Promise<string[]> =>
      (await Promise.allSettled(tries.map(([who, mutation, input]) => limits.did(who, mutation, input))))
        .map(({ status }) => status)
        .sort();
    const once = ["fulfilled", "rejected"];
    expect(
      await tried([
        ["zhou.lead", "imposeFilingLimit", limits.input()],
        ["qian.lead", "imposeFilingLimit", limits.input({ days: 3 })],
      ]),
    ).toEqual(once);
    const [paced] = await limits.own();
    const limitId = paced?.id ?? "";
    const existing = await (await world.as("zhou.lead")).tryTo("imposeFilingLimit", limits.input());
    expect(existing.extensions).toMatchObject({ code: "ALREADY_EXISTS", existingId: limitId });

    const contest = { limitId, reason: "我的投诉都有订单和聊天记录为证。" };
    expect(
      await tried([
        ["tom", "contestFilingLimit", contest],
        ["tom", "contestFilingLimit", { ...contest, reason: `${contest.reason}！` }],
      ]),
    ).toEqual(once);
    expect(await limits.refused("tom", "contestFilingLimit", contest)).toBe("LIMIT_REACHED");

    await makeLead();
    const { id: pauseId } = await limits.impose({ grade: "PAUSED" });
    expect(
      await tried([
        ["qian.lead", "confirmFilingLimit", { limitId: pauseId }],
        ["lin.train", "liftFilingLimit", { limitId: pauseId, reason: WHY }],
        ["qian.lead", "liftFilingLimit", { limitId: pauseId, reason: `${WHY}！` }],
      ]).then((all) => all.filter((each) => each === "fulfilled").length),
    ).toBeGreaterThanOrEqual(1);
    const rows = await world.db.query<{ status: string; open_key: string | null }>(
      "SELECT status, open_key FROM filing_limit WHERE id = ?",
      [pauseId],
    );
    expect(rows).toEqual([{ status: "LIFTED", open_key: null }]);
  });

  test("a contest is decided by a lead who had no part in it, and lifts the limit at once when it is granted", async () => {
    const limits = await Limits.of(world);
    const { id: limitId, endsAt } = await limits.pause();
    expect(await limits.refused("zhou.lead", "decideFilingLimitContest", { limitId, granted: true, reason: WHY })).toBe(
      "NOT_IN_THIS_STATE",
    );
    const { contestDueAt } = await limits.did("tom", "contestFilingLimit", { limitId, reason: WHY });
    expect(Date.parse(contestDueAt ?? "")).toBeLessThan(Date.parse(endsAt));
    // It lasts until it is decided.
    expect(await codeOf()).toBe("FILING_LIMITED");
    const granted = { limitId, granted: true, reason: "经复核，限制缺乏依据。" };
    for (const who of ["zhou.lead", "qian.lead"])
      expect(await limits.refused(who, "decideFilingLimitContest", granted)).toBe("CONFLICT_OF_INTEREST");
    await makeLead();
    const waiting =
      "{ filingLimits(filter: { contested: true }) { nodes { id availableActions { action unavailableBecause { code } } } } }";
    const seen = async (who: string) =>
      (await (await world.as(who)).ok(waiting)).filingLimits.nodes[0].availableActions;
    expect(await seen("lin.train")).toContainEqual({ action: "DECIDE_CONTEST", unavailableBecause: null });
    expect(await seen("zhou.lead")).toContainEqual({
      action: "DECIDE_CONTEST",
      unavailableBecause: { code: "CONFLICT_OF_INTEREST" },
    });
    expect((await limits.inboxOf("lin.train")).map(({ type }) => type)).toEqual([]);
    expect((await limits.did("lin.train", "decideFilingLimitContest", granted)).status).toBe("LIFTED");
    expect(await codeOf()).toBeNull();
    expect((await limits.inboxOf("tom")).map(({ type }) => type)).toEqual([
      "FILING_LIMIT_CONTEST_GRANTED",
      "FILING_LIMIT_IMPOSED",
    ]);
    expect(await limits.refused("lin.train", "decideFilingLimitContest", granted)).toBe("NOT_IN_THIS_STATE");
    expect(await limits.refused("tom", "contestFilingLimit", { limitId, reason: WHY })).toBe("LIMIT_REACHED");
  });

  further("denied, it ends by its date; undecided, after seven days", async () => {
    const limits = await Limits.of(world);
    const paced = await limits.impose({ days: 60 });
    await limits.did("tom", "contestFilingLimit", { limitId: paced.id, reason: WHY });
    expect((await limits.inboxOf("qian.lead")).map(({ type }) => type)).toEqual(["FILING_LIMIT_CONTESTED"]);
    expect(await limits.inboxOf("zhou.lead")).toEqual([]);
    const denied = await limits.did("qian.lead", "decideFilingLimitContest", {
      limitId: paced.id,
      granted: false,
      reason: "限制理由充分，予以维持。",
    });
    expect(denied).toMatchObject({
      status: "IN_FORCE",
      contestGranted: false,
      contestDueAt: null,
      endsAt: paced.endsAt,
    });
    const notice = await limits.impose({ grade: "NOTICE", days: 60 });
    await limits.did("tom", "contestFilingLimit", { limitId: notice.id, reason: WHY });
    await world.later(7 * 24 + 1);
    expect((await limits.own()).map(({ grade, status }) => [grade, status])).toEqual([
      ["NOTICE", "ENDED"],
      ["PACED", "IN_FORCE"],
    ]);
  });
});
