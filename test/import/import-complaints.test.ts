import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { MIGRATIONS } from "../../migrations";
import { Account } from "../../src/accounts/account.entity";
import { Breach } from "../../src/complaints/breach.entity";
import { CaseTimer } from "../../src/complaints/case-timer.entity";
import { Complaint } from "../../src/complaints/complaint.entity";
import { ENTITIES } from "../../src/entities";
import { importComplaints, type ImportOptions } from "../../src/import/import-complaints";
import { Listing } from "../../src/listings/listing.entity";
import { OrderPromise } from "../../src/orders/order-promise.entity";
import { Order } from "../../src/orders/order.entity";
import { Database } from "../../src/platform/database/database";
import { firstBrokenLink } from "../../src/platform/feed/event-hash";
import { FeedCounter, LoggedEvent } from "../../src/platform/feed/event.entity";
import { PromiseVersion } from "../../src/promises/promise-version.entity";
import { Provider } from "../../src/providers/provider.entity";
import { createTestDatabase, forEachDatabase, type TestDatabase } from "../support/databases";
import { temporaryFolder } from "../support/temporary";

const FIXTURE = join(__dirname, "fixture.csv");
const NOW = Date.UTC(2026, 0, 15, 9);
const clock = { now: () => NOW };

forEachDatabase((kind) => {
  let place: TestDatabase;
  let db: Database;
  beforeEach(async () => {
    place = await createTestDatabase(kind);
    db = await Database.open({ url: place.url }, { entities: ENTITIES, migrations: MIGRATIONS }, clock);
  });
  afterEach(async () => {
    await db.close();
    await place.dispose();
  });

  const run = (options?: ImportOptions, file = FIXTURE) => importComplaints(db, clock, file, options);
  const complaint = async (sourceId: string): Promise<Complaint> => {
    const consumer = await db.findOne(Account, { login: `cfpb:${sourceId}` });
    const found = consumer && (await db.findOne(Complaint, { consumerId: consumer.id }));
    if (!found) throw new Error(`complaint ${sourceId} was not imported`);
    return found;
  };
  const history = (streamId: string) => db.find(LoggedEvent, { streamId }, "ORDER BY seq");
  const countRows = async () => Promise.all([Account, Provider, Order, Complaint, Breach, CaseTimer, LoggedEvent].map(async (entity) => (await db.find<object>(entity, {})).length));

  test("Every row is imported, known already or rejected with its line, its number and the reason", async () => {
    expect(await run({ batch: 3 })).toMatchObject({
      rows: 15, imported: 9, alreadyThere: 1, rejected: 5,
      endings: { CLOSED: 6, SUBMITTED: 2, NEGOTIATING: 1 },
      created: { providers: 3, listings: 4, promises: 5 },
      firstRejections: [
        { line: 12, complaintId: "9000008", reason: "NO_COMPANY" },
        { line: 13, complaintId: "9000009", reason: "BAD_DATE", detail: 'Date received is "2019-02-30"' },
        { line: 14, complaintId: "9000010", reason: "UNKNOWN_RESPONSE" },
        { line: 16, complaintId: "", reason: "NO_COMPLAINT_ID" },
        { line: 17, reason: "WRONG_COLUMN_COUNT", detail: "19 columns instead of 18" },
      ],
    });
  });

  test("A second run changes nothing", async () => {
    await run();
    const before = await countRows();
    expect(await run()).toMatchObject({ imported: 0, alreadyThere: 10, rejected: 5, created: { providers: 0, listings: 0, promises: 0 } });
    expect(await countRows()).toEqual(before);
  });

  test("Stopped between two batches, and run again, it comes to the same as one run", async () => {
    const stopping = new AbortController();
    const first = await run({ batch: 2, signal: stopping.signal, onProgress: () => stopping.abort() });
    expect(first).toMatchObject({ imported: 2, interrupted: true });
    expect(await run({ batch: 2 })).toMatchObject({ imported: 7, alreadyThere: 3, interrupted: false });
    const inTwo = await countRows();
    await db.close();
    await place.dispose();
    place = await createTestDatabase(kind);
    db = await Database.open({ url: place.url }, { entities: ENTITIES, migrations: MIGRATIONS }, clock);
    await run();
    expect(inTwo).toEqual(await countRows());
  });

  test("A batch that fails leaves nothing of itself, and the next run completes it", async () => {
    const failing = jest.spyOn(db, "transact");
    failing.mockImplementation(async (work) => {
      failing.mockRestore();
      await Database.prototype.transact.call(db, async (tx) => {
        await work(tx);
        throw new Error("the plug was pulled");
      });
      throw new Error("never");
    });
    await expect(run()).rejects.toThrow("the plug was pulled");
    expect(await db.find(Complaint, {})).toEqual([]);
    expect(await run()).toMatchObject({ imported: 9 });
  });

  test("Two imports at once make nothing twice", async () => {
    const [one, other] = await Promise.all([run({ batch: 2 }), run({ batch: 2 })]);
    expect(one.imported + other.imported).toBe(9);
    expect(await db.find(Complaint, {})).toHaveLength(9);
    expect([await db.find(Provider, {}), await db.find(Listing, {}), await db.find(PromiseVersion, {})].map(({ length }) => length)).toEqual([3, 4, 5]);
  });

  test("A settled case is closed with its true dates and the promise frozen into its order", async () => {
    await run();
    const settled = await complaint("9000002");
    expect(settled).toMatchObject({
      status: "CLOSED", closureReason: "SETTLED", title: "Managing an account: Fee problem", story: "I was charged twice 😡 – {$35.00} each time.",
      amountAtStake: 3_500, currency: "USD", openedAt: Date.UTC(2019, 2, 4), closedAt: Date.UTC(2019, 2, 5), dueAt: null, inQueue: 0, version: 4, eventSeq: 4,
    });
    const events = await history(settled.id);
    expect(events.map(({ type, actorRole, at }) => [type, actorRole, new Date(at).toISOString().slice(0, 10)])).toEqual([
      ["COMPLAINT_OPENED", "CONSUMER", "2019-03-04"],
      ["COMPLAINT_SENT_TO_PROVIDER", "SYSTEM", "2019-03-05"],
      ["PROVIDER_RESPONDED", "PROVIDER", "2019-03-05"],
      ["COMPLAINT_SETTLED", "SYSTEM", "2019-03-05"],
    ]);
    const [breach] = await db.find(Breach, { complaintId: settled.id });
    const order = await db.byId(Order, settled.orderId);
    const [frozen] = await db.find(OrderPromise, { orderId: settled.orderId });
    const version = await db.byId(PromiseVersion, breach?.promiseVersionId ?? "");
    expect(breach).toMatchObject({ openKey: null, promiseVersionId: frozen?.promiseVersionId });
    expect(frozen?.digest).toBe(version?.digest);
    expect(version?.publishedAt).toBeLessThan(order?.placedAt ?? 0);
    expect(order?.placedAt).toBeLessThan(settled.openedAt);
  });

  test("A case still open has its clocks from now on: disputed and unanswered ones in the queue, the others in negotiation", async () => {
    await run();
    const [disputed, unanswered, waiting] = [await complaint("9000004"), await complaint("9000006"), await complaint("9000005")];
    expect(disputed).toMatchObject({ status: "SUBMITTED", inQueue: 1, statusSince: NOW, lastWord: "CONSUMER" });
    expect(unanswered).toMatchObject({ status: "SUBMITTED", inQueue: 1, providerFirstResponseAt: null });
    expect(waiting).toMatchObject({ status: "NEGOTIATING", inQueue: 0, statusSince: Date.UTC(2024, 1, 1) });
    for (const { id, dueAt } of [disputed, unanswered, waiting]) {
      expect(dueAt).toBeGreaterThan(NOW);
      const [first] = await db.find(CaseTimer, { complaintId: id }, "ORDER BY due_at");
      expect(first).toMatchObject({ startedAt: NOW, dueAt });
      expect((await db.find(Breach, { complaintId: id }))[0]?.openKey).toContain("ord_");
    }
    expect((await history(unanswered.id)).map(({ type }) => type)).toEqual(["COMPLAINT_OPENED", "COMPLAINT_SENT_TO_PROVIDER", "FIRST_RESPONSE_MISSED", "COMPLAINT_ESCALATED"]);
    expect((await history(unanswered.id)).at(-1)?.topicList).toContain("queue");
  });

  test("A late answer is told as such, fifteen days after it was sent", async () => {
    await run();
    const late = await history((await complaint("9000007")).id);
    expect(late.map(({ type, at }) => [type, new Date(at).toISOString().slice(0, 10)]).slice(2)).toEqual([
      ["FIRST_RESPONSE_MISSED", "2019-03-19"],
      ["PROVIDER_RESPONDED", "2019-03-19"],
      ["COMPLAINT_EXPIRED", "2019-03-19"],
    ]);
  });

  test("One company, however spelt, is one provider", async () => {
    await run();
    const [a, b] = [await complaint("9000002"), await complaint("9000003")];
    expect(a.providerId).toBe(b.providerId);
    expect(await db.byId(Provider, a.providerId)).toMatchObject({ legalName: "Northbank, Inc.", licenceNo: "CFPB:NORTHBANKINC", status: "ACTIVE" });
  });

  test("Texts over many lines are kept, what our inputs would refuse is mended, what is too long is cut", async () => {
    await run();
    expect(await complaint("9000001")).toMatchObject({ story: 'They wrote "this is yours".\nIt is not, and never was.\n\nThey ask for {$1900.00}, then {$12.50}.', amountAtStake: 190_000 });
    expect((await complaint("9000003")).story).toBe("No narrative was published for this complaint.");
    expect((await complaint("9000014")).story).toBe(`${"x".repeat(4_999)}…`);
    expect((await complaint("9000015")).story).toBe("Bell   and decomposed é.");
  });

  test("Every chain verifies and the positions have no gap", async () => {
    await run({ batch: 4 });
    const events = await db.find(LoggedEvent, {}, "ORDER BY position");
    expect(events.map(({ position }) => position)).toEqual(events.map((_, index) => index + 1));
    expect((await db.findOne(FeedCounter, { id: 1 }))?.position).toBe(events.length);
    for (const entity of [Complaint, Account, Provider]) {
      for (const { id, eventSeq, eventHash } of await db.find<Complaint | Account | Provider>(entity, {})) {
        const chain = await history(id);
        expect(firstBrokenLink(chain)).toBeNull();
        expect([eventSeq, eventHash]).toEqual([chain.length, chain.at(-1)?.hash]);
      }
    }
  });

  test("The report has every rejected row, one a line", async () => {
    const folder = await temporaryFolder("import");
    const report = join(folder.path, "rejected.json");
    await run({ report });
    const lines = (await readFile(report, "utf8")).trimEnd().split("\n").map((line) => JSON.parse(line));
    expect(lines.map(({ reason }) => reason)).toEqual(["NO_COMPANY", "BAD_DATE", "UNKNOWN_RESPONSE", "NO_COMPLAINT_ID", "WRONG_COLUMN_COUNT"]);
    await folder.remove();
  });

  test("A limit counts rows", async () => {
    expect(await run({ limit: 4 })).toMatchObject({ rows: 4, imported: 4 });
  });

  test("A row whose quotation mark is never closed is rejected; the rows before it are imported", async () => {
    const folder = await temporaryFolder("import");
    const file = join(folder.path, "broken.csv");
    const good = (await readFile(FIXTURE, "utf8")).split("\r\n").slice(0, 3).join("\r\n");
    await writeFile(file, `${good}\r\n2019-03-04,"never closed,${"x,\r\n".repeat(1_000)}`);
    expect(await run({}, file)).toMatchObject({ imported: 2, rejected: 1, firstRejections: [{ line: 7, reason: "UNREADABLE" }] });
    await folder.remove();
  });
});
