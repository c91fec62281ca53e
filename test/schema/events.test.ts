import { readFileSync } from "node:fs";
import { join } from "node:path";
import { eventsDocument } from "../../src/app/cli/events-document";
import { hashEvent } from "../../src/platform/database/event-hash";
import { LoggedEvent } from "../../src/platform/database/event.entity";
import { setHouseRules } from "../adjudication/points/flat-rules";
import { forgetPoints, sellAgain, SITUATIONS } from "../case/complaints/situations";
import type { WorldCase } from "../case/complaints/world-case";
import { exported, richCase, verify } from "../public/dossier/exported";
import { forEachDatabase } from "../support/databases";
import { misshapen, toldEvents, type ToldEvent } from "../support/told-events";
import { startWorld, type World } from "../support/world";

const ROOT = join(__dirname, "../..");

describe("the catalogue of events", () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld("sqlite");
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  test("is what docs/events.md shows (npm run events prints it anew)", () => {
    expect(readFileSync(join(ROOT, "docs/events.md"), "utf8")).toBe(`${eventsDocument()}\n`);
  });

  test("is what the API tells: each value of EventType once, with words in both languages", async () => {
    const { eventTypes, __type } = await world.visitor.ok(
      `{ eventTypes { type recordedBy meaning { en zhCN } } __type(name: "EventType") { description enumValues { name description } } }`,
    );
    const told = eventTypes as { type: string; recordedBy: string; meaning: { en: string; zhCN: string } }[];
    expect(told.map(({ type }) => type)).toEqual(__type.enumValues.map(({ name }: { name: string }) => name));
    expect(new Set(told.map(({ type }) => type)).size).toBe(told.length);
    expect(told.filter(({ meaning: { en, zhCN } }) => en === "" || zhCN === "")).toEqual([]);
    expect(__type.description).toContain("More may be added");
    const { description } = __type.enumValues.find(({ name }: { name: string }) => name === "OFFER_ACCEPTED");
    expect(description).toMatch(/\(of a case\)\..*`offerId`, `by`, `dueAt`/);
    expect(told.find(({ type }) => type === "OFFER_ACCEPTED")).toMatchObject({ recordedBy: "case/negotiation" });
  });

  test("says of each particular what it is", async () => {
    const { eventTypes } = await world.visitor.ok(
      `{ eventTypes(types: [EVIDENCE_SUBMITTED, PAYMENT_CLAIMED, ROLE_PROPOSED]) { type history particulars { name kind nullable values } } }`,
    );
    const [evidence, payment, role] = eventTypes;
    expect(evidence.particulars).toEqual(
      expect.arrayContaining([
        { name: "evidenceId", kind: "ID", nullable: false, values: [] },
        { name: "by", kind: "ENUM", nullable: false, values: ["CONSUMER", "PROVIDER"] },
        { name: "late", kind: "FLAG", nullable: false, values: [] },
        { name: "supersedesId", kind: "ID", nullable: true, values: [] },
        { name: "wasDueAt", kind: "TIME", nullable: true, values: [] },
      ]),
    );
    const names = payment.particulars.map(({ name }: { name: string }) => name);
    expect(names).toContain("amount");
    expect(names).not.toContain("currency");
    expect(role).toMatchObject({ history: "ACCOUNT", particulars: [] });
  });

  test("is narrowed by type and by history; an unknown one is refused with its code", async () => {
    const { eventTypes } = await world.visitor.ok("{ eventTypes(history: INSPECTION) { history } }");
    expect(new Set(eventTypes.map(({ history }: { history: string }) => history))).toEqual(new Set(["INSPECTION"]));
    const error = await world.visitor.refused("query ($types: [EventType!]) { eventTypes(types: $types) { type } }", {
      types: ["OFFER_MADE", "OFFER_EATEN"],
    });
    expect(error.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "types.1" });
  });
});

