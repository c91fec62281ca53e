import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import Sqlite from "better-sqlite3";
import { announceDocument } from "../../../src/market/vetting/announce-document";
import { DocumentNumbers } from "../../../src/market/vetting/document-numbers";
import { encryptNumbers } from "../../../src/market/vetting/encrypt-numbers";
import { readElsewhere } from "../../../src/market/vetting/machine-facts.queries";
import { renewNumberEncryption } from "../../../src/market/vetting/renew-number-encryption";
import { VerificationDocument } from "../../../src/market/vetting/verification-document.entity";
import type { CreateVerificationUploadInput } from "../../../src/market/vetting/vetting-inputs.types";
import { Provider } from "../../../src/market/providers/provider.entity";
import type { Database } from "../../../src/platform/database/database";
import { LoggedEvent } from "../../../src/platform/database/event.entity";
import { raw, sql } from "../../../src/platform/database/sql";
import { Sealer } from "../../../src/platform/secrets/sealed";
import { unknownId } from "../../access/minimal-input";
import { startNode, type World } from "../../support/world";
import { Applicant, creditCode } from "./applicant";

const ACCOUNT = "6222777788889999051";
const PAGE = "vetting { documents { id kind number } availableActions { action unavailableBecause { message } } }";

type Document = { id: string; kind: string; number: string | null };

/** How numbers are kept, and who is shown them. The last story of its world: at the end its server has another secret than its database. */
export function numbersStory(worldOf: () => World): void {
  let world: World;
  let shop: Applicant;
  let account: string;
  let applicationId: string;
  const fresh = randomBytes(32).toString("hex");

  beforeAll(async () => {
    world = worldOf();
    shop = await Applicant.register(world, "tom", creditCode(51), "号码设计");
    for (const kind of ["IDENTITY", "LICENCE", "ADDRESS"] as const) await shop.add(kind);
    account = await shop.add("PAYMENT_ACCOUNT", { number: ACCOUNT, clientMutationId: "the account" });
    applicationId = (await shop.submit()).id;
  });

  const inDatabase = (text: string): Promise<string[]> => tablesWith(world, text);
  const rowOf = async (id = account): Promise<VerificationDocument> => {
    const row = await world.db.byId(VerificationDocument, id);
    if (!row) throw new Error(`no document ${id}`);
    return row;
  };
  const documents = async (who: string): Promise<Document[]> => (await shop.look(PAGE, who)).vetting.documents;
  const reveal = (who: string, documentId = account, more: object = {}) =>
    shop.refused(who, "revealDocumentNumber", { documentId, ...more });

  test("an inspector has a number shown, which its provider's people can see; nobody else has", async () => {
    const reads = () => world.db.find(LoggedEvent, { streamId: shop.id, type: "VERIFICATION_NUMBER_READ" });
    for (const who of ["tom", "li.na", "sun.audit", "chen.mod", "zhou.lead", "admin"])
      expect([who, (await reveal(who)).code]).toEqual([who, "FORBIDDEN"]);
    for (const id of [unknownId("vdc"), "vdc_1", shop.id])
      expect((await reveal("he.inspect", id)).code).toBe("NOT_FOUND");
    expect(await reads()).toEqual([]);
    const inspector = await world.as("he.inspect");
    const ofTom = (await shop.owner()).follow(
      "subscription ($id: ID!) { providerUpdated(id: $id) { caughtUp event { type actorRole } } }",
      { id: shop.id },
    );
    await ofTom.until(({ received }) => received[0]?.caughtUp === true);
    for (let n = 0; n < 2; n += 1)
      expect(
        await inspector.do(
          "revealDocumentNumber",
          { documentId: account, clientMutationId: "show it" },
          "{ number document { id number } }",
        ),
      ).toEqual({ number: ACCOUNT, document: { id: account, number: expect.stringMatching(/^•+9051$/) } });
    expect(await reads()).toMatchObject([
      {
        actorId: inspector.accountId,
        actorRole: "INSPECTOR",
        audience: "MEMBERS",
        data: { documentId: account, kind: "PAYMENT_ACCOUNT" },
      },
    ]);
    await ofTom.untilEvent("VERIFICATION_NUMBER_READ");
  });

  test("nothing in the database is the number, nor what is derived from it without the secret", async () => {
    expect(await inDatabase(account)).toContain("verification_document");
    expect(await inDatabase(ACCOUNT)).toEqual([]);
    const { number, numberKey } = await rowOf();
    const other = new DocumentNumbers(new Sealer(fresh));
    expect(other.keys("PAYMENT_ACCOUNT", ACCOUNT)).not.toContain(numberKey);
    expect(other.read({ id: account, number, numberKey })).toBeNull();
  });

  test("what an earlier version wrote plain is read, and encrypted by a server that starts, and by every sweep", async () => {
    const writePlain = () =>
      world.db.transact(async (tx) =>
        tx.execute("UPDATE verification_document SET number = ?, number_key = '' WHERE id = ?", [ACCOUNT, account]),
      );
    await writePlain();
    expect(await inDatabase(ACCOUNT)).toContain("verification_document");
    expect((await documents("tom")).find(({ id }) => id === account)?.number).toBe(ACCOUNT);
    // Two servers on one SQLite file in one process would wait for each other.
    const nodes = await Promise.all(Array.from({ length: world.db.isSqlite ? 1 : 3 }, () => startNode(world)));
    for (const node of nodes) await node[Symbol.asyncDispose]();
    expect(await inDatabase(ACCOUNT)).toEqual([]);
    expect((await documents("tom")).find(({ id }) => id === account)?.number).toBe(ACCOUNT);
    // While a server of that version still runs, and whichever node is first.
    await writePlain();
    await Promise.all([encryptNumbers(world.server.services), encryptNumbers(world.server.services)]);
    expect(await inDatabase(ACCOUNT)).toEqual([]);
    expect((await documents("tom")).find(({ id }) => id === account)?.number).toBe(ACCOUNT);
  });

  test("copied to another row it cannot be read, which is said where it matters and breaks nothing else", async () => {
    const [other] = (await documents("tom")).filter(({ kind }) => kind === "LICENCE");
    const { id = "", number: before } = other ?? {};
    const { number, numberKey } = await rowOf(id);
    const write = (kept: { number: string; numberKey: string }) =>
      world.db.transact(async (tx) =>
        tx.execute("UPDATE verification_document SET number = ?, number_key = ? WHERE id = ?", [
          kept.number,
          kept.numberKey,
          id,
        ]),
      );
    await write(await rowOf());
    const shown = await documents("tom");
    expect(shown.filter((one) => one.number === null).map((one) => one.id)).toEqual([id]);
    expect(shown).toHaveLength(4);
    expect(await reveal("he.inspect", id)).toMatchObject({
      code: "NOT_IN_THIS_STATE",
      field: "input.documentId",
      message: expect.stringContaining("cannot be decrypted"),
    });
    await shop.review(applicationId);
    const failed = (await shop.checks(applicationId)).filter(({ result }) => result === "FAILED");
    expect(failed.map(({ code }) => code)).toContain("LICENCE_REGISTERED");
    for (const { note } of failed) expect(note).toContain("cannot be decrypted");
    const reason = "材料齐全,核验无误,准予入驻。";
    expect(await shop.refused("he.inspect", "approveProviderApplication", { applicationId, reason })).toMatchObject({
      code: "NOT_IN_THIS_STATE",
      message: expect.stringContaining("cannot be decrypted"),
    });
    expect((await renewNumberEncryption(world.db, new Sealer(world.secret), { change: true })).unknown).toBe(1);
    await write({ number, numberKey });
    expect((await documents("tom")).find((one) => one.id === id)?.number).toBe(before);
  });

  test("after a change of the secret a twin is still found, and in the end nothing needs the one before", async () => {
    await using node = await startNode(world, { SECRET: fresh, SECRET_PREVIOUS: world.secret });
    const sealer = new Sealer(fresh, world.secret);
    const database = node.services.database;
    const old = await renewNumberEncryption(database, sealer, { change: false });
    expect(old).toMatchObject({ current: 0, unknown: 0, plain: 0 });
    // Sent to the server with the new secret, while the twin is under the old one.
    const twin = await Applicant.register(world, "tom", creditCode(52), "同号设计");
    const actor = await node.services.currentActor((await twin.owner()).accountId);
    if (!actor) throw new Error("tom is gone");
    const input = twin.announcement("PAYMENT_ACCOUNT", { number: ACCOUNT }) as unknown as CreateVerificationUploadInput;
    await database.transact((tx) => announceDocument(tx, actor, input));
    const [sent] = await database.find(VerificationDocument, { providerId: twin.id });
    if (!sent) throw new Error("no document");
    const numbers = DocumentNumbers.of(database);
    expect([numbers.stateOf(sent), numbers.stateOf(await rowOf())]).toEqual(["CURRENT", "EARLIER"]);
    const known = [{ provider: "号码设计", number: ACCOUNT }];
    expect(await twinsOf(database, twin.id)).toEqual(known);

    const renewed = await renewNumberEncryption(database, sealer, { change: true });
    expect(renewed).toEqual({ current: old.earlier + 1, earlier: 0, unknown: 0, plain: 0 });
    expect(await renewNumberEncryption(database, new Sealer(fresh), { change: false })).toEqual(renewed);
    expect(await twinsOf(database, twin.id)).toEqual(known);
    // A server that has only the secret before reads none, and everything else goes on.
    expect(await documents("tom")).toMatchObject(Array.from({ length: 4 }, () => ({ number: null })));
  });
}

