import type { GraphQLObjectType } from "graphql";
import type { Context } from "../../../src/platform/graphql/context";
import { logOpening } from "../../../src/case/complaints/log-opening";
import { Complaint } from "../../../src/case/complaints/complaint.entity";
import { HOUR } from "../../../src/platform/time";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type World } from "../../support/world";
import { caseIn, type WorldCase } from "../complaints/world-case";
import { submit } from "../evidence/evidence-case";
import { PNG } from "../evidence/samples";
import { AGREED, receive, ship } from "../returns/return-cases";

const OPEN = "query ($id: ID!) { complaint(id: $id) { title } }";
const LOG =
  "query ($id: ID!) { accessLog(first: 100, filter: { complaintId: $id }) { nodes { kind byRole by { displayName } targetId } } }";

/** What a list of cases may show without a trace: what is known of a case without what anybody said in it. */
const KNOWN_OF_A_CASE = [
  ...["id", "externalId", "number", "status", "closureReason", "breachClass", "title", "demandKind", "demandBasis"],
  ...["track", "trackReason", "severity", "version", "openedAt", "updatedAt", "statusSince", "closedAt", "dueAt"],
  ...["providerFirstResponseAt", "providerRefusedAt", "evidenceCount", "reopenedCount", "evidenceRoot", "category"],
  ...["finalAnswer", "finalAnswerAt", "verdict", "verdictSatisfaction", "verdictAt", "decidedCaseId", "refusalGround"],
  ...["order", "provider", "consumerName", "atStake", "demand", "claim", "presumedBroken", "cursor", "stages"],
  ...["breaches", "repayments", "formerPayouts", "seenMarks", "openedByPlatform", "suggestedGuides", "dossiers"],
  // What the viewer may do with it, and what the desk and the inspectors do.
  ...["availableActions", "automaticActs", "viewerSide", "messageVisibilities", "referralActions", "deskActions"],
  ...["lease", "held", "queue", "assignedTo", "escalated", "myRulingDraft", "inspectionActions", "dossierReaders"],
  ...["inspections", "legalHolds"],
  // Has an entry of its own.
  "consumerRecord",
];
const OPENS: readonly (readonly [what: string, fields: string])[] = [
  ["the story", "story"],
  ["the demand", "demandText"],
  ["what is new", "newFacts"],
  ["the answer", "finalAnswerText"],
  ["the verdict", "verdictText"],
  ["what was expected", "breaches { expected }"],
  ["what came instead", "breaches { delivered }"],
  ["what was said", "messages { nodes { text } }"],
  ["what colleagues noted", "notes { nodes { text } }"],
  ["the evidence", "evidence { nodes { title } }"],
  ["the history", "timeline { nodes { type } }"],
  ["who was told", "deliveries { nodes { state } }"],
  ["the offers", "offers { nodes { text } }"],
  ["the settlement", "settlement { id }"],
  ["the questions", "requests { nodes { id } }"],
  ["the appeals", "appeals { id }"],
  ["the ruling", "ruling { id }"],
  ["the ruling that waits", "rulingAwaitingApproval { id }"],
  ["interim measures", "interimMeasures { id }"],
  ["what it waits for", "stays { id }"],
  ["the referrals", "referrals { id }"],
  ["the return", "returnCase { id }"],
  ["what was paid without a ruling", "compensation { id }"],
];

