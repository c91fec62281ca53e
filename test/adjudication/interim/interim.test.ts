import { createHash } from "node:crypto";
import { InterimMeasure } from "../../../src/adjudication/interim/interim-measure.entity";
import { Penalty } from "../../../src/adjudication/penalties/penalty.entity";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type GqlError, type World } from "../../support/world";
import { checkInvariants } from "../../case/complaints/invariants";
import {
  openCase,
  placeOrder,
  type CaseOptions,
  type Walkable,
  type WorldCase,
} from "../../case/complaints/world-case";

jest.setTimeout(120_000);

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const FRAUD: CaseOptions = { opening: { breachClass: "FRAUD" } };
const REASON = "多名消费者反映同一情况，需先暂停接单。";
const SHOWN = `interimMeasures { id kind status days reason startsAt endsAt endedBecause endReason reviewText reviewReason
  proposedBy { id } confirmedBy { id } reviewDecidedBy { id } }`;

forEachDatabase((kind, further) => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld(kind);
  });
  afterEach(async () => {
    await checkInvariants(world);
    await world[Symbol.asyncDispose]();
  });

  /** chen.mod has the case. */
  const grave = async (state: Walkable = "SUBMITTED", options: CaseOptions = FRAUD): Promise<WorldCase> => {
    const theCase = await openCase(world, options);
    await theCase.walk(state);
    if (["SUBMITTED", "EVIDENCE", "UNDER_REVIEW"].includes(state)) await theCase.take();
    return theCase;
  };
  const propose = (theCase: WorldCase, input: object = {}, who = "chen.mod"): Promise<unknown> =>
    theCase.do(who, "imposeInterimMeasure", { kind: "PAUSE_PROVIDER", days: 14, reason: REASON, ...input });
  const confirm = (theCase: WorldCase, who = "zhou.lead"): Promise<unknown> => theCase.do(who, "confirmInterimMeasure");
  const paused = async (state: Walkable = "SUBMITTED", options?: CaseOptions): Promise<WorldCase> => {
    const theCase = await grave(state, options);
    await propose(theCase);
    await confirm(theCase);
    return theCase;
  };
  const tryTo = async (theCase: WorldCase, who: string, mutation: string, input: object = {}): Promise<GqlError> =>
    (await world.as(who)).tryTo(mutation, { complaintId: theCase.id, ...input });
  const proposal = { kind: "PAUSE_PROVIDER", days: 7, reason: REASON };
  // oxlint-disable-next-line typescript/no-explicit-any -- answers are untyped, as on the wire
  const measures = async (theCase: WorldCase, who = "sun.audit"): Promise<any[]> =>
    (await theCase.look(SHOWN, await world.as(who))).interimMeasures;
  // oxlint-disable-next-line typescript/no-explicit-any -- answers are untyped, as on the wire
  const last = async (theCase: WorldCase, who?: string): Promise<any> => (await measures(theCase, who)).at(-1);
  /** What a consumer is told who wants to order. */
  const shop = async (): Promise<{
    status: string;
    orderUnavailableBecause: { code: string; message: string } | null;
  }> => {
    const { listings } = await (
      await world.as("tom")
    ).ok(`{ listings(first: 100) { nodes { title status orderUnavailableBecause { code message } } } }`);
    return listings.nodes.find(({ title }: { title: string }) => title.startsWith("抖店首页设计"));
  };
  const sells = async (): Promise<boolean> => {
    const { listings } = await world.visitor.ok(`{ listings(first: 100) { nodes { title status } } }`);
    const { status } = listings.nodes.find(({ title }: { title: string }) => title.startsWith("抖店首页设计"));
    return status === "LISTED";
  };
  const entries = async (): Promise<{ kind: string; content: string; providerName: string | null }[]> => {
    await world.projected();
    const { register } = await world.visitor.ok(
      `{ register(first: 50) { nodes { kind content stated { providerName } } } }`,
    );
    return register.nodes
      .map(({ stated, ...entry }: { stated: { providerName: string | null } }) => ({ ...entry, ...stated }))
      .reverse();
  };

  further(
    "one person asks and nothing happens; a second confirms, and orders are refused until it ends by itself",
    async () => {
      const theCase = await grave();
      await propose(theCase, { days: 3 });
      expect([await last(theCase), await sells()]).toMatchObject([{ status: "PROPOSED", startsAt: null }, true]);
      // The case waits longer than this does.
      const { availableActions } = await theCase.look("availableActions { action dueAt }", await world.as("zhou.lead"));
      const { dueAt } = availableActions.find(({ action }: { action: string }) => action === "CONFIRM_INTERIM_MEASURE");
      expect(Date.parse(dueAt) - world.clock.now()).toBeLessThanOrEqual(DAY);
      await confirm(theCase);
      const { status, startsAt, endsAt } = await last(theCase);
      expect([status, Date.parse(endsAt) - Date.parse(startsAt)]).toEqual(["ACTING", 3 * DAY]);
      const refusal = await placeOrder(world, "tom").catch(String);
      expect(refusal).toContain("LISTING_UNAVAILABLE");
      world.clock.advance(Date.parse(endsAt) - world.clock.now() - HOUR);
      expect(await sells()).toBe(false);
      // By its dates alone: nothing has been swept.
      world.clock.advance(HOUR);
      expect(await sells()).toBe(true);
      await world.later(0);
      expect(await last(theCase)).toMatchObject({ status: "ENDED", endedBecause: "TIME" });
    },
  );

  further("what the public sees names no one and says nothing about guilt", async () => {
    const theCase = await paused();
    const { status, orderUnavailableBecause } = await shop();
    expect(status).toBe("PAUSED");
    expect(orderUnavailableBecause?.message).not.toMatch(/欺诈|案件|处理措施|违规|fraud|case|penalt|violat/i);
    const { id } = await last(theCase);
    const owner = await world.as("wang.owner");
    const { provider } = await theCase.look("provider { id }", owner);
    const seen = await world.visitor.ok(
      `query ($id: ID!) { provider(id: $id) { status restrictions { kind } penalties(first: 5) { nodes { id } } } }`,
      { id: provider.id },
    );
    expect(seen.provider).toMatchObject({ status: "ACTIVE", restrictions: [], penalties: { nodes: [] } });
    expect(await world.db.find(Penalty, {})).toEqual([]);
    await theCase.do("chen.mod", "liftInterimMeasure", { reason: "已核实情况，无需继续暂停。" });
    const entered = await entries();
    expect(entered.map(({ kind: said }) => said)).toEqual(["INTERIM_STARTED", "INTERIM_ENDED"]);
    for (const { content, providerName } of entered) {
      expect(providerName).toBeNull();
      for (const name of [theCase.id, provider.id, "星火", "李娜", REASON]) expect(content).not.toContain(name);
      expect(JSON.parse(content).interim).toMatchObject({
        kind: "PAUSE_PROVIDER",
        measureSha256: createHash("sha256").update(id).digest("hex"),
      });
    }
    expect(JSON.parse(entered[1]?.content ?? "{}").interim.endedBecause).toBe("LIFTED");
  });

  test("staff see it from the start, the provider once it acts with its reasons, its consumer never", async () => {
    const theCase = await grave();
    await propose(theCase);
    expect([await measures(theCase, "wang.owner"), await measures(theCase, "li.na")]).toEqual([[], []]);
    expect(await last(theCase, "liu.mod")).toMatchObject({
      status: "PROPOSED",
      proposedBy: { id: expect.any(String) },
    });
    await confirm(theCase);
    expect(await last(theCase, "zhao.staff")).toMatchObject({ reason: REASON, proposedBy: null, confirmedBy: null });
    expect(await measures(theCase, "li.na")).toEqual([]);
    const told = async (login: string): Promise<string[]> => {
      const { complaint } = await (
        await world.as(login)
      ).ok(`query ($id: ID!) { complaint(id: $id) { dueAt timeline(first: 100) { nodes { type } } } }`, {
        id: theCase.id,
      });
      return complaint.timeline.nodes
        .map(({ type }: { type: string }) => type)
        .filter((type: string) => /INTERIM/.test(type));
    };
    expect([await told("li.na"), await told("wang.owner"), await told("chen.mod")]).toEqual([
      [],
      ["INTERIM_IMPOSED"],
      ["INTERIM_PROPOSED", "INTERIM_IMPOSED"],
    ]);
    const { inbox } = await (await world.as("wang.owner")).ok(`{ inbox { notices(first: 10) { nodes { type } } } }`);
    expect(inbox.notices.nodes.map(({ type }: { type: string }) => type)).toContain("INTERIM_IMPOSED");
  });

  further("the case's due time, which its consumer sees, does not betray it", async () => {
    const other = await paused();
    const before = await other.look("", await other.consumer);
    await other.do("wang.owner", "requestInterimReview", { text: "我方未实施欺诈，请予解除。" });
    expect((await other.look("", await other.consumer)).dueAt).toBe(before.dueAt);
  });

  further(
    "who may not: the one who asked, strangers, parties, conflicted and recused people, and who does not have the case",
    async () => {
      const theCase = await grave();
      const asks = async (who: string): Promise<string> =>
        (await tryTo(theCase, who, "imposeInterimMeasure", proposal)).extensions.code;
      expect([await asks("liu.mod"), await asks("li.na"), await asks("wang.owner"), await asks("admin")]).toEqual([
        "LEASE_REQUIRED",
        "FORBIDDEN",
        "FORBIDDEN",
        "FORBIDDEN",
      ]);
      expect([await asks("tom"), await asks("he.inspect")]).toEqual(["FORBIDDEN", "FORBIDDEN"]);
      expect(
        (await (await world.as("liu.mod")).tryTo("imposeInterimMeasure", { ...proposal, complaintId: "cmp_0" }))
          .extensions.code,
      ).toBe("NOT_FOUND");
      const taken = await theCase.take();
      await theCase.do("chen.mod", "releaseComplaint", { leaseToken: taken });
      await theCase.take("zhou.lead");
      await propose(theCase, {}, "zhou.lead");
      expect(await tryTo(theCase, "zhou.lead", "confirmInterimMeasure")).toMatchObject({
        extensions: { code: "SECOND_APPROVER_REQUIRED" },
      });
      expect((await tryTo(theCase, "chen.mod", "confirmInterimMeasure")).extensions.code).toBe("FORBIDDEN");
      await theCase.do("qian.lead", "recuse", { reason: "与服务商负责人相识。" });
      for (const [mutation, input] of [
        ["confirmInterimMeasure", {}],
        ["liftInterimMeasure", { reason: REASON }],
      ] as const)
        expect((await tryTo(theCase, "qian.lead", mutation, input)).extensions.code).toBe("CONFLICT_OF_INTEREST");
      await confirm(theCase, "gao.lead");
      expect(await sells()).toBe(false);
    },
  );

  further(
    "nor does anybody confirm what was asked for by who is recused since; it is lifted, and asked for anew",
    async () => {
      const theCase = await grave();
      await propose(theCase);
      await theCase.do("chen.mod", "recuse", { reason: "与服务商负责人相识。" });
      expect((await tryTo(theCase, "zhou.lead", "confirmInterimMeasure")).extensions).toMatchObject({
        code: "NOT_IN_THIS_STATE",
        reason: "guard.firstSignerGone",
      });
      await theCase.do("zhou.lead", "liftInterimMeasure", { reason: "请求暂停的处理专员已经回避。" });
      await theCase.take("liu.mod");
      await propose(theCase, {}, "liu.mod");
      await confirm(theCase);
      expect(await sells()).toBe(false);
    },
  );

  further("only in a grave case, only while it is open and not final, for 1 to 14 days", async () => {
    const ordinary = await openCase(world, {});
    await ordinary.walk("SUBMITTED");
    await ordinary.take();
    expect((await tryTo(ordinary, "chen.mod", "imposeInterimMeasure", proposal)).extensions.code).toBe(
      "NOT_IN_THIS_STATE",
    );
    const theCase = await grave();
    for (const days of [0, -1, 15, 2_000_000_000])
      expect(await tryTo(theCase, "chen.mod", "imposeInterimMeasure", { ...proposal, days })).toMatchObject({
        extensions: { code: "BAD_USER_INPUT", field: "input.days" },
      });
    expect(
      (await tryTo(theCase, "chen.mod", "imposeInterimMeasure", { ...proposal, reason: "太短" })).extensions.code,
    ).toBe("BAD_USER_INPUT");
    await theCase.do("li.na", "withdrawComplaint");
    for (const [who, mutation] of [
      ["chen.mod", "imposeInterimMeasure"],
      ["zhou.lead", "confirmInterimMeasure"],
    ] as const)
      expect((await tryTo(theCase, who, mutation, who === "chen.mod" ? proposal : {})).extensions.code).toBe(
        "NOT_IN_THIS_STATE",
      );
    expect(await world.db.find(InterimMeasure, {})).toEqual([]);
  });

  test("asked for twice at once there is one; confirmed twice at once it begins once", async () => {
    const theCase = await grave();
    const asked = await Promise.allSettled([propose(theCase), propose(theCase)]);
    expect(asked.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const confirmed = await Promise.allSettled([confirm(theCase, "zhou.lead"), confirm(theCase, "qian.lead")]);
    expect(confirmed.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await measures(theCase)).toMatchObject([{ status: "ACTING" }]);
    expect((await entries()).map(({ kind: said }) => said)).toEqual(["INTERIM_STARTED"]);
  });

  test("many grave cases in a second pause nothing by themselves, and two persons pause a provider once", async () => {
    const orders = await Promise.all(Array.from({ length: 5 }, () => placeOrder(world, "li.na")));
    expect(orders).toHaveLength(5);
    const cases = await Promise.all([grave(), grave(), grave()]);
    expect(await sells()).toBe(true);
    for (const theCase of cases) await propose(theCase);
    expect(await sells()).toBe(true);
    const confirmed = await Promise.allSettled(cases.map((theCase) => confirm(theCase)));
    expect(confirmed.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const acting = await world.db.find(InterimMeasure, { status: "ACTING" });
    expect(acting).toHaveLength(1);
    const other = cases.find(({ id }) => id !== acting[0]?.complaintId) as WorldCase;
    expect((await tryTo(other, "zhou.lead", "confirmInterimMeasure")).extensions.code).toBe("LIMIT_REACHED");
    // One listing of a provider that is paused as a whole is paused already.
    await other.do("chen.mod", "liftInterimMeasure", { reason: "改为只暂停一项服务。" });
    const listing = { ...proposal, kind: "PAUSE_LISTING" };
    expect((await tryTo(other, "chen.mod", "imposeInterimMeasure", listing)).extensions.code).toBe("LIMIT_REACHED");
  });

  further("who waited for another's confirmation began before it, and is refused all the same", async () => {
    const [one, two] = [await grave(), await grave()];
    for (const theCase of [one, two]) await propose(theCase);
    await confirm(one);
    world.clock.advance(-100);
    expect((await tryTo(two, "zhou.lead", "confirmInterimMeasure")).extensions.code).toBe("LIMIT_REACHED");
    world.clock.advance(100);
  });

  test("a pause of one listing leaves the others, and a second one of the same listing is refused at its confirmation", async () => {
    const [one, two] = [await grave(), await grave()];
    for (const theCase of [one, two]) await propose(theCase, { kind: "PAUSE_LISTING" });
    await confirm(one);
    expect((await tryTo(two, "zhou.lead", "confirmInterimMeasure")).extensions.code).toBe("LIMIT_REACHED");
    const [{ provider_id: providerId, listing_id: listingId } = { provider_id: "", listing_id: "" }] =
      await world.db.query<{
        provider_id: string;
        listing_id: string;
      }>("SELECT provider_id, listing_id FROM interim_measure WHERE status = 'ACTING'");
    const { listings } = await world.visitor.ok(`{ listings(first: 100) { nodes { id status provider { id } } } }`);
    const own = listings.nodes.filter((each: { provider: { id: string } }) => each.provider.id === providerId);
    for (const { id, status } of own) expect([id, status]).toEqual([id, id === listingId ? "PAUSED" : "LISTED"]);
    // What cannot be ordered comes last.
    expect(listings.nodes.at(-1)).toMatchObject({ id: listingId, status: "PAUSED" });
  });

  test("it can be renewed once, with reasons and again by two persons; never a third time", async () => {
    const theCase = await paused();
    await world.later(10 * 24);
    await theCase.take();
    await propose(theCase, { days: 14, reason: "审理尚未结束，风险仍然存在。" });
    expect(await measures(theCase)).toMatchObject([{ status: "ACTING" }, { status: "PROPOSED" }]);
    await confirm(theCase, "qian.lead");
    expect(await measures(theCase)).toMatchObject([{ status: "ENDED", endedBecause: "RENEWED" }, { status: "ACTING" }]);
    await theCase.take();
    expect((await tryTo(theCase, "chen.mod", "imposeInterimMeasure", proposal)).extensions.code).toBe("LIMIT_REACHED");
    await world.later(14 * 24);
    expect(await sells()).toBe(true);
  });

  further("unconfirmed it lapses, too late is refused, and the platform's lateness is public", async () => {
    const theCase = await grave();
    await propose(theCase);
    world.clock.advance(24 * HOUR);
    expect((await tryTo(theCase, "gao.lead", "confirmInterimMeasure")).extensions.code).toBe("TOO_LATE");
    await world.later(0);
    expect(await last(theCase)).toMatchObject({ status: "LAPSED" });
    const late = (await entries()).filter(({ kind: said }) => said === "LATENESS");
    expect(late.map(({ content }) => JSON.parse(content).lateness.clock)).toContain("INTERIM_CONFIRMATION");
    await theCase.take();
    await propose(theCase);
    await confirm(theCase);
    expect(await sells()).toBe(false);
  });

  test("the provider has it reviewed by somebody who was neither of the two; granted, it is lifted at once and for good", async () => {
    const theCase = await paused();
    const text = "我方未实施欺诈，请予解除。";
    expect((await tryTo(theCase, "li.na", "requestInterimReview", { text })).extensions.code).toBe("FORBIDDEN");
    expect((await tryTo(theCase, "tom", "requestInterimReview", { text })).extensions.code).toBe("FORBIDDEN");
    await theCase.do("zhao.staff", "requestInterimReview", { text });
    expect((await tryTo(theCase, "wang.owner", "requestInterimReview", { text })).extensions.code).toBe(
      "LIMIT_REACHED",
    );
    // Neither renewed nor decided by those who imposed it.
    expect((await tryTo(theCase, "chen.mod", "imposeInterimMeasure", proposal)).extensions.code).toBe(
      "NOT_IN_THIS_STATE",
    );
    const decision = { lift: true, reason: "现有证据不足以继续暂停。" };
    expect((await tryTo(theCase, "zhou.lead", "decideInterimReview", decision)).extensions.code).toBe(
      "CONFLICT_OF_INTEREST",
    );
    const { interimMeasuresWaiting } = await (
      await world.as("qian.lead")
    ).ok(`{ interimMeasuresWaiting(first: 5) { nodes { reviewText complaint { id } } } }`);
    expect(interimMeasuresWaiting.nodes).toEqual([{ reviewText: text, complaint: { id: theCase.id } }]);
    await theCase.do("qian.lead", "decideInterimReview", decision);
    expect([await sells(), await last(theCase, "wang.owner")]).toMatchObject([
      true,
      { status: "ENDED", endedBecause: "REVIEW", reviewReason: decision.reason },
    ]);
    await theCase.take();
    expect((await tryTo(theCase, "chen.mod", "imposeInterimMeasure", proposal)).extensions.code).toBe("LIMIT_REACHED");
  });

  test("refused, the review gives the measure its own end back; undecided in time, the measure is over", async () => {
    const kept = await paused();
    const { endsAt } = await last(kept);
    await kept.do("wang.owner", "requestInterimReview", { text: "我方未实施欺诈，请予解除。" });
    expect(Date.parse((await last(kept)).endsAt)).toBeLessThan(Date.parse(endsAt));
    await kept.do("qian.lead", "decideInterimReview", { lift: false, reason: "风险仍然存在，予以维持。" });
    expect(await last(kept)).toMatchObject({ status: "ACTING", endsAt });
    await kept.do("chen.mod", "liftInterimMeasure", { reason: "已核实情况，无需继续暂停。" });

    const late = await paused();
    await late.do("wang.owner", "requestInterimReview", { text: "我方未实施欺诈，请予解除。" });
    const due = Date.parse((await last(late)).endsAt);
    world.clock.advance(due - world.clock.now());
    // By its dates alone, before anything is swept.
    expect(await sells()).toBe(true);
    expect(
      (await tryTo(late, "gao.lead", "decideInterimReview", { lift: false, reason: "风险仍然存在，予以维持。" }))
        .extensions.code,
    ).toBe("NOT_IN_THIS_STATE");
    await world.later(0);
    expect(await last(late)).toMatchObject({ status: "ENDED", endedBecause: "REVIEW_LATE" });
    const said = (await entries()).filter(({ kind: each }) => each === "LATENESS");
    expect(said.map(({ content }) => JSON.parse(content).lateness.clock)).toContain("INTERIM_REVIEW");
  });

  further("it ends when the case is closed, and a proposal with it", async () => {
    const theCase = await paused();
    await propose(theCase);
    await theCase.do("li.na", "withdrawComplaint");
    expect([await sells(), await measures(theCase)]).toMatchObject([
      true,
      [{ status: "ENDED", endedBecause: "CLOSED" }, { status: "LAPSED" }],
    ]);
    expect((await entries()).map(({ kind: said }) => said)).toEqual(["INTERIM_STARTED", "INTERIM_ENDED"]);
  });

  /** chen.mod rules; what is grave is approved by a lead who took no part. */
  async function rule(theCase: WorldCase, changes: Record<string, unknown>): Promise<void> {
    const input = { leaseToken: await theCase.take(), ...(await theCase.ruling(changes)) };
    const { ruling } = await theCase.do("chen.mod", "issueRuling", input, "{ ruling { id status } }");
    if (ruling.status === "AWAITING_APPROVAL")
      await (await world.as("qian.lead")).do("approveRuling", { rulingId: ruling.id });
  }
  const FREEZE = { kind: "LISTING_FREEZE", days: 14, reason: "未按承诺时间交付" };

  test("a dismissal ends it at once", async () => {
    const theCase = await paused("UNDER_REVIEW");
    await rule(theCase, await theCase.dismissal());
    expect([await sells(), await last(theCase)]).toMatchObject([true, { endedBecause: "DISMISSED" }]);
  });

  test("the ruling's own freeze takes its place, and reversing that ruling brings neither back", async () => {
    const theCase = await paused("UNDER_REVIEW");
    await rule(theCase, { penalties: [FREEZE] });
    expect(await last(theCase)).toMatchObject({ status: "ENDED", endedBecause: "REPLACED" });
    expect((await shop()).status).toBe("FROZEN");
    await theCase.do("wang.owner", "appealRuling", { ground: "WRONG_FACTS", text: "裁定认定的交付时间有误。" });
    await theCase.answerAppeals();
    await theCase.do("gao.lead", "decideAppeal", { outcome: "REMITTED", reason: "事实需要重新查明。" });
    expect([await sells(), await last(theCase)]).toMatchObject([true, { endedBecause: "REPLACED" }]);
    expect(await world.db.find(Penalty, { status: "ACTIVE" })).toEqual([]);
  });

  further("a ruling without a freeze of its own leaves it until the ruling is final", async () => {
    const theCase = await paused("UNDER_REVIEW");
    await rule(theCase, {});
    expect([await sells(), await last(theCase)]).toMatchObject([false, { status: "ACTING" }]);
    for (const who of ["li.na", "wang.owner"]) await theCase.do(who, "waiveAppeal");
    expect([await sells(), await last(theCase)]).toMatchObject([true, { endedBecause: "FINAL" }]);
  });

  test("a stay lengthens nothing: it ends by its dates in a stayed case as well", async () => {
    const theCase = await paused();
    await theCase.do("zhou.lead", "stayComplaint", { ground: "FORCE_MAJEURE", reason: "平台系统维护，暂时中止。" });
    await world.later(14 * 24);
    expect([await sells(), await last(theCase)]).toMatchObject([true, { endedBecause: "TIME" }]);
  });
});
