import { Complaint } from "../../../src/case/complaints/complaint.entity";
import { COMPLAINT_STATUSES, type ComplaintStatus } from "../../../src/case/complaints/complaint.lifecycle";
import { newId } from "../../../src/platform/ids";
import { Referral } from "../../../src/adjudication/referrals/referral.entity";
import { submit } from "../../case/evidence/evidence-case";
import { CHAT } from "../../case/evidence/samples";
import { caseIn, WALKABLE, type Walkable, type WorldCase } from "../../case/complaints/world-case";
import { forEachDatabase } from "../../support/databases";
import { mutationDocument, startWorld, type World } from "../../support/world";

const SHOWN = `{ referral { id route status reference note body filedAt acceptedAt statusAt result outcome reportedBy document { id } }
  complaint { id status version } }`;
const HOUR = 3_600_000;

forEachDatabase((kind, further) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld(kind);
    await world.db.transact(async (tx) => tx.execute("DELETE FROM policy_value WHERE code LIKE 'threshold.%'"));
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  const create = async (theCase: WorldCase, input: Record<string, unknown> = {}, who = "li.na") =>
    (await theCase.do(who, "createReferral", { route: "COURT", ...input }, SHOWN)).referral;
  const update = async (referralId: string, input: Record<string, unknown>, who = "li.na") =>
    (await (await world.as(who)).do("updateReferral", { referralId, ...input }, SHOWN)).referral;
  const refusal = async (who: string, mutation: string, input: Record<string, unknown>) =>
    (await (await world.as(who)).tryTo(mutation, input)).extensions;
  const decide = (referralId: string) =>
    update(referralId, { status: "DECIDED", result: "FOR_CONSUMER", outcome: "判决服务商退还 500 元。" });
  const seenBy = async (theCase: WorldCase, who: string) =>
    (await theCase.look("referrals { id status reference note result outcome }", await world.as(who))).referrals;
  const noticesOf = async (who: string, theCase: WorldCase): Promise<string[]> => {
    const query = `{ inbox { notices(first: 100) { nodes { type text complaint { id } } } } }`;
    const { inbox } = await (await world.as(who)).ok(query);
    return inbox.notices.nodes.flatMap((notice: { type: string; text: string; complaint: { id: string } | null }) =>
      notice.complaint?.id === theCase.id && /^(REFERRAL|STAY_MAY)/.test(notice.type) ? [notice.type] : [],
    );
  };
  const stay = (theCase: WorldCase, input: Record<string, unknown>) =>
    theCase.do(
      "zhou.lead",
      "stayComplaint",
      { ground: "OUTSIDE_PROCEDURE", reason: "消费者已就同一事实向法院起诉。", ...input },
      `{ complaint { status stays { route reference referral { id } } } }`,
    );
  const inState = async (state: ComplaintStatus): Promise<WorldCase> => {
    if ((WALKABLE as readonly string[]).includes(state)) return caseIn(world, state as Walkable);
    const theCase = await caseIn(world, state === "APPEALED" ? "RULED" : "EVIDENCE");
    if (state === "APPEALED")
      await theCase.do("wang.owner", "appealRuling", { ground: "WRONG_FACTS", text: "裁定认定的交付时间有误。" });
    else await stay(theCase, { route: "CONSUMER_ASSOCIATION" });
    return theCase;
  };

  test.each(COMPLAINT_STATUSES)(
    "the consumer, and only the consumer, goes outside while the case is %s",
    async (state) => {
      const theCase = await inState(state);
      const { version } = await theCase.look();
      const input = { complaintId: theCase.id, route: "COURT" };
      const { complaint, referral } = await theCase.do("li.na", "createReferral", { route: "COURT" }, SHOWN);
      expect(referral).toMatchObject({ route: "COURT", status: "FILED", reportedBy: "CONSUMER", result: null });
      expect(complaint).toEqual({ id: theCase.id, status: state, version: version + 1 });
      expect(await seenBy(theCase, "li.na")).toHaveLength(1);
      expect(await refusal("li.na", "createReferral", input)).toMatchObject({
        code: "ALREADY_EXISTS",
        existingId: referral.id,
      });
      const mayBeReferred = async (who: string) =>
        (await theCase.look("referralActions { action }", await world.as(who))).referralActions.length > 0;
      expect(await mayBeReferred("li.na")).toBe(true);
      for (const who of ["wang.owner", "chen.mod", "zhou.lead"]) expect(await mayBeReferred(who)).toBe(false);
      expect((await refusal("wang.owner", "createReferral", input)).code).toBe("FORBIDDEN");
      expect((await refusal("tom", "createReferral", input)).code).toBe("NOT_FOUND");
      for (const who of ["chen.mod", "zhou.lead", "admin"])
        expect((await refusal(who, "createReferral", input)).code).toBe("FORBIDDEN");
    },
  );

  test("the provider hears of it once the body has taken it on, without what it does not need", async () => {
    const theCase = await caseIn(world, "EVIDENCE");
    const { id } = await create(theCase, {
      reference: "(2026)浙0106民初1号",
      text: "先不告诉商家",
      body: "杭州互联网法院",
    });
    expect(await seenBy(theCase, "wang.owner")).toEqual([]);
    expect(await noticesOf("wang.owner", theCase)).toEqual([]);
    expect(await noticesOf("chen.mod", theCase)).toEqual(["REFERRAL_CREATED"]);
    for (const who of ["wang.owner", "tom"])
      expect((await refusal(who, "updateReferral", { referralId: id, text: "看看" })).code).toBe("NOT_FOUND");
    const query = `query ($id: ID!) { referral(id: $id) { id } }`;
    expect((await (await world.as("wang.owner")).ok(query, { id })).referral).toBeNull();
    expect((await (await world.as("chen.mod")).ok(query, { id })).referral).toEqual({ id });

    await update(id, { status: "ACCEPTED" });
    expect(await noticesOf("wang.owner", theCase)).toEqual(["REFERRAL_UPDATED"]);
    expect(await seenBy(theCase, "wang.owner")).toEqual([
      { id, status: "ACCEPTED", reference: null, note: null, result: null, outcome: null },
    ]);
    expect(await seenBy(theCase, "sun.audit")).toMatchObject([
      { reference: "(2026)浙0106民初1号", note: "先不告诉商家" },
    ]);
    expect((await refusal("wang.owner", "updateReferral", { referralId: id, text: "看看" })).code).toBe("FORBIDDEN");
    const events = async (who: string): Promise<string[]> =>
      (await theCase.look("timeline(first: 100) { nodes { type } }", await world.as(who))).timeline.flatMap(
        ({ type }: { type: string }) => (type.startsWith("REFERRAL") ? [type] : []),
      );
    expect(await events("wang.owner")).toEqual(["REFERRAL_UPDATED"]);
    expect(await events("li.na")).toEqual(["REFERRAL_CREATED", "REFERRAL_UPDATED"]);

    await decide(id);
    expect(await seenBy(theCase, "zhao.staff")).toMatchObject([
      { result: "FOR_CONSUMER", outcome: "判决服务商退还 500 元。" },
    ]);
  });

  further("who may know of it sees it live, and nobody else before the body has taken it on", async () => {
    const theCase = await caseIn(world, "EVIDENCE");
    const [consumer, provider, moderator] = [
      await world.as("li.na"),
      await world.as("wang.owner"),
      await world.as("chen.mod"),
    ];
    const follow = `subscription ($id: ID!) { complaintUpdated(id: $id) { caughtUp event { type } complaint { status referrals { status } } } }`;
    const streams = [consumer, provider, moderator].map((person) => person.follow(follow, { id: theCase.id }));
    for (const stream of streams) await stream.until(({ received }) => received.at(-1)?.caughtUp === true);
    const { id } = await create(theCase);
    await update(id, { status: "ACCEPTED" });
    await stay(theCase, { referralId: id });
    await decide(id);
    for (const stream of streams)
      await stream.until((each) => each.received.at(-1)?.complaint.referrals[0]?.status === "DECIDED");
    await streams[2]?.until((each) => each.events().at(-1)?.type === "STAY_MAY_END");
    const told = streams.map((stream) => stream.events().map(({ type }) => type));
    const all = ["REFERRAL_CREATED", "REFERRAL_UPDATED", "COMPLAINT_STAYED", "REFERRAL_DECIDED"];
    expect(told).toEqual([all, all.slice(1), [...all, "STAY_MAY_END"]]);
    for (const stream of streams)
      expect(stream.received.at(-1)?.complaint).toEqual({ status: "STAYED", referrals: [{ status: "DECIDED" }] });
    for (const person of [consumer, provider, moderator]) await person.hangUp();
  });

  further("what has become of it goes forward only, in the order in which it happened", async () => {
    const theCase = await caseIn(world, "NEGOTIATING");
    const at = (hours: number): string => new Date(world.clock.now() + hours * HOUR).toISOString();
    const input = { complaintId: theCase.id, route: "COURT" };
    expect(await refusal("li.na", "createReferral", { ...input, filedAt: at(1) })).toMatchObject({
      code: "BAD_USER_INPUT",
      field: "input.filedAt",
    });
    const { id, filedAt } = await create(theCase, { filedAt: at(-48) });
    const wrong = async (more: Record<string, unknown>) => {
      const { code, field } = await refusal("li.na", "updateReferral", { referralId: id, ...more });
      return [code, field];
    };
    expect(await wrong({ status: "ACCEPTED", on: at(-49) })).toEqual(["BAD_USER_INPUT", "input.on"]);
    expect(await wrong({ status: "ACCEPTED", on: at(1) })).toEqual(["BAD_USER_INPUT", "input.on"]);
    expect(await wrong({ on: at(-1) })).toEqual(["BAD_USER_INPUT", "input.on"]);
    expect(await wrong({ status: "DECIDED", outcome: "判决退款。" })).toEqual(["BAD_USER_INPUT", "input.result"]);
    expect(await wrong({ status: "DECIDED", result: "SETTLED" })).toEqual(["BAD_USER_INPUT", "input.outcome"]);
    expect(await wrong({ status: "PENDING", result: "SETTLED" })).toEqual(["BAD_USER_INPUT", "input.result"]);
    expect(await wrong({ outcome: "判决退款。" })).toEqual(["BAD_USER_INPUT", "input.outcome"]);
    expect(await wrong({ status: "FILED" })).toEqual(["NOT_IN_THIS_STATE", "input.status"]);

    const accepted = await update(id, { status: "ACCEPTED", on: at(-24), reference: "2026-1" });
    expect(accepted).toMatchObject({ filedAt, acceptedAt: accepted.statusAt, reference: "2026-1" });
    await update(id, { status: "PENDING" });
    expect(await wrong({ status: "REFUSED" })).toEqual(["NOT_IN_THIS_STATE", "input.status"]);
    expect(await decide(id)).toMatchObject({ status: "DECIDED", acceptedAt: accepted.acceptedAt, reference: "2026-1" });
    expect(await wrong({ status: "WITHDRAWN" })).toEqual(["NOT_IN_THIS_STATE", "input.status"]);

    // The judgment comes later; and what is over does not keep anybody from another attempt.
    const evidenceId = await submit(await theCase.consumer, theCase.id, CHAT, {
      kind: "CHAT_LOG",
      fileName: "chat.txt",
      mediaType: "text/plain",
    });
    expect((await update(id, { evidenceId })).document).toEqual({ id: evidenceId });
    expect((await refusal("li.na", "updateReferral", { referralId: id, evidenceId: "evd_x" })).field).toBe(
      "input.evidenceId",
    );
    const other = await create(await caseIn(world, "NEGOTIATING"));
    expect((await refusal("li.na", "updateReferral", { referralId: other.id, evidenceId })).code).toBe("NOT_FOUND");
    expect((await create(theCase)).id).not.toBe(id);
  });

  further("everybody is told whether it is theirs to report on, and that is so", async () => {
    const theCase = await caseIn(world, "UNDER_REVIEW");
    const { id } = await create(theCase);
    await update(id, { status: "ACCEPTED" });
    await theCase.do("liu.mod", "recuse", { reason: "与服务商有亲属关系。" }, "{ complaint { id } }");
    const told: Record<string, boolean> = {};
    const found: Record<string, boolean> = {};
    for (const who of ["li.na", "wang.owner", "chen.mod", "liu.mod", "zhou.lead", "sun.audit", "he.inspect"]) {
      const person = await world.as(who);
      told[who] =
        (await theCase.look("referrals { availableActions { action } }", person)).referrals[0].availableActions.length >
        0;
      const input = { referralId: id, text: "电话告知。" };
      found[who] = !(await person.gql(mutationDocument("updateReferral", SHOWN), { input })).errors;
    }
    expect(told).toEqual(found);
    expect(Object.keys(found).filter((who) => found[who])).toEqual(["li.na", "chen.mod", "zhou.lead"]);
  });

  further("a moderator writes down what the body told the platform, unless it is their own affair", async () => {
    const theCase = await caseIn(world, "UNDER_REVIEW");
    const { id } = await create(theCase);
    expect(await update(id, { status: "ACCEPTED" }, "chen.mod")).toMatchObject({ reportedBy: "PLATFORM" });
    expect(await noticesOf("li.na", theCase)).toEqual(["REFERRAL_UPDATED"]);
    await theCase.do("liu.mod", "recuse", { reason: "与服务商有亲属关系。" }, "{ complaint { id } }");
    const input = { referralId: id, status: "PENDING" };
    expect((await refusal("liu.mod", "updateReferral", input)).code).toBe("CONFLICT_OF_INTEREST");
    for (const who of ["sun.audit", "he.inspect", "admin"])
      expect((await refusal(who, "updateReferral", input)).code).toBe("FORBIDDEN");
    expect(await update(id, { status: "PENDING" })).toMatchObject({ reportedBy: "CONSUMER" });
  });

  further(
    "what is added changes nothing about whose word the result is; a moderator puts on record what the consumer reported",
    async () => {
      const theCase = await caseIn(world, "UNDER_REVIEW");
      const { id } = await create(theCase);
      await decide(id);
      const input = { status: "DECIDED", result: "FOR_PROVIDER", outcome: "判决驳回诉讼请求。" };
      expect(await update(id, { reference: "(2026)浙0106民初3号" }, "chen.mod")).toMatchObject({
        ...{ reference: "(2026)浙0106民初3号", result: "FOR_CONSUMER", reportedBy: "CONSUMER" },
      });
      const refusedTo = async (who: string) =>
        expect(await refusal(who, "updateReferral", { referralId: id, ...input })).toMatchObject({
          code: "NOT_IN_THIS_STATE",
          field: "input.status",
        });
      await refusedTo("li.na");
      expect(await update(id, input, "chen.mod")).toMatchObject({ result: "FOR_PROVIDER", reportedBy: "PLATFORM" });
      await refusedTo("zhou.lead");
      expect(await update(id, { text: "我不服判决。" })).toMatchObject({
        ...{ note: "我不服判决。", result: "FOR_PROVIDER", reportedBy: "PLATFORM" },
      });
    },
  );

  test("the case may wait for it; once it is decided the lead is told, and closes the case as decided outside", async () => {
    const theCase = await caseIn(world, "EVIDENCE");
    const { id } = await create(theCase, { reference: "(2026)浙0106民初2号" });
    const foreign = await create(await caseIn(world, "NEGOTIATING"));
    const wrong = async (more: Record<string, unknown>) =>
      refusal("zhou.lead", "stayComplaint", {
        ...{ complaintId: theCase.id, ground: "OUTSIDE_PROCEDURE", referralId: id },
        reason: "消费者已就同一事实向法院起诉。",
        ...more,
      });
    for (const more of [{ referralId: foreign.id }, { route: "MEDIATION" }, { ground: "FORCE_MAJEURE" }])
      expect(await wrong(more)).toMatchObject({ code: "BAD_USER_INPUT", field: "input.referralId" });

    const { complaint } = await stay(theCase, { referralId: id });
    expect(complaint).toEqual({
      status: "STAYED",
      stays: [{ route: "COURT", reference: "(2026)浙0106民初2号", referral: { id } }],
    });
    // Both sides are told what the case waits for, so the provider sees it too.
    expect(await seenBy(theCase, "wang.owner")).toMatchObject([{ id, status: "FILED", reference: null }]);
    await update(id, { status: "ACCEPTED" });
    expect(await noticesOf("zhou.lead", theCase)).toEqual([]);
    await decide(id);
    expect(await noticesOf("zhou.lead", theCase)).toEqual(["STAY_MAY_END"]);
    expect(await noticesOf("qian.lead", theCase)).toEqual([]);
    for (const who of ["li.na", "wang.owner"]) expect(await noticesOf(who, theCase)).not.toContain("STAY_MAY_END");
    await theCase.do("zhou.lead", "closeExternal", { outcome: "法院判决服务商退还 500 元。" });
    expect(await theCase.look()).toMatchObject({ status: "CLOSED", closureReason: "EXTERNAL" });
    expect(await wrong({})).toMatchObject({ code: "NOT_IN_THIS_STATE" });
  });

  further("what the body did not take lets the case go on, and news of other referrals tells no lead", async () => {
    const theCase = await caseIn(world, "SUBMITTED");
    const { id } = await create(theCase);
    const beside = await create(theCase, { route: "CONSUMER_ASSOCIATION" });
    await stay(theCase, { referralId: id });
    await update(beside.id, { status: "WITHDRAWN" });
    expect(await noticesOf("zhou.lead", theCase)).toEqual([]);
    await update(id, { status: "REFUSED" });
    expect(await noticesOf("zhou.lead", theCase)).toEqual(["STAY_MAY_END"]);
    await theCase.do("zhou.lead", "resumeComplaint", { reason: "法院未予立案，继续处理。" });
    expect((await theCase.look()).status).toBe("SUBMITTED");
    await update((await create(theCase)).id, { status: "WITHDRAWN" });
    expect(await noticesOf("zhou.lead", theCase)).toEqual(["STAY_MAY_END"]);
  });

  describe("the ways outside", () => {
    // oxlint-disable-next-line typescript/no-explicit-any -- answers are untyped, as on the wire
    const routes = async (theCase: WorldCase, who = "li.na"): Promise<any> => {
      const query = `query ($id: ID!) { outsideRoutes(complaintId: $id) { openUntil referral { id } route { route version name { en } conditions { agreementNeeded withinDays } }
        unavailableBecause { code message availableAt } } }`;
      const { data, errors } = await (await world.as(who)).gql(query, { id: theCase.id });
      if (errors) return errors[0]?.extensions.code;
      return Object.fromEntries(
        data.outsideRoutes.map((choice: { route: { route: string } }) => [choice.route.route, choice]),
      );
    };

    test("say which are open to this consumer, why the others are not, and from when", async () => {
      const theCase = await caseIn(world, "NEGOTIATING");
      const opened = (await world.db.byId(Complaint, theCase.id))?.openedAt ?? NaN;
      const first = await routes(theCase);
      expect(Object.keys(first)).toEqual([
        "CONSUMER_ASSOCIATION",
        "MEDIATION",
        "ADMINISTRATIVE_AUTHORITY",
        "ARBITRATION",
        "COURT",
      ]);
      expect(first.CONSUMER_ASSOCIATION.unavailableBecause).toMatchObject({
        code: "NOT_YET",
        availableAt: new Date(opened + 48 * HOUR).toISOString(),
      });
      expect(first.COURT).toMatchObject({
        unavailableBecause: null,
        openUntil: new Date(opened + 1_095 * 24 * HOUR).toISOString(),
        referral: null,
      });
      // A warning is no bar: the choice is the consumer's.
      const association = await create(theCase, { route: "CONSUMER_ASSOCIATION" });
      const { id } = await create(theCase, { route: "COURT" });
      await update(id, { status: "ACCEPTED" });
      const then = await routes(theCase, "chen.mod");
      expect(then.COURT).toMatchObject({ unavailableBecause: null, referral: { id } });
      expect(then.CONSUMER_ASSOCIATION.referral).toEqual({ id: association.id });
      for (const closed of ["CONSUMER_ASSOCIATION", "MEDIATION", "ADMINISTRATIVE_AUTHORITY", "ARBITRATION"])
        expect([closed, then[closed].unavailableBecause?.code, then[closed].unavailableBecause?.message]).toEqual([
          closed,
          "NOT_IN_THIS_STATE",
          "A court has accepted this dispute.",
        ]);
      expect(await routes(theCase, "wang.owner")).toBe("FORBIDDEN");
      expect(await routes(theCase, "tom")).toBe("NOT_FOUND");
    });

    further("are a public catalogue whose every version stays on record", async () => {
      const query = `query ($at: DateTime) { outsideRouteCatalogue(at: $at) { id route version legalBasis { zhCN } documents { en } conditions { amountUpTo { amount currency } closedBy } } }`;
      const mediation = async (at?: string) =>
        (await world.visitor.ok(query, { at })).outsideRouteCatalogue.find(
          ({ route }: { route: string }) => route === "MEDIATION",
        );
      const before = new Date(world.clock.now()).toISOString();
      const first = await mediation();
      expect(first).toMatchObject({ version: 1, conditions: { amountUpTo: null, closedBy: ["ARBITRATION", "COURT"] } });
      const theCase = await caseIn(world, "NEGOTIATING");
      const old = await create(theCase, { route: "MEDIATION" });

      world.clock.advance(1_000);
      const both = (text: string) => ({ zhCN: `${text}（中）`, en: text });
      const { outsideRoute } = await (
        await world.as("admin")
      ).do(
        "publishOutsideRoute",
        {
          route: "MEDIATION",
          ...{
            name: both("Mediation"),
            body: both("Anybody"),
            summary: both("Mediates"),
            legalBasis: both("Article 39"),
          },
          ...{ cost: both("Free"), duration: both("A week"), documents: [both("The order")] },
          conditions: { amountUpTo: { amount: 1_000, currency: "CNY" }, agreementNeeded: true },
        },
        "{ outsideRoute { id version effectiveUntil } }",
      );
      expect(outsideRoute).toMatchObject({ version: 2, effectiveUntil: null });
      expect(await mediation()).toMatchObject({
        version: 2,
        conditions: { amountUpTo: { amount: 1_000, currency: "CNY" } },
      });
      expect(await mediation(before)).toMatchObject({ id: first.id, version: 1 });
      const under = `query ($id: ID!) { referral(id: $id) { outsideRoute { version } } }`;
      expect((await (await world.as("li.na")).ok(under, { id: old.id })).referral.outsideRoute.version).toBe(1);
      expect((await routes(theCase)).MEDIATION.unavailableBecause.message).toContain("amount");
    });
  });

  test("a case holds a bounded number of them", async () => {
    const theCase = await caseIn(world, "NEGOTIATING");
    const { id } = await update((await create(theCase)).id, { status: "WITHDRAWN" });
    const first = await world.db.byId(Referral, id);
    const more = Array.from({ length: 19 }, () => ({ ...first, id: newId(Referral) }));
    await world.db.transact(async (tx) => tx.insert(Referral, ...more));
    const { code } = await refusal("li.na", "createReferral", { complaintId: theCase.id, route: "COURT" });
    expect(code).toBe("LIMIT_REACHED");
  });
});