forEachDatabase((kind) => {
  let world: World;
  let theCase: WorldCase;
  beforeAll(async () => {
    world = await startWorld(kind);
    theCase = await caseIn(world, "UNDER_REVIEW");
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  const ask = async (login: string, query: string, id = theCase.id): Promise<unknown> =>
    (await world.as(login)).ok(query, { id });
  const opened = async (id = theCase.id): Promise<string[]> => {
    const { accessLog } = await (await world.as("sun.audit")).ok(LOG, { id });
    const entries = accessLog.nodes as { kind: string; byRole: string; targetId: string }[];
    return entries
      .filter(({ kind: what, targetId }) => what === "CASE_READ" && targetId === id)
      .map((each) => each.byRole);
  };

  test("a case that staff open is in the log, once an hour for each of them, and its consumer sees it", async () => {
    const before = await opened();
    await ask("qian.lead", OPEN);
    await ask("qian.lead", OPEN);
    expect(await opened()).toEqual(["LEAD_MODERATOR", ...before]);
    const seen = await (await world.as(theCase.people.consumer)).ok(LOG, { id: theCase.id });
    expect(seen.accessLog.nodes[0]).toMatchObject({ byRole: "LEAD_MODERATOR", by: null });
    // Whose case it is may read it without a trace.
    for (const party of [theCase.people.consumer, "wang.owner"]) await ask(party, OPEN);
    expect(await opened()).toEqual(["LEAD_MODERATOR", ...before]);

    const { services } = world.server;
    const actor = await services.currentActor((await world.as("qian.lead")).accountId);
    const complaint = await world.db.byId(Complaint, theCase.id);
    if (!actor || !complaint) throw new Error("gone");
    const later = { now: () => services.clock.now() + HOUR };
    await logOpening({ actor, services: { ...services, clock: later }, db: services.database } as Context, complaint);
    expect(await opened()).toEqual(["LEAD_MODERATOR", "LEAD_MODERATOR", ...before]);
  });

  test("there is nothing of a case that neither is known without it nor leaves a trace", () => {
    const type = world.server.services.schema.getType("Complaint") as GraphQLObjectType;
    const opening = OPENS.map(([, fields]) => fields.split(/\W/)[0] ?? "");
    expect(Object.keys(type.getFields()).sort()).toEqual([...new Set([...KNOWN_OF_A_CASE, ...opening])].sort());
  });

  test.each(OPENS)("%s, read from a list of cases, leaves the same trace", async (_, fields) => {
    // Another hour, of which nothing is remembered.
    world.advance(HOUR);
    const before = await opened();
    const list = (read: string): Promise<unknown> =>
      ask("sun.audit", `{ complaints(first: 1) { nodes { id ${read} } } }`);
    expect(await list("title breaches { kind }")).toMatchObject({ complaints: { nodes: [{ id: theCase.id }] } });
    expect(await opened()).toEqual(before);
    await list(fields);
    expect(await opened()).toEqual(["AUDITOR", ...before]);
  });

  test("what is read of a ruling or a return by itself leaves the same trace; what everybody may read of it leaves none", async () => {
    const decided = await caseIn(world, "RULED");
    const ruling = (read: string): Promise<unknown> =>
      ask("sun.audit", `{ rulings(first: 1) { nodes { complaint { id } ${read} } } }`);
    world.advance(HOUR);
    const before = await opened(decided.id);
    expect(await ruling("publicText outcome decidedAt")).toMatchObject({
      rulings: { nodes: [{ complaint: { id: decided.id } }] },
    });
    expect(await opened(decided.id)).toEqual(before);
    const traces = ["AUDITOR"];
    const inFull = ["facts", "reasoning", "findings { id }", "remedies { id }", "statementOfReasons { explanation }"];
    for (const read of [...inFull, "adverseInferences { inference }", "presumptionRebuttedBecause", "appeals { id }"]) {
      await ruling(read);
      expect(await opened(decided.id)).toEqual([...traces, ...before]);
      world.advance(HOUR);
      traces.push("AUDITOR");
    }

    const returned = await AGREED.open(world);
    await ship(returned);
    await receive(returned, "DAMAGED");
    await returned.do("li.na", "contestReturn", { reason: "寄出时完好。" });
    const goods = (read: string): Promise<unknown> =>
      ask("sun.audit", `{ contestedReturns(first: 1) { nodes { ${read} } } }`);
    expect(await goods("complaint { id } status refund { amount }")).toMatchObject({
      contestedReturns: { nodes: [{ complaint: { id: returned.id } }] },
    });
    expect(await opened(returned.id)).toEqual([]);
    await goods("contestReason");
    expect(await opened(returned.id)).toEqual(["AUDITOR"]);
  });

  test("what of a case is found by its own id, or in a list of its own, leaves the same trace", async () => {
    const heard = await caseIn(world, "EVIDENCE", { opening: { breachClass: "FRAUD" } });
    const piece = await submit(await world.as("li.na"), heard.id, PNG);
    const { referral } = await heard.do("li.na", "createReferral", { route: "COURT" }, "{ referral { id } }");
    await heard.do("chen.mod", "imposeInterimMeasure", {
      kind: "PAUSE_PROVIDER",
      days: 14,
      reason: "多名消费者反映同一情况，需先暂停接单。",
    });
    const measures = (read: string): Promise<unknown> =>
      ask("zhou.lead", `{ interimMeasuresWaiting(first: 1) { nodes { ${read} } } }`);
    world.advance(HOUR);
    const before = await opened(heard.id);
    expect(await measures("kind complaint { id }")).toMatchObject({
      interimMeasuresWaiting: { nodes: [{ complaint: { id: heard.id } }] },
    });
    expect(await opened(heard.id)).toEqual(before);
    await measures("reason");
    await ask("qian.lead", "query ($id: ID!) { referral(id: $id) { status } }", referral.id);
    const one = "query ($id: ID!) { node(id: $id) { ... on Evidence { title } } }";
    expect(await ask("sun.audit", one, piece)).toEqual({ node: { title: "聊天截图" } });
    expect(await opened(heard.id)).toEqual(["AUDITOR", "LEAD_MODERATOR", "LEAD_MODERATOR", ...before]);
  });

  test("what a page of a list opens is written together", async () => {
    const others = [await caseIn(world, "NEGOTIATING"), await caseIn(world, "NEGOTIATING")];
    world.advance(HOUR);
    const together: number[] = [];
    world.db.onCommit(({ accesses }) => void (accesses.length > 0 && together.push(accesses.length)));
    await ask(
      "sun.audit",
      "{ complaints(first: 3) { nodes { story breaches { expected } offers { nodes { text } } } } }",
    );
    expect(together).toEqual([3]);
    for (const { id } of others) expect(await opened(id)).toEqual(["AUDITOR"]);
  });

  test("whoever hears of all cases leaves a trace of those that they are told the words of", async () => {
    world.advance(HOUR);
    const lead = await world.as("zhou.lead");
    const before = await opened();
    const stream = lead.follow("subscription { moderationQueueUpdated { caughtUp complaint { id story } } }");
    await stream.until(({ received }) => received.length > 0);
    await theCase.do(theCase.people.provider, "sendMessage", { text: "材料已补充，请查收。" });
    await stream.until(({ received }) => JSON.stringify(received).includes(theCase.id));
    await lead.hangUp();
    expect(await opened()).toEqual(["LEAD_MODERATOR", ...before]);
  });

  test("when it cannot be recorded, nothing is shown", async () => {
    const { id } = await caseIn(world, "NEGOTIATING");
    world.advance(HOUR);
    const auditor = await world.as("sun.audit");
    await world.db.transact(async (tx) => tx.execute("ALTER TABLE access_log RENAME TO access_log_away"));
    try {
      const { data, errors } = await auditor.gql(OPEN, { id });
      expect(JSON.stringify(data ?? null)).not.toContain('"title"');
      expect(errors).toHaveLength(1);
      const inFull = await auditor.gql("{ rulings(first: 1) { nodes { id remedies { text } } } }");
      expect(JSON.stringify(inFull.data ?? null)).not.toContain('"text"');
      expect(inFull.errors).toHaveLength(1);
    } finally {
      await world.db.transact(async (tx) => tx.execute("ALTER TABLE access_log_away RENAME TO access_log"));
    }
    await ask("sun.audit", OPEN, id);
    expect(await opened(id)).toEqual(["AUDITOR"]);
  });
});