async function twinsOf(database: Database, providerId: string): Promise<{ provider: string; number: string }[]> {
  const provider = await database.byId(Provider, providerId);
  if (!provider) throw new Error(`no provider ${providerId}`);
  const documents = await database.find(VerificationDocument, { providerId });
  const { numbersElsewhere } = (await readElsewhere(database, provider, documents, 0))("PAYMENT_ACCOUNT");
  return numbersElsewhere.map(({ provider: name, number }) => ({ provider: name, number }));
}

/** The tables with a row in which the text stands; of SQLite also the file with bytes that are it. */
async function tablesWith({ db, databaseUrl }: World, text: string): Promise<string[]> {
  const tables = await db.query<{ name: string }>(
    db.isSqlite
      ? sql`SELECT name FROM sqlite_master WHERE type = 'table'`
      : sql`SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()`,
  );
  const found: string[] = [];
  for (const { name } of tables)
    if (JSON.stringify(await db.query(sql`SELECT * FROM ${raw(`\`${name}\``)}`)).includes(text)) found.push(name);
  if (db.isSqlite) {
    const file = databaseUrl.slice("sqlite:".length);
    const connection = new Sqlite(file);
    connection.pragma("wal_checkpoint(TRUNCATE)");
    connection.close();
    if (readFileSync(file).includes(text)) found.push(file);
  }
  return found;
}