forEachDatabase((kind) => {
  let world: World;
  let events: Map<string, ToldEvent[]>;
  let rich: Promise<WorldCase> | undefined;

  /** Cases in every situation that the lifecycle tells apart (a third of them on MariaDB, which is slower), and an inspection. */
  beforeAll(async () => {
    world = await startWorld(kind);
    await setHouseRules(world.db, { "uploads.perDay": { files: 10_000, bytes: 2 ** 40, arrivedBytes: 2 ** 40 } });
    await forgetPoints(world);
    const situations = Object.values(SITUATIONS).filter((_, index) => kind === "sqlite" || index % 3 === 0);
    for (const play of situations) {
      await sellAgain(world);
      await play(world);
    }
    await inspect();
    events = await toldEvents(world);
  }, 600_000);
  afterAll(() => world?.[Symbol.asyncDispose]());

  /** Opened by the first test that asks for it: what was told before has nothing of it. */
  const ofWhichMuchIsTold = (): Promise<WorldCase> => (rich ??= richCase(world).then(({ theCase }) => theCase));

  async function inspect(): Promise<void> {
    const { viewer } = await (await world.as("wang.owner")).ok(`{ viewer { memberships { provider { id } } } }`);
    const { plan } = await (
      await world.as("zhou.lead")
    ).do(
      "createInspectionPlan",
      {
        kind: "SCHEDULED",
        providerId: viewer.memberships[0].provider.id,
        everyDays: 365,
        reason: "例行巡查,覆盖全部商家。",
      },
      "{ plan { inspections(first: 1) { nodes { id checklist { id } } } } }",
    );
    const [{ id: inspectionId, checklist }] = plan.inspections.nodes;
    const inspector = await world.as("he.inspect");
    await inspector.do("takeInspection", { inspectionId }, "{ inspection { id } }");
    for (const { id: observationId } of checklist as { id: string }[])
      await inspector.do("recordObservation", { observationId, result: "KEPT" }, "{ inspection { id } }");
    const closing = {
      inspectionId,
      breachFound: false,
      finding: "抽查十笔,均按时交付。",
      publicConclusion: "均按时交付。",
    };
    await inspector.do("closeInspection", closing, "{ inspection { id } }");
  }

  test("what every event carries is what is said of its type: times are ISO, yes is true, money has a currency", async () => {
    expect(await misshapen(world, events.values())).toEqual([]);
    const told = new Set([...events.values()].flat().map(({ type }) => type));
    // Of orders there are notices alone.
    const logged = (await world.db.find(LoggedEvent, {})).filter(
      ({ streamId, audience }) => events.has(streamId) && !(streamId.startsWith("prv") && audience === "PARTIES"),
    );
    expect(new Set(logged.map(({ type }) => type))).toEqual(told);
    expect(told.size).toBeGreaterThan(kind === "sqlite" ? 70 : 50);
  });

  test("each carries what was recorded, which stays as it was", async () => {
    const logged = new Map(
      (await world.db.find(LoggedEvent, {})).map((event) => [`${event.streamId}/${event.seq}`, event]),
    );
    for (const [streamId, told] of events) {
      for (const { seq, data, canonicalData, at } of told) {
        const event = logged.get(`${streamId}/${seq}`);
        // A currency is part of the amount; who bought is shown to nobody.
        const { currency: _currency, consumerId: _consumerId, ...shown } = event?.data ?? {};
        expect([event?.type, Object.keys(data).sort()]).toEqual([event?.type, Object.keys(shown).sort()]);
        expect(Date.parse(at)).toBe(event?.at);
        if (canonicalData !== undefined) expect(JSON.parse(canonicalData)).toEqual(event?.data);
      }
    }
  });

  test("the chain of a case verifies by canonicalData", async () => {
    const cases = [...events].filter(([id]) => id.startsWith("cmp"));
    for (const [streamId, told] of cases) {
      const rows = await world.db.find(LoggedEvent, { streamId }, "ORDER BY seq");
      for (const { seq, type, at, actorRole, canonicalData = "{}", hash } of told) {
        const row = rows[seq - 1];
        if (!row) throw new Error(`${streamId} has no event ${seq}`);
        const { actorId, audience, salt, prevHash, hashVersion, committedRows } = row;
        const head = { streamId, seq, type, actorRole, at: Date.parse(at), actorId, audience, salt, prevHash };
        expect(hashEvent({ ...head, hashVersion, committedRows, data: JSON.parse(canonicalData) as object })).toBe(
          hash,
        );
        expect(hash).toBe(rows[seq]?.prevHash ?? hash);
      }
    }
  });

  test("a dossier's leaves are the names in canonicalData", async () => {
    const theCase = await ofWhichMuchIsTold();
    const dossier = await exported(theCase, theCase.people.consumer, "CONSUMER");
    expect(await verify(dossier.folder)).toMatchObject({ code: 0 });
    const { timeline } = await theCase.look(
      "timeline(first: 100) { nodes { seq canonicalData } }",
      await world.as(theCase.people.consumer),
    );
    const recorded = new Map<number, Record<string, unknown>>(
      timeline.map(({ seq, canonicalData }: { seq: number; canonicalData: string }) => [
        seq,
        JSON.parse(canonicalData),
      ]),
    );
    const lines = String(dossier.files.get("events.ndjson")).trim().split("\n");
    const leaves = lines.flatMap((line) => {
      const { seq, fields = {} } = JSON.parse(line) as { seq: number; fields?: Record<string, unknown> };
      const data = Object.entries(fields).filter(([name]) => name.startsWith("data."));
      return data.map(([name, value]) => [seq, name.slice("data.".length), value] as const);
    });
    expect(leaves.length).toBeGreaterThan(20);
    for (const [seq, name, value] of leaves) expect([seq, name, recorded.get(seq)?.[name]]).toEqual([seq, name, value]);
  });

  test("of which an operation reads what it selects: each particular alone is as all of them together", async () => {
    const theCase = await ofWhichMuchIsTold();
    const consumer = await world.as(theCase.people.consumer);
    const { __type } = await world.visitor.ok(`{ __type(name: "CaseEvent") { fields { name } } }`);
    const fields = (__type.fields as { name: string }[]).map(({ name }) => name);
    expect(fields.length).toBeGreaterThan(8);
    const read = async (selected: string): Promise<Record<string, unknown>[]> =>
      (await theCase.look(`timeline(first: 100) { nodes { ${selected} } }`, consumer)).timeline;
    const whole = await read(fields.join(" "));
    expect(whole.length).toBeGreaterThan(5);
    for (const field of fields) expect(await read(field)).toEqual(whole.map((event) => ({ [field]: event[field] })));
    expect(await read("... on Event { hash clientName }")).toEqual(
      whole.map(({ hash, clientName }) => ({ hash, clientName })),
    );
  });
});
