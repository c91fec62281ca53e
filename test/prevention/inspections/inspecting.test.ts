import { createPromiseVersion } from "../../../src/market/promises/create-promise-version";
import { ServicePromise } from "../../../src/market/promises/service-promise.entity";
import { countEvents } from "../../../src/prevention/inspections/risk.queries";
import { caseIn, opening, placeOrder, WorldCase } from "../../case/complaints/world-case";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type World } from "../../support/world";
import { complain, newConsumers, openStall, placeOrders } from "./market";

const SHOWN =
  "{ inspection { id status availableActions { action } isMine assignedToName checklist { id kind question result note } } }";
const FINDING = "抽查十笔订单,三笔未按承诺时间交付。";

forEachDatabase((kind, further) => {
  let world: World;
  let demoProvider: string;
  beforeAll(async () => {
    world = await startWorld(kind);
    const { viewer } = await (await world.as("wang.owner")).ok(`{ viewer { memberships { provider { id } } } }`);
    demoProvider = viewer.memberships[0].provider.id;
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  /** A fresh inspection of a provider, the demo's unless said otherwise. */
  async function inspectionOf(
    providerId = demoProvider,
  ): Promise<{ id: string; checklist: { id: string; kind: string | null; question: string }[] }> {
    const { plan } = await (
      await world.as("zhou.lead")
    ).do(
      "createInspectionPlan",
      { kind: "SCHEDULED", providerId, everyDays: 365, reason: "例行巡查,覆盖全部商家。" },
      "{ plan { inspections(first: 1) { nodes { id checklist { id kind question } } } } }",
    );
    return plan.inspections.nodes[0];
  }
  const act = async (who: string, mutation: string, input: Record<string, unknown>, selection = SHOWN) =>
    (await world.as(who)).do(mutation, input, selection);
  const codeOf = async (who: string, mutation: string, input: Record<string, unknown>): Promise<string> =>
    (await (await world.as(who)).tryTo(mutation, input)).extensions.code;
  const itemOf = ({ checklist }: Awaited<ReturnType<typeof inspectionOf>>, kind: string | null): string =>
    checklist.find((item) => item.kind === kind)?.id ?? "";
  const broken = (observationId: string) => ({ observationId, result: "BROKEN", text: "试购订单 71 小时后才交付。" });
  const inboxOf = async (who: string): Promise<string[]> => {
    const { inbox } = await (await world.as(who)).ok(`{ inbox { notices(first: 100) { nodes { type } } } }`);
    return inbox.notices.nodes.map(({ type }: { type: string }) => type);
  };
  const found = async (who: string, filter: Record<string, unknown>): Promise<string[]> => {
    const query = `query ($filter: InspectionFilter) { inspections(first: 100, filter: $filter) { nodes { id } } }`;
    const { inspections } = await (await world.as(who)).ok(query, { filter });
    return inspections.nodes.map(({ id }: { id: string }) => id);
  };
  /** An inspection that he.inspect has, with its item about delivery found broken. */
  async function brokenItem(): Promise<{ inspectionId: string; observationId: string }> {
    const inspection = await inspectionOf();
    await act("he.inspect", "takeInspection", { inspectionId: inspection.id });
    const observationId = itemOf(inspection, "DELIVERY_TIME");
    await act("he.inspect", "recordObservation", broken(observationId));
    return { inspectionId: inspection.id, observationId };
  }
  /** The follow-up of a provider's latest inspection, two days later. */
  async function followedUp(providerId: string): Promise<string> {
    await world.later(48);
    const [id = ""] = await found("zhou.lead", { providerId, origin: "FOLLOW_UP" });
    return id;
  }
  async function caseInput(observationId: string): Promise<Record<string, unknown>> {
    return { ...opening(await placeOrder(world)), title: "巡查发现未按时交付", observationId };
  }

  further("one person has it, fills in the checklist and closes it; everybody else may not", async () => {
    const inspection = await inspectionOf();
    const { id: inspectionId } = inspection;
    const [general, delivery] = [itemOf(inspection, null), itemOf(inspection, "DELIVERY_TIME")];
    const kept = { observationId: general, result: "KEPT" };
    expect(await codeOf("he.inspect", "recordObservation", kept)).toBe("FORBIDDEN");
    const taken = (await act("he.inspect", "takeInspection", { inspectionId })).inspection;
    expect(taken).toMatchObject({
      ...{ isMine: true, assignedToName: "何平" },
      availableActions: ["RECORD", "HEAR", "OPEN_CASE", "OPEN_PLATFORM_CASE", "CLOSE"].map((action) => ({ action })),
    });
    expect(await codeOf("qian.lead", "takeInspection", { inspectionId })).toBe("NOT_IN_THIS_STATE");
    for (const who of ["chen.mod", "sun.audit", "admin", "li.na", "wang.owner"])
      expect([who, await codeOf(who, "recordObservation", kept)]).toEqual([who, "FORBIDDEN"]);
    expect(await codeOf("qian.lead", "recordObservation", kept)).toBe("FORBIDDEN");
    expect(await codeOf("he.inspect", "recordObservation", { observationId: delivery, result: "BROKEN" })).toBe(
      "BAD_USER_INPUT",
    );
    await act("he.inspect", "recordObservation", { ...kept, reference: "订单 2026-001" });
    await act("he.inspect", "recordObservation", { observationId: delivery, result: "KEPT" });
    await act("he.inspect", "recordObservation", broken(delivery));

    const closing = { inspectionId, finding: FINDING };
    expect(await codeOf("he.inspect", "closeInspection", { ...closing, breachFound: false })).toBe("BAD_USER_INPUT");
    await act("zhou.lead", "assignInspection", { inspectionId, inspectorLogin: "qian.lead" });
    expect(await codeOf("he.inspect", "closeInspection", { ...closing, breachFound: true })).toBe("FORBIDDEN");
    expect(await codeOf("zhou.lead", "assignInspection", { inspectionId, inspectorLogin: "chen.mod" })).toBe(
      "NOT_FOUND",
    );
    const before = await inboxOf("wang.owner");
    const closed = (await act("qian.lead", "closeInspection", { ...closing, breachFound: true })).inspection;
    expect(closed).toMatchObject({
      status: "CLOSED",
      availableActions: [{ action: "OPEN_CASE" }, { action: "OPEN_PLATFORM_CASE" }],
    });
    const results = closed.checklist.map(({ id, result }: { id: string; result: string }) => [id, result]);
    expect(new Map(results)).toEqual(
      new Map(
        inspection.checklist.map(({ id }) => [
          id,
          id === general ? "KEPT" : id === delivery ? "BROKEN" : "NOT_CHECKED",
        ]),
      ),
    );
    expect(await codeOf("qian.lead", "recordObservation", kept)).toBe("NOT_IN_THIS_STATE");
    expect(await inboxOf("wang.owner")).toEqual(before);

    const { inspection: seen } = await (
      await world.as("sun.audit")
    ).ok(`query ($id: ID!) { inspection(id: $id) { timeline(first: 100) { nodes { type actorRole } } } }`, {
      id: inspectionId,
    });
    expect(seen.timeline.nodes.map(({ type, actorRole }: Record<string, string>) => `${type} ${actorRole}`)).toEqual([
      "INSPECTION_OPENED SYSTEM",
      "INSPECTION_TAKEN INSPECTOR",
      ...Array<string>(3).fill("INSPECTION_OBSERVED INSPECTOR"),
      "INSPECTION_ASSIGNED MODERATOR",
      "INSPECTION_CLOSED MODERATOR",
    ]);
  });

  further("only with a public conclusion does the provider hear of it, and so does everybody", async () => {
    const { id: inspectionId } = await inspectionOf();
    const live = world.visitor.follow(
      `subscription ($id: ID!) { providerUpdated(id: $id) { caughtUp event { type data } } }`,
      { id: demoProvider },
    );
    await live.until(({ received }) => received[0]?.caughtUp === true);
    const publicConclusion = "抽查十单,均按承诺交付。";
    const input = { inspectionId, finding: FINDING, breachFound: false, publicConclusion };
    const { message, extensions } = await (
      await world.as("he.inspect")
    ).tryTo("closeInspection", { ...input, publicConclusion: "经电话 13800138000 核实,均按承诺交付。" });
    expect([extensions.field, message]).toEqual(["input.publicConclusion", expect.stringContaining("13800138000")]);
    await act("he.inspect", "closeInspection", input, "{ inspection { publicConclusion } }");
    await live.untilEvent("INSPECTION_CONCLUDED");
    expect(live.events().map(({ type }) => type)).toEqual(["INSPECTION_CONCLUDED"]);
    live.close();
    expect(await inboxOf("wang.owner")).toContain("INSPECTION_CONCLUDED");
    const { provider } = await world.visitor.ok(
      `query ($id: ID!) { provider(id: $id) { inspectionConclusions(first: 1) { nodes { id conclusion breachFound at } } } }`,
      { id: demoProvider },
    );
    expect(provider.inspectionConclusions.nodes).toEqual([
      { id: inspectionId, conclusion: publicConclusion, breachFound: false, at: expect.any(String) },
    ]);
  });

  further("what was found becomes the consumer's case, judged by somebody else, to the end", async () => {
    const { inspectionId, observationId } = await brokenItem();
    const input = await caseInput(observationId);
    const { complaint } = await act(
      "he.inspect",
      "openCaseFromFinding",
      input,
      "{ complaint { id status consumerName openedByPlatform inspections { id } } inspection { checklist { complaint { id } } } }",
    );
    expect(complaint).toMatchObject({ status: "SUBMITTED", consumerName: "李娜", openedByPlatform: true });
    expect((await inboxOf("li.na")).slice(0, 2)).toEqual(["COMPLAINT_OPENED_BY_PLATFORM", "COMPLAINT_OPENED"]);
    expect((await inboxOf("wang.owner"))[0]).toBe("COMPLAINT_OPENED");
    const again = await (await world.as("he.inspect")).tryTo("openCaseFromFinding", input);
    expect(again.extensions).toMatchObject({ code: "ALREADY_EXISTS", existingId: complaint.id });

    const inspector = await world.as("he.inspect");
    const setRoles = (roles: string[]) => world.setRoles({ accountId: inspector.accountId, roles });
    await setRoles(["INSPECTOR", "MODERATOR"]);
    expect(await codeOf("he.inspect", "takeComplaint", { complaintId: complaint.id })).toBe("CONFLICT_OF_INTEREST");
    await setRoles(["INSPECTOR"]);

    const people = { consumer: "li.na", provider: "wang.owner", moderator: "chen.mod" };
    const theCase = new WorldCase(world, complaint.id, input.orderId as string, people, {});
    await theCase.do("chen.mod", "acceptComplaint", { leaseToken: await theCase.take() });
    await theCase.do("li.na", "closeEvidence");
    await theCase.do("wang.owner", "closeEvidence");
    const since = world.clock.now();
    await theCase.do("chen.mod", "issueRuling", { leaseToken: await theCase.take(), ...(await theCase.ruling()) });
    await theCase.ring("APPEAL_WINDOW");
    expect(await theCase.look("inspections { id }", await world.as("chen.mod"))).toMatchObject({
      status: "ENFORCING",
      inspections: [{ id: inspectionId }],
    });
    const upheld = (from: number, until: number) => countEvents(world.db, "UPHELD", demoProvider, from, until);
    expect(await upheld(since, world.clock.now())).toBe(1);
    expect(await upheld(world.clock.now(), world.clock.now() + 1_000)).toBe(0);

    // The platform's own case is no complaint of a pattern, and its provider is not told what lies behind it.
    await world.projected();
    const counted = await world.db.query("SELECT id FROM pattern_complaint WHERE complaint_id = ?", [complaint.id]);
    expect(counted).toEqual([]);
    const seen = await theCase.look("openedByPlatform inspections { id }", await world.as("wang.owner"));
    expect(seen).toMatchObject({ openedByPlatform: true, inspections: [] });
    await act("he.inspect", "closeInspection", { inspectionId, finding: FINDING, breachFound: true });
  });

  further("whoever looked before somebody else took over does not judge what was found", async () => {
    const { inspectionId, observationId } = await brokenItem();
    await act("zhou.lead", "assignInspection", { inspectionId, inspectorLogin: "qian.lead" });
    await act("qian.lead", "recordObservation", broken(observationId));
    const input = await caseInput(observationId);
    const { complaint } = await act("qian.lead", "openCaseFromFinding", input, "{ complaint { id } }");
    const { accountId } = await world.as("he.inspect");
    const setRoles = (roles: string[]) => world.setRoles({ accountId, roles });
    await setRoles(["INSPECTOR", "MODERATOR"]);
    expect(await codeOf("he.inspect", "takeComplaint", { complaintId: complaint.id })).toBe("CONFLICT_OF_INTEREST");
    await setRoles(["INSPECTOR"]);
    expect(await codeOf("qian.lead", "takeComplaint", { complaintId: complaint.id })).toBe("CONFLICT_OF_INTEREST");
  });

  test("whoever goes on with the inspection after a case was opened from it does not judge it either", async () => {
    const { inspectionId, observationId } = await brokenItem();
    const input = await caseInput(observationId);
    const { complaint } = await act("he.inspect", "openCaseFromFinding", input, "{ complaint { id } }");
    await act("zhou.lead", "closeInspection", { inspectionId, finding: FINDING, breachFound: true });
    expect(await codeOf("zhou.lead", "takeComplaint", { complaintId: complaint.id })).toBe("CONFLICT_OF_INTEREST");
    await act("li.na", "withdrawComplaint", { complaintId: complaint.id }, "{ complaint { id } }");
  });

  further("the consumer may take it back", async () => {
    const { observationId } = await brokenItem();
    const input = await caseInput(observationId);
    const { complaint } = await act("he.inspect", "openCaseFromFinding", input, "{ complaint { id } }");
    await act("li.na", "withdrawComplaint", { complaintId: complaint.id }, "{ complaint { id } }");
  });

  further(
    "a case is opened from what is broken, about an order it concerns, that nobody complains about yet",
    async () => {
      const { inspectionId, observationId } = await brokenItem();
      const input = await caseInput(observationId);
      const versions = (await placeOrder(world)).promiseVersionIds;
      const [breach] = input.breaches as Record<string, unknown>[];
      expect(await codeOf("he.inspect", "openCaseFromFinding", { ...input, orderId: "ord_x" })).toBe("NOT_FOUND");
      const otherKind = { ...input, breaches: [{ ...breach, promiseVersionId: versions[1] }] };
      expect(await codeOf("he.inspect", "openCaseFromFinding", otherKind)).toBe("BAD_USER_INPUT");
      const { inspection } = await (
        await world.as("he.inspect")
      ).ok(`query ($id: ID!) { inspection(id: $id) { checklist { id result } } }`, { id: inspectionId });
      const unseen = inspection.checklist.find(({ result }: { result: string | null }) => result === null).id;
      expect(await codeOf("he.inspect", "openCaseFromFinding", { ...input, observationId: unseen })).toBe(
        "NOT_IN_THIS_STATE",
      );
      const stall = await openStall(world);
      const elsewhere = await inspectionOf(stall.providerId);
      await act("zhou.lead", "assignInspection", { inspectionId: elsewhere.id, inspectorLogin: "he.inspect" });
      const foreign = itemOf(elsewhere, "DELIVERY_TIME");
      await act("he.inspect", "recordObservation", broken(foreign));
      expect(await codeOf("he.inspect", "openCaseFromFinding", { ...input, observationId: foreign })).toBe("NOT_FOUND");

      // Nobody is made the consumer of a case who can take no part in it.
      const [gone] = await newConsumers(world, 1);
      const accountId = gone?.accountId ?? "";
      const [orderId] = await placeOrders(world, stall, accountId, 1);
      const about = { ...breach, promiseVersionId: stall.version.id };
      const theirs = { ...input, observationId: foreign, orderId, breaches: [about] };
      await act("admin", "suspendAccount", { accountId, reason: "核查中。" }, "{ clientMutationId }");
      const refused = await (await world.as("he.inspect")).tryTo("openCaseFromFinding", theirs);
      expect(refused.extensions).toMatchObject({ code: "NOT_IN_THIS_STATE", reason: "inspection.consumerGone" });
      await act("admin", "reinstateAccount", { accountId, reason: "已核查。" }, "{ clientMutationId }");
      await act("he.inspect", "openCaseFromFinding", theirs, "{ complaint { id } }");

      const { complaint } = await act(
        "li.na",
        "openComplaint",
        { ...opening({ id: input.orderId as string, promiseVersionIds: versions }), title: "未交付" },
        "{ complaint { id } }",
      );
      const open = await (await world.as("he.inspect")).tryTo("openCaseFromFinding", input);
      expect(open.extensions).toMatchObject({ code: "COMPLAINT_ALREADY_OPEN", existingId: complaint.id });
      expect(await codeOf("chen.mod", "openCaseFromFinding", input)).toBe("FORBIDDEN");
    },
  );

  test("the list is narrowed by what one looks for", async () => {
    const stall = await openStall(world);
    const { id } = await inspectionOf(stall.providerId);
    const of = { providerId: stall.providerId };
    const before = (days: number) => ({ to: new Date(world.clock.now() + days * 86_400_000).toISOString() });
    expect(await found("he.inspect", { ...of, unassigned: true, origin: "SCHEDULED" })).toEqual([id]);
    expect(await found("he.inspect", { ...of, origin: "RANDOM" })).toEqual([]);
    expect(await found("he.inspect", { ...of, dueAt: before(13) })).toEqual([]);
    expect(await found("he.inspect", { ...of, dueAt: before(15) })).toEqual([id]);
    expect(await found("he.inspect", { ...of, assignedToMe: true })).toEqual([]);
    await act("he.inspect", "takeInspection", { inspectionId: id });
    expect(await found("he.inspect", { ...of, assignedToMe: true })).toEqual([id]);
    expect(await found("zhou.lead", { ...of, assignedToMe: true })).toEqual([]);
    expect(await found("he.inspect", { ...of, unassigned: true })).toEqual([]);
  });

  test("whoever complained neither finds the pattern, nor hears of it, nor is given it", async () => {
    const stall = await openStall(world);
    const tom = await world.as("tom");
    await world.setRoles({ accountId: tom.accountId, roles: ["CONSUMER", "INSPECTOR"] });
    const subscription = `subscription { inspectionsUpdated { caughtUp event { type } inspection { id } } }`;
    const [ofTom, ofLead] = [tom, await world.as("zhou.lead")].map((person) => person.follow(subscription));
    for (const stream of [ofTom, ofLead]) await stream!.until(({ received }) => received[0]?.caughtUp === true);
    const others = await newConsumers(world, 4);
    await complain(world, stall, { ...others[0]!, accountId: tom.accountId });
    // Also when it was published anew since.
    const version = await world.db.transact(async (tx) => {
      const promise = await tx.byId(ServicePromise, stall.version.promiseId);
      const terms = { withinHours: 72 };
      if (!promise) throw new Error("the promise is gone");
      return createPromiseVersion(tx, promise, { text: "72 小时内交付", terms, publishedById: tom.accountId });
    });
    for (const consumer of others) await complain(world, { ...stall, version }, consumer);
    await world.projected();
    await ofLead!.untilEvent("INSPECTION_OPENED");
    const of = { providerId: stall.providerId };
    const [id] = await found("zhou.lead", of);
    expect(await found("tom", of)).toEqual([]);
    expect(await codeOf("tom", "takeInspection", { inspectionId: id })).toBe("NOT_FOUND");
    expect(await codeOf("zhou.lead", "assignInspection", { inspectionId: id, inspectorLogin: "tom" })).toBe(
      "CONFLICT_OF_INTEREST",
    );
    // What comes after it reaches both.
    await inspectionOf();
    await ofLead!.until((stream) => stream.events().length === 2);
    await ofTom!.untilEvent("INSPECTION_OPENED");
    expect(ofTom!.events()).toHaveLength(1);
    const refused = (await world.as("chen.mod")).follow(subscription);
    await refused.until(({ ended }) => ended !== undefined);
    expect(refused.errors[0]?.extensions.code).toBe("FORBIDDEN");

    // Nor what follows it up.
    const closing = { inspectionId: id, finding: FINDING, breachFound: true, followUpInDays: 1 };
    const telling = { ...closing, breachFound: false, publicConclusion: "已向 Tom 核实,均按承诺交付。" };
    expect(await codeOf("zhou.lead", "closeInspection", telling)).toBe("BAD_USER_INPUT");
    await act("zhou.lead", "closeInspection", closing);
    const followUp = await followedUp(of.providerId);
    expect(await found("tom", of)).toEqual([]);
    expect(await codeOf("tom", "takeInspection", { inspectionId: followUp })).toBe("NOT_FOUND");
    expect(await codeOf("zhou.lead", "assignInspection", { inspectionId: followUp, inspectorLogin: "tom" })).toBe(
      "CONFLICT_OF_INTEREST",
    );
    ofTom!.close();
    ofLead!.close();
  });

  further("an inspection of somebody who is no inspector any longer is free again", async () => {
    const { id: inspectionId } = await inspectionOf();
    await act("he.inspect", "takeInspection", { inspectionId });
    const { accountId } = await world.as("he.inspect");
    await world.setRoles({ accountId, roles: ["TRAINER"] });
    expect(await codeOf("qian.lead", "takeInspection", { inspectionId })).toBe("NOT_IN_THIS_STATE");
    await world.later(0);
    await act("qian.lead", "takeInspection", { inspectionId });
    await world.setRoles({ accountId, roles: ["INSPECTOR"] });
  });

  test("whose case it was does not follow up the inspection over it", async () => {
    const theCase = await caseIn(world, "SUBMITTED", { consumer: "tom" });
    await theCase.do("tom", "withdrawComplaint");
    const reason = "撤诉前的证据显示服务商可能多次违约。";
    const { inspection } = await theCase.do(
      "zhou.lead",
      "openInspection",
      { reason },
      "{ inspection { id provider { id } } }",
    );
    const closing = { inspectionId: inspection.id, finding: FINDING, breachFound: true, followUpInDays: 1 };
    await act("zhou.lead", "closeInspection", closing);
    const followUp = await followedUp(inspection.provider.id);
    const tom = await world.as("tom");
    expect((await tom.ok(`query ($id: ID!) { inspection(id: $id) { id } }`, { id: followUp })).inspection).toBeNull();
    expect(await codeOf("zhou.lead", "assignInspection", { inspectionId: followUp, inspectorLogin: "tom" })).toBe(
      "CONFLICT_OF_INTEREST",
    );
    const seen = await theCase.look(
      "inspectionActions { unavailableBecause { code } } inspections { id complaint { id } }",
      await world.as("zhou.lead"),
    );
    expect(seen).toMatchObject({
      inspectionActions: [{ unavailableBecause: { code: "ALREADY_EXISTS" } }],
      inspections: [{ id: inspection.id }, { id: followUp, complaint: { id: theCase.id } }],
    });
  });

  test("a new version of a checklist is asked from then on; what was opened before keeps its own", async () => {
    const before = await inspectionOf();
    const questions = [
      { en: "Was it delivered within the time promised, drafts included?", zhCN: "初稿与终稿是否均在承诺时间内交付?" },
    ];
    const input = { kind: "DELIVERY_TIME", questions };
    const { checklist } = await act(
      "qian.lead",
      "publishInspectionChecklist",
      input,
      "{ checklist { version kind questions { text } } }",
    );
    expect(checklist).toEqual({ version: 2, kind: "DELIVERY_TIME", questions: [{ text: questions[0]?.en }] });
    const after = await inspectionOf();
    const asked = ({ checklist: all }: typeof before) => all.find((item) => item.kind === "DELIVERY_TIME")?.question;
    expect(asked(after)).toBe(questions[0]?.en);
    expect(asked(before)).not.toBe(questions[0]?.en);
    const { inspectionChecklists } = await (
      await world.as("chen.mod")
    ).ok(`{ inspectionChecklists { kind version questions { en zhCN } } }`);
    expect(inspectionChecklists).toContainEqual({
      kind: "DELIVERY_TIME",
      version: 2,
      questions,
    });
    expect(await codeOf("he.inspect", "publishInspectionChecklist", input)).toBe("FORBIDDEN");
  });
});
