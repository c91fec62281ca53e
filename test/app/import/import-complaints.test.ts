import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Account } from "../../../src/accounts/account/account.entity";
import { Breach } from "../../../src/case/complaints/breach.entity";
import { CaseTimer } from "../../../src/case/complaints/case-timer.entity";
import { Complaint } from "../../../src/case/complaints/complaint.entity";
import { Listing } from "../../../src/market/listings/listing.entity";
import { Order } from "../../../src/market/orders/order.entity";
import { Database } from "../../../src/platform/database/database";
import { LoggedEvent } from "../../../src/platform/database/event.entity";
import { PromiseVersion } from "../../../src/market/promises/promise-version.entity";
import { Provider } from "../../../src/market/providers/provider.entity";
import { forEachDatabase } from "../../support/databases";
import { runBuilt } from "../../support/command-line";
import { temporaryFolder } from "../../support/temporary";
import { FIXTURE, ImportPlace } from "./import-place";

const TABLES = [Account, Provider, Listing, PromiseVersion, Order, Complaint, Breach, CaseTimer, LoggedEvent];

forEachDatabase((kind) => {
  let place: ImportPlace;
  beforeEach(async () => (place = await ImportPlace.open(kind)));
  afterEach(() => place[Symbol.asyncDispose]());

  const countRows = async ({ db } = place) =>
    Promise.all(TABLES.map(async (entity) => (await db.find<object>(entity, {})).length));

  test("Every row is imported, known already or rejected with its line, its number and the reason", async () => {
    expect(await place.run({ batch: 3 })).toMatchObject({
      rows: 15,
      imported: 9,
      alreadyThere: 1,
      rejected: 5,
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

  test("From the command line it is in the audit trail, as the operator's", async () => {
    await using folder = await temporaryFolder("import");
    const AUDIT_LOG = join(folder.path, "audit.jsonl");
    const env = { DATABASE_URL: place.url, DATA_DIR: folder.path, AUDIT_LOG };
    expect(await runBuilt("app/cli/import.js", [FIXTURE], env)).toMatchObject({ code: 0 });
    const acts = (await readFile(AUDIT_LOG, "utf8"))
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(acts).toContainEqual(
      expect.objectContaining({ act: "RECORDS_TAKEN_IN", byRole: "OPERATOR", address: "redress" }),
    );
    const nowhere = await runBuilt("app/cli/import.js", [FIXTURE], { ...env, AUDIT_LOG: folder.path });
    expect([nowhere.code, nowhere.stderr]).toEqual([
      1,
      expect.stringMatching(/^AUDIT_LOG: .* cannot be written: EISDIR.*\n$/),
    ]);
  });

  test("A second run changes nothing", async () => {
    await place.run();
    const before = await countRows();
    expect(await place.run()).toMatchObject({
      imported: 0,
      alreadyThere: 10,
      rejected: 5,
      created: { providers: 0, listings: 0, promises: 0 },
    });
    expect(await countRows()).toEqual(before);
  });

  test("Stopped between two batches, and run again, it comes to the same as one run", async () => {
    const stopping = new AbortController();
    const first = await place.run({ batch: 2, signal: stopping.signal, onProgress: () => stopping.abort() });
    expect(first).toMatchObject({ imported: 2, interrupted: true });
    expect(await place.run({ batch: 2 })).toMatchObject({ imported: 7, alreadyThere: 3, interrupted: false });
    const inTwo = await countRows();
    await using other = await ImportPlace.open(kind);
    await other.run();
    expect(inTwo).toEqual(await countRows(other));
  });

  test("A batch that fails leaves nothing of itself, and the next run completes it", async () => {
    const failing = jest.spyOn(place.db, "transact");
    failing.mockImplementation(async (work) => {
      failing.mockRestore();
      await Database.prototype.transact.call(place.db, async (tx) => {
        await work(tx);
        throw new Error("the plug was pulled");
      });
      throw new Error("never");
    });
    await expect(place.run()).rejects.toThrow("the plug was pulled");
    expect(await place.db.find(Complaint, {})).toEqual([]);
    expect(await place.run()).toMatchObject({ imported: 9 });
  });

  test("Two imports at once make nothing twice", async () => {
    const [one, other] = await Promise.all([place.run({ batch: 2 }), place.run({ batch: 2 })]);
    expect(one.imported + other.imported).toBe(9);
    expect(await place.db.find(Complaint, {})).toHaveLength(9);
    expect(
      [
        await place.db.find(Provider, {}),
        await place.db.find(Listing, {}),
        await place.db.find(PromiseVersion, {}),
      ].map(({ length }) => length),
    ).toEqual([3, 4, 5]);
  });

  test("The report has every rejected row, one a line", async () => {
    const folder = await temporaryFolder("import");
    const report = join(folder.path, "rejected.json");
    await place.run({ report });
    const lines = (await readFile(report, "utf8"))
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines.map(({ reason }) => reason)).toEqual([
      "NO_COMPANY",
      "BAD_DATE",
      "UNKNOWN_RESPONSE",
      "NO_COMPLAINT_ID",
      "WRONG_COLUMN_COUNT",
    ]);
    await folder.remove();
  });

  test("A limit counts rows", async () => {
    expect(await place.run({ limit: 4 })).toMatchObject({ rows: 4, imported: 4 });
  });

  test("A row whose quotation mark is never closed is rejected; the rows before it are imported", async () => {
    const folder = await temporaryFolder("import");
    const file = join(folder.path, "broken.csv");
    const good = (await readFile(FIXTURE, "utf8")).split("\r\n").slice(0, 3).join("\r\n");
    await writeFile(file, `${good}\r\n2019-03-04,"never closed,${"x,\r\n".repeat(1_000)}`);
    expect(await place.run({}, file)).toMatchObject({
      imported: 2,
      rejected: 1,
      firstRejections: [{ line: 7, reason: "UNREADABLE" }],
    });
    await folder.remove();
  });
});
