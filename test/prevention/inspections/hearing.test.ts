import { forEachDatabase } from "../../support/databases";
import { startWorld, type World } from "../../support/world";
import { openStall } from "./market";

const SHOWN =
  "{ inspection { id status availableActions { action unavailableBecause { code } } toldAt answerDueAt statement silentAt } }";
const FINDING = "抽查十笔订单,三笔未按承诺时间交付。";
const TOLD = "试购订单承诺 48 小时交付,实际 71 小时后才交付。";
const STATEMENT = "延迟系物流异常所致,已向消费者说明,电话 13812345678。";

forEachDatabase((kind, further) => {
  let world: World;
  let providerId: string;
  beforeAll(async () => {
    world = await startWorld(kind);
    const { viewer } = await (await world.as("wang.owner")).ok(`{ viewer { memberships { provider { id } } } }`);
    providerId = viewer.memberships[0].provider.id;
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  const act = async (who: string, mutation: string, input: Record<string, unknown>, selection = SHOWN) =>
    (await world.as(who)).do(mutation, input, selection);
  const refusalOf = async (who: string, mutation: string, input: Record<string, unknown>) =>
    (await (await world.as(who)).tryTo(mutation, input)).extensions;
  const codeOf = async (who: string, mutation: string, input: Record<string, unknown>): Promise<string> =>
    (await refusalOf(who, mutation, input)).code;

  interface Found {
    inspectionId: string;
    observationId: string;
  }

  /** An inspection that he.inspect has, with an item found broken. */
  async function found(of = providerId): Promise<Found> {
    const { plan } = await act(
      "zhou.lead",
      "createInspectionPlan",
      { kind: "SCHEDULED", providerId: of, everyDays: 365, reason: "例行巡查,覆盖全部商家。" },
      "{ plan { inspections(first: 1) { nodes { id checklist { id } } } } }",
    );
    const [inspection] = plan.inspections.nodes;
    const observationId: string = inspection.checklist[0].id;
    await act("he.inspect", "takeInspection", { inspectionId: inspection.id });
    const note = "试购订单 71 小时后才交付。";
    await act("he.inspect", "recordObservation", { observationId, result: "BROKEN", text: note });
    return { inspectionId: inspection.id, observationId };
  }
  async function told(of = providerId): Promise<Found> {
    const item = await found(of);
    await act("he.inspect", "hearProvider", { inspectionId: item.inspectionId, text: TOLD });
    return item;
  }
  const closing = (inspectionId: string) => ({
    ...{ inspectionId, finding: FINDING, breachFound: true },
    publicConclusion: "抽查发现一笔订单未按承诺时间交付。",
  });
  const answering = (inspectionId: string) => ({ inspectionId, text: STATEMENT });
  const HEARINGS = `query ($id: ID!) { provider(id: $id) { inspectionHearings(first: 20) { nodes { id told statement availableActions { action } publicConclusion } } } }`;
  const CONCLUSIONS = `query ($id: ID!) { provider(id: $id) { inspectionConclusions(first: 20) { nodes { id statement providerSilent } } } }`;
  const conclusionOf = async (inspectionId: string) => {
    const { provider } = await world.visitor.ok(CONCLUSIONS, { id: providerId });
    return provider.inspectionConclusions.nodes.find(({ id }: { id: string }) => id === inspectionId);
  };
  const timeline = async (id: string): Promise<string[]> => {
    const { inspection } = await (
      await world.as("sun.audit")
    ).ok(`query ($id: ID!) { inspection(id: $id) { timeline(first: 100) { nodes { type actorRole } } } }`, { id });
    return inspection.timeline.nodes.map(({ type, actorRole }: Record<string, string>) => `${type} ${actorRole}`);
  };

  further("a breach is published only after the provider was heard, and its statement is shown beside it", async () => {
    const { inspectionId, observationId } = await found();
    expect(await refusalOf("he.inspect", "closeInspection", closing(inspectionId))).toMatchObject({
      code: "NOT_IN_THIS_STATE",
    });
    const { inspection } = await act("he.inspect", "hearProvider", { inspectionId, text: TOLD });
    expect(inspection.availableActions).toEqual([
      { action: "OPEN_CASE", unavailableBecause: null },
      { action: "OPEN_PLATFORM_CASE", unavailableBecause: null },
      { action: "CLOSE", unavailableBecause: { code: "NOT_YET" } },
    ]);
    expect(await refusalOf("he.inspect", "closeInspection", closing(inspectionId))).toMatchObject({
      ...{ code: "NOT_YET", availableAt: inspection.answerDueAt },
    });
    // Not even without a conclusion: the provider still has its say. And what it answers does not change meanwhile.
    const silently = { inspectionId, finding: FINDING, breachFound: true };
    expect(await codeOf("zhou.lead", "closeInspection", silently)).toBe("NOT_YET");
    expect(await codeOf("he.inspect", "recordObservation", { observationId, result: "KEPT" })).toBe(
      "NOT_IN_THIS_STATE",
    );
    expect(await codeOf("he.inspect", "hearProvider", { inspectionId, text: TOLD })).toBe("NOT_IN_THIS_STATE");

    const owner = await world.as("wang.owner");
    const { inbox } = await owner.ok(`{ inbox { notices(first: 20) { nodes { type } } } }`);
    expect(inbox.notices.nodes[0].type).toBe("INSPECTION_HEARING");
    const { hearing } = await owner.do(
      "answerInspection",
      answering(inspectionId),
      "{ hearing { id told statement availableActions { action } } }",
    );
    expect(hearing).toEqual({ id: inspectionId, told: TOLD, statement: STATEMENT, availableActions: [] });
    await act("he.inspect", "closeInspection", closing(inspectionId));
    expect(await conclusionOf(inspectionId)).toEqual({
      ...{ id: inspectionId, providerSilent: false },
      statement: STATEMENT.replace("13812345678", "***"),
    });
    expect((await timeline(inspectionId)).slice(-3)).toEqual([
      "INSPECTION_PROVIDER_TOLD INSPECTOR",
      "INSPECTION_ANSWERED PROVIDER_OWNER",
      "INSPECTION_CLOSED INSPECTOR",
    ]);
  });

  test("the provider's silence is recorded once, whether swept or not, and shown; it answers too late or twice in vain", async () => {
    const swept = await told();
    const unswept = await told();
    const answered = await told();
    await act("wang.owner", "answerInspection", answering(answered.inspectionId), "{ hearing { id } }");
    expect(await codeOf("wang.owner", "answerInspection", answering(answered.inspectionId))).toBe("NOT_IN_THIS_STATE");
    const passes = (id: string) =>
      world.db.transact(async (tx) =>
        tx.execute("UPDATE inspection SET answer_due_at = ? WHERE id = ?", [tx.now - 1, id]),
      );
    const notices = async (): Promise<string[]> => {
      const { inbox } = await (await world.as("wang.owner")).ok("{ inbox { notices(first: 20) { nodes { type } } } }");
      return inbox.notices.nodes.map(({ type }: { type: string }) => type);
    };
    // A day before its time is over, once, and only whoever has not answered.
    await world.db.transact(async (tx) => tx.execute("UPDATE inspection SET remind_at = ?", [tx.now - 1]));
    await world.server.services.sweep();
    await world.server.services.sweep();
    expect((await notices()).filter((type) => type === "INSPECTION_ANSWER_NEAR")).toHaveLength(2);
    await passes(swept.inspectionId);
    await world.server.services.sweep();
    await world.server.services.sweep();
    await passes(unswept.inspectionId);
    await passes(answered.inspectionId);
    for (const { inspectionId } of [swept, unswept]) {
      expect(await codeOf("wang.owner", "answerInspection", answering(inspectionId))).toBe("TOO_LATE");
      await act("he.inspect", "closeInspection", closing(inspectionId));
      const history = await timeline(inspectionId);
      expect(history.filter((each) => each.startsWith("INSPECTION_UNANSWERED"))).toEqual([
        "INSPECTION_UNANSWERED SYSTEM",
      ]);
      expect(await conclusionOf(inspectionId)).toMatchObject({ statement: null, providerSilent: true });
    }
    await act("he.inspect", "closeInspection", closing(answered.inspectionId));
    expect(await conclusionOf(answered.inspectionId)).toMatchObject({ providerSilent: false });
    await world.server.services.sweep();
    expect(await timeline(answered.inspectionId)).not.toContain("INSPECTION_UNANSWERED SYSTEM");
  });

  further("only its own people read what a provider is told, and answer it", async () => {
    const { inspectionId } = await told();
    const stall = await openStall(world);
    const elsewhere = await told(stall.providerId);
    // Of another provider; of one that nobody was told of; of staff; of the public.
    expect(await codeOf("wang.owner", "answerInspection", answering(elsewhere.inspectionId))).toBe("NOT_FOUND");
    const untold = await found();
    expect(await codeOf("wang.owner", "answerInspection", answering(untold.inspectionId))).toBe("NOT_FOUND");
    for (const who of ["he.inspect", "zhou.lead", "chen.mod", "li.na", "admin"])
      expect([who, await codeOf(who, "answerInspection", answering(inspectionId))]).toEqual([who, "FORBIDDEN"]);
    for (const who of ["wang.owner", "chen.mod", "li.na"])
      expect([who, await codeOf(who, "hearProvider", { inspectionId: untold.inspectionId, text: TOLD })]).toEqual([
        who,
        "FORBIDDEN",
      ]);
    for (const who of ["he.inspect", "li.na"]) {
      const { provider } = await (await world.as(who)).ok(HEARINGS, { id: providerId });
      expect(provider.inspectionHearings).toBeNull();
    }
    const { provider } = await (await world.as("wang.owner")).ok(HEARINGS, { id: providerId });
    const ids = provider.inspectionHearings.nodes.map(({ id }: { id: string }) => id);
    expect(ids).toContain(inspectionId);
    expect(ids).not.toContain(untold.inspectionId);
    // The inspection itself stays the platform's.
    expect(await codeOf("wang.owner", "closeInspection", closing(inspectionId))).toBe("FORBIDDEN");
  });
});
