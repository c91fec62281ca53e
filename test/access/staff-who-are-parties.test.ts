import { caseIn, openCase, type WorldCase } from "../case/complaints/world-case";
import { forEachDatabase } from "../support/databases";
import { setFlatRules } from "../adjudication/points/flat-rules";
import { startWorld, type Person, type World } from "../support/world";

const QUEUE = `subscription { moderationQueueUpdated { caughtUp event { type } complaint { id } } }`;
const DRAFTS = "{ rulingsAwaitingApproval(first: 50) { nodes { id facts outcome } } }";
const AWAITING = "{ penaltiesAwaitingApproval(first: 50) { nodes { id kind } } }";
const BATCH = `query ($id: ID!) { bulkBatch(id: $id) { items { outcome changes { name after } complaint { id } } } }`;
const RULING = `query ($id: ID!) { ruling(id: $id) {
  penalties { kind cause approvals { decision note by { displayName } } } statementOfReasons { automatedDecision }
} }`;

/** Whoever complained reads in their own case as the consumer, also when they are a lead. (Members of providers cannot be staff.) */
forEachDatabase((kind, further) => {
  let world: World;
  let tom: Person;
  beforeEach(async () => {
    world = await startWorld(kind);
    await setFlatRules(world.db);
    const { accountId } = await world.as("tom");
    await world.setRoles({ accountId, roles: ["CONSUMER", "LEAD_MODERATOR"] });
    tom = await world.as("tom");
  });
  afterEach(() => world[Symbol.asyncDispose]());

  /** A ruling that awaits approval: grave enough for 24 points at once. */
  async function drafted(): Promise<WorldCase> {
    const theCase = await caseIn(world, "UNDER_REVIEW", { consumer: "tom" });
    const ruling = await theCase.ruling();
    const findings = (ruling.findings as object[]).map((finding) => ({ ...finding, severity: "L4" }));
    await theCase.do("chen.mod", "issueRuling", { ...ruling, findings, leaseToken: await theCase.take() });
    return theCase;
  }

  async function ruled(): Promise<{ theCase: WorldCase; rulingId: string }> {
    const theCase = await drafted();
    const rulingId = (await theCase.look("rulingAwaitingApproval { id }")).rulingAwaitingApproval.id as string;
    await (await world.as("zhou.lead")).do("approveRuling", { rulingId });
    await theCase.ring("APPEAL_WINDOW");
    return { theCase, rulingId };
  }

  further("the queue tells them of their own case what its parties are told", async () => {
    const [theCase, other] = [await openCase(world, fraudOf("tom")), await openCase(world, fraudOf("li.na"))];
    const [ofTom, ofZhou] = [tom, await world.as("zhou.lead")].map((person) => person.follow(QUEUE));
    for (const stream of [ofTom, ofZhou]) await stream?.until(({ received }) => received[0]?.caughtUp === true);
    await theCase.do("chen.mod", "acceptComplaint", { leaseToken: await theCase.take() });
    await other.take();
    await ofZhou?.until((stream) => stream.events().length === 3);
    await ofTom?.until((stream) => stream.events().at(-1)?.type === "COMPLAINT_TAKEN");
    const types = (stream: typeof ofTom) => stream?.events().map(({ type }) => type);
    expect(types(ofZhou)).toEqual(["COMPLAINT_TAKEN", "COMPLAINT_ACCEPTED", "COMPLAINT_TAKEN"]);
    expect(types(ofTom)).toEqual(["COMPLAINT_ACCEPTED", "COMPLAINT_TAKEN"]);
  });

  further("drafts of rulings in their own cases are not theirs to see", async () => {
    await drafted();
    const seenBy = async (person: Person) => (await person.ok(DRAFTS)).rulingsAwaitingApproval.nodes.length;
    expect(await seenBy(await world.as("qian.lead"))).toBe(1);
    expect(await seenBy(tom)).toBe(0);
  });

  further("nor are penalties that await approval in the leads' list, nor what leads said of them", async () => {
    const { rulingId } = await ruled();
    const qian = await world.as("qian.lead");
    const listed = async (person: Person) => (await person.ok(AWAITING)).penaltiesAwaitingApproval.nodes;
    expect(await listed(tom)).toEqual([]);
    const [suspension] = await listed(qian);
    expect(suspension).toMatchObject({ kind: "SUSPENSION" });
    const seen = async (person: Person) => (await person.ok(RULING, { id: rulingId })).ruling;
    const kinds = ({ penalties }: { penalties: { kind: string }[] }) => penalties.map((penalty) => penalty.kind);
    expect(kinds(await seen(qian))).toEqual(["WARNING", "SUSPENSION"]);
    const ofTom = await seen(tom);
    expect(kinds(ofTom)).toEqual(["WARNING"]);
    expect(ofTom.statementOfReasons).toEqual({ automatedDecision: "NOT_AUTOMATED" });
    await qian.do("approvePenalty", { penaltyId: suspension.id, reason: "同意。" }, "{ penalty { id } }");
    const approvals = async (person: Person) => (await seen(person)).penalties.at(-1).approvals;
    expect(await approvals(qian)).toMatchObject([{ note: "同意。", by: { displayName: "钱涛" } }]);
    expect(await approvals(tom)).toEqual([{ decision: "APPROVED", note: null, by: null }]);
    expect((await seen(tom)).statementOfReasons).toEqual({ automatedDecision: "AUTOMATED_PARTIALLY" });
  });

  test("a search shows them of their own case what it shows by its id, and finds what they could read there", async () => {
    const [theCase, other] = [await openCase(world, fraudOf("tom")), await openCase(world, fraudOf("li.na"))];
    for (const each of [theCase, other]) await each.take();
    const shown = "id consumerName lease { holderName } timeline(first: 50) { nodes { type } }";
    const found = async (person: Person, filter: object) =>
      (
        await person.ok(
          `query ($filter: ComplaintFilter) { complaints(filter: $filter) { nodes { ${shown} } totalCount { value } } }`,
          { filter },
        )
      ).complaints;
    for (const person of [tom, await world.as("zhou.lead")]) {
      const { nodes, totalCount } = await found(person, { text: theCase.id });
      const { complaint } = await person.ok(`query ($id: ID!) { complaint(id: $id) { ${shown} } }`, { id: theCase.id });
      expect(nodes).toEqual([complaint]);
      expect(totalCount.value).toBe(1);
    }
    const seen = (await found(tom, { text: "tom" })).nodes;
    expect(seen).toMatchObject([{ id: theCase.id, lease: null }]);
    expect((await found(await world.as("zhou.lead"), { text: "tom" })).nodes).toMatchObject([
      { id: theCase.id, lease: { holderName: "陈静" } },
    ]);
  });

  further("a batch does not show them what the desk did with their case", async () => {
    const [theCase, other] = [await openCase(world, fraudOf("tom")), await openCase(world, fraudOf("li.na"))];
    const action = {
      complaintIds: [theCase.id, other.id],
      ...{ kind: "ASSIGN", moderatorLogin: "liu.mod", reason: "今天由刘洋处理。" },
    };
    const lead = await world.as("zhou.lead");
    const { batch } = await lead.do("applyBulkAction", { action }, "{ batch { id } }");
    const items = async (person: Person) => (await person.ok(BATCH, { id: batch.id })).bulkBatch.items;
    const assigned = [{ name: "assignedTo", after: "刘洋" }];
    expect((await items(lead)).map(({ changes }: { changes: unknown }) => changes)).toEqual([assigned, assigned]);
    expect(await items(tom)).toMatchObject([
      { outcome: "CHANGED", changes: [], complaint: { id: theCase.id } },
      { changes: assigned },
    ]);
  });
});

const fraudOf = (consumer: string) => ({ consumer, opening: { breachClass: "FRAUD" } });
