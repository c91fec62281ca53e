import type { Context } from "../../../src/platform/graphql/context";
import { logOpening } from "../../../src/case/complaints/log-opening";
import { Complaint } from "../../../src/case/complaints/complaint.entity";
import { HOUR } from "../../../src/platform/time";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type World } from "../../support/world";
import { caseIn, type WorldCase } from "../complaints/world-case";

const OPEN = "query ($id: ID!) { complaint(id: $id) { title } }";
const LOG =
  "query ($id: ID!) { accessLog(first: 20, filter: { complaintId: $id }) { nodes { kind byRole by { displayName } targetId } } }";

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

  test.each([
    ["what was said", "messages { nodes { text } }"],
    ["the evidence", "evidence { nodes { title } }"],
    ["the history", "timeline { nodes { type } }"],
  ])("%s, read from a list of cases, leaves the same trace", async (_, fields) => {
    const { id } = await caseIn(world, "NEGOTIATING");
    expect(await opened(id)).toEqual([]);
    const list = (read: string): Promise<unknown> =>
      ask("sun.audit", `{ complaints(first: 1) { nodes { id ${read} } } }`);
    expect(await list("title")).toEqual({ complaints: { nodes: [expect.objectContaining({ id })] } });
    expect(await opened(id)).toEqual([]);
    await list(fields);
    expect(await opened(id)).toEqual(["AUDITOR"]);
  });

  test("when it cannot be recorded, nothing is shown", async () => {
    const { id } = await caseIn(world, "NEGOTIATING");
    const auditor = await world.as("sun.audit");
    await world.db.transact(async (tx) => tx.execute("ALTER TABLE access_log RENAME TO access_log_away"));
    try {
      const { data, errors } = await auditor.gql(OPEN, { id });
      expect(JSON.stringify(data ?? null)).not.toContain("title");
      expect(errors).toHaveLength(1);
    } finally {
      await world.db.transact(async (tx) => tx.execute("ALTER TABLE access_log_away RENAME TO access_log"));
    }
    await ask("sun.audit", OPEN, id);
    expect(await opened(id)).toEqual(["AUDITOR"]);
  });
});
