import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { HeadObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { cp, mkdir, readdir, readFile, rm, stat, truncate, utimes, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { gunzipSync, gzipSync } from "node:zlib";
import BetterSqlite from "better-sqlite3";
import type { RowDataPacket } from "mysql2/promise";
import { DocumentNumbers } from "../../../src/market/vetting/document-numbers";
import { Account } from "../../../src/accounts/account/account.entity";
import { createAccount } from "../../../src/accounts/account/create-account";
import { WithdrawnSubjects } from "../../../src/accounts/sign-in/withdrawn-subjects";
import { Letter } from "../../../src/accounts/contacts/letter.entity";
import type { LetterWords } from "../../../src/accounts/contacts/letter-words.pure";
import { queueLetter } from "../../../src/accounts/contacts/queue-letter";
import { MarketplaceRecord } from "../../../src/market/intake/marketplace-record.entity";
import { MarketplaceSource } from "../../../src/market/intake/marketplace-source.entity";
import { WebhookEndpoint } from "../../../src/public/webhooks/webhook-endpoint.entity";
import { webhookEncryption } from "../../../src/public/webhooks/webhook-message";
import { VerificationDocument } from "../../../src/market/vetting/verification-document.entity";
import { totpEncryption } from "../../../src/accounts/factors/accept-code";
import { ContactAddresses } from "../../../src/accounts/contacts/contact-addresses";
import { ContactPoint } from "../../../src/accounts/contacts/contact-point.entity";
import { SecondFactor } from "../../../src/accounts/factors/second-factor.entity";
import { newTotpSecret } from "../../../src/accounts/factors/totp.pure";
import { CaseFile } from "../../../src/case/complaints/case-file";
import { PROJECTIONS } from "../../../src/app/districts";
import { MIGRATION_NAMES, openDatabase } from "../../../src/app/open-database";
import { measured, type BackupManifest } from "../../../src/app/upkeep/backup-manifest";
import { copyStorage, type Copied } from "../../../src/app/upkeep/copy-storage";
import type { FilesFound } from "../../../src/app/upkeep/stray-files";
import { restoreBackup } from "../../../src/app/upkeep/restore-backup";
import { parseConfig } from "../../../src/config";
import type { Finding } from "../../../src/app/upkeep/finding.pure";
import type { Verified } from "../../../src/app/upkeep/verify-data";
import { systemClock } from "../../../src/platform/clock";
import type { Database } from "../../../src/platform/database/database";
import { ERASED } from "../../../src/platform/database/erased-row.entity";
import { MAKE_TRIGGERS } from "../../../src/platform/database/missing-triggers";
import { RESTORE_UNDER_WAY } from "../../../src/platform/database/schema-problem";
import { sql } from "../../../src/platform/database/sql";
import { numberedEvents } from "../../../src/platform/feed/numbered-events";
import { newId } from "../../../src/platform/ids";
import { startJob } from "../../../src/platform/jobs/job";
import { makeCheckpoint } from "../../../src/public/checkpoints/make-checkpoint";
import { Sealer } from "../../../src/platform/secrets/sealed";
import { FileStorage, placeOfKey } from "../../../src/platform/storage/file-storage";
import { PUBLIC_MEASURES } from "../../../src/public/statistics/statistics-enums.types";
import type { BucketSettings } from "../../../src/platform/storage/storage-url.pure";
import { BUILT } from "../../support/built";
import { redress, redressAlone, type Run } from "../../support/command-line";
import {
  createMigratedDatabase,
  createTestDatabase,
  forEachDatabase,
  type TestDatabase,
} from "../../support/databases";
import { eventually } from "../../support/eventually";
import { fetchAsOwner } from "../../support/file-links";
import { FOLLOWED, startMariaDb } from "../../support/mariadb";
import { connectTo } from "../../support/mariadb-pool";
import { RELEASED } from "../../support/last-release";
import { freePort } from "../../support/processes";
import { describeWith } from "../../support/programs";
import { refusalIn } from "../../support/refusal-in";
import { S3_ENV, startS3, urlOf, type TestS3 } from "../../support/s3";
import { mountSmallDisk, testOnSmallDisk } from "../../support/small-disk";
import { temporaryFolder, type TemporaryFolder } from "../../support/temporary";
import { Person, startNode, startWorld, type World } from "../../support/world";
import { acceptedCase, announce, look, send } from "../../case/evidence/evidence-case";
import { patch, picture } from "../../case/evidence/resuming";
import { PNG } from "../../case/evidence/samples";
import { changeKept } from "../../support/past-triggers";
import { payOrderOver } from "../../adjudication/payments/paid-in";
import { caseIn, placeOrder, type WorldCase } from "../../case/complaints/world-case";

const EVENTS_SINCE = "query ($after: String!) { eventsSince(after: $after) { caughtUp } }";
const SECRET = "the secret of this test, long enough";
const LETTER: LetterWords = { subject: "s", paragraphs: ["p"], link: null, answerable: false };

forEachDatabase((kind, further) => {
  let folder: TemporaryFolder;
  let world: World;
  let theCase: WorldCase;
  let accepted: string;
  const at = (...names: string[]): string => join(folder.path, ...names);
  const settings = () => ({ DATABASE_URL: world.databaseUrl, DATA_DIR: at("data"), SECRET });
  const run = (args: string[], env: Record<string, string> = {}, how = redress): Promise<Run> =>
    how(args, { ...settings(), ...env });
  const read = async <T>(args: string[], env: Record<string, string> = {}): Promise<[number, T]> => {
    const { code, stdout, stderr } = await run([...args, "--json"], env);
    if (stdout === "") throw new Error(stderr);
    return [code, JSON.parse(stdout) as T];
  };

  beforeAll(async () => {
    folder = await temporaryFolder("upkeep");
    world = await startWorld(kind, {}, { DATA_DIR: at("data"), SECRET });
    theCase = await caseIn(world, "RULED");
    const consumer = await world.as("li.na");
    const { uploadUrl } = await announce(consumer, (accepted = await acceptedCase(world)), PNG);
    expect(await send(uploadUrl, PNG)).toMatchObject({ status: 201 });
    const { id: orderId } = await placeOrder(world);
    await payOrderOver(world, "li.na", orderId);
    await (await world.as("wang.owner")).do("deliverOrder", { orderId }, "{ order { id } }");
    await consumer.do("completeOrder", { orderId }, "{ order { id } }");
    await world.projected();
  }, 60_000);
  afterAll(async () => {
    await world?.[Symbol.asyncDispose]();
    await folder?.remove();
  });

  /** On SQLite a file that is not there. */
  async function emptyDatabase(): Promise<TestDatabase> {
    if (kind === "mariadb") return createTestDatabase(kind);
    const place = await temporaryFolder("target");
    const dispose = () => place.remove();
    return { url: `sqlite:${join(place.path, "redress.db")}`, dispose, [Symbol.asyncDispose]: dispose };
  }

  test("what is as it was written verifies, while a server runs", async () => {
    const { code, stdout, stderr } = await run(["verify"], {}, redressAlone);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(
      /^\d+ events in \d+ histories, [1-9]\d* entries of the register, [1-9]\d* files: everything is as it was written\./,
    );
  });

  test("the log is the one that a checkpoint kept elsewhere was signed for", async () => {
    const { size, note } = (await makeCheckpoint(world.server.services)) ?? {};
    await writeFile(at("checkpoint"), note ?? "");
    expect(await run(["verify", "--no-files", "--checkpoint", at("checkpoint")])).toMatchObject({
      code: 0,
      stderr: "",
    });
    await writeFile(at("other"), (note ?? "").replace(`\n${size}\n`, `\n${Number(size) - 1}\n`));
    const [code, { problems }] = await read<Verified>(["verify", "--no-files", "--checkpoint", at("other")]);
    expect([code, problems]).toEqual([
      5,
      [
        `the kept checkpoint of ${Number(size) - 1} events is signed by no key of this platform`,
        `the log up to ${Number(size) - 1} is not the one whose checkpoint was signed`,
      ],
    ]);
    await writeFile(at("other"), "x");
    for (const [path, words] of [
      [at("other"), "is no checkpoint"],
      [at("nowhere"), "cannot be read"],
    ] as const)
      expect(await run(["verify", "--checkpoint", path])).toMatchObject({
        code: 3,
        stderr: expect.stringContaining(words),
      });
  });

  test("projections and jobs are seen", async () => {
    const [, { projections }] = await read<{ projections: { name: string; left: number }[] }>([
      "projections",
      "status",
    ]);
    expect(projections.find(({ name }) => name === "register")).toMatchObject({ left: 0 });
    const { accountId } = await world.as("li.na");
    await world.db.transact(async (tx) => {
      const job = await startJob(tx, { kind: "dossier", subject: { dossierId: "dos_x" }, requestedById: accountId });
      tx.change(job, { status: "FAILED", attempt: 3, finishedAt: tx.now, failure: { code: "UNAVAILABLE" } });
    });
    const [, { jobs }] = await read<{ jobs: { id: string; status: string }[] }>(["jobs", "list"]);
    expect(jobs).toEqual([expect.objectContaining({ status: "FAILED", attempt: 3 })]);
    const { id = "" } = jobs[0] ?? {};
    expect(await read(["jobs", "requeue", id])).toEqual([0, { id, status: "QUEUED" }]);
    for (const other of [id, "job_x"])
      expect(await run(["jobs", "requeue", other])).toMatchObject({ code: 3, stderr: expect.stringContaining(other) });
  });

  test("a job that waits is given up, and whoever asked for it is told", async () => {
    const { accountId } = await world.as("li.na");
    // Of a kind that no server here does.
    const { id } = await world.db.transact((tx) =>
      startJob(tx, { kind: "another", subject: {}, requestedById: accountId }),
    );
    expect(await read(["jobs", "cancel", id])).toEqual([0, { id, status: "FAILED" }]);
    const [, { jobs }] = await read<{ jobs: { id: string }[] }>(["jobs", "list", "--failed"]);
    expect(jobs.find((job) => job.id === id)).toMatchObject({ failure: { reason: "job.cancelled" } });
    expect(await run(["jobs", "cancel", id])).toMatchObject({ code: 3, stderr: expect.stringContaining("no job") });
  });

  describe("what is derived is derived again as it was, while a server runs", () => {
    const ofPublic = `measure IN (${PUBLIC_MEASURES.map((measure) => `'${measure}'`).join(", ")})`;
    /** What each has derived, however it is numbered, and what spoils it. */
    const DERIVED: Record<string, { spoil: string; derived: string[] }> = {
      statistics: {
        spoil: `UPDATE statistic_count SET amount = amount + 1 WHERE NOT ${ofPublic}`,
        derived: [
          `SELECT dimension, value, grain, period, measure, amount FROM statistic_count WHERE NOT ${ofPublic} ORDER BY dimension, value, grain, period, measure`,
          "SELECT scope, grain, period, stage, bucket, cases, late, minutes FROM stage_time WHERE stage <> 'REMEDY' ORDER BY scope, grain, period, stage, bucket",
        ],
      },
      "public-figures": {
        spoil: `UPDATE statistic_count SET amount = amount + 1 WHERE ${ofPublic}`,
        derived: [
          `SELECT dimension, value, grain, period, measure, amount FROM statistic_count WHERE ${ofPublic} ORDER BY dimension, value, grain, period, measure`,
        ],
      },
      keeping: {
        spoil: "DELETE FROM promise_outcome",
        derived: [
          "SELECT id, order_id, outcome FROM promise_outcome ORDER BY id",
          "SELECT provider_id, lineage, period, kept, broken FROM kept_count ORDER BY lineage, period",
          "SELECT provider_id, kept, broken FROM provider_keeping ORDER BY provider_id",
        ],
      },
      "search-1": {
        spoil: "DELETE FROM search_posting",
        derived: [
          "SELECT d.id, s.corpus, s.term, p.weight FROM search_document d JOIN search_posting p ON p.document_number = d.number JOIN search_term s ON s.id = p.term_id ORDER BY d.id, s.term",
          "SELECT listings, providers FROM search_index",
        ],
      },
    };
    interface Standing {
      name: string;
      position: number;
      left: number;
      next: { position: number; type: string } | null;
      skipped: { position: number; reason: string; error: string }[];
    }
    interface Status {
      projections: { name: string; left: number; canBeRebuilt: boolean }[];
    }

    test("these can be", async () => {
      const [, { projections }] = await read<Status>(["projections", "status"]);
      const names = projections.flatMap(({ name, canBeRebuilt }) => (canBeRebuilt ? [name] : []));
      expect(names.sort()).toEqual(Object.keys(DERIVED).sort());
    });

    test.each(Object.entries(DERIVED))("%s", async (name, { spoil, derived }) => {
      const now = (): Promise<object[]> => Promise.all(derived.map((text) => world.db.query<object>(text)));
      const before = await now();
      await world.db.transact(async (tx) => tx.execute(spoil));
      expect(await now()).not.toEqual(before);
      const { code, stderr } = await run(["projections", "rebuild", name]);
      expect([code, stderr]).toEqual([0, ""]);
      expect(await now()).toEqual(before);
    });

    test("and the server goes on with it", async () => {
      await caseIn(world, "NEGOTIATING");
      await world.projected();
      const [, { projections }] = await read<Status>(["projections", "status"]);
      expect(projections.filter(({ left }) => left > 0)).toEqual([]);
    });

    test.each([
      ["register", "must not be done twice"],
      ["nothing", "no projection nothing"],
    ])("but not %s", async (name, message) => {
      const { code, stderr } = await run(["projections", "rebuild", name]);
      expect([code, stderr]).toEqual([3, expect.stringContaining(message)]);
    });

    test("an event that cannot be applied is passed over when an operator says so, and tried again when all is derived anew", async () => {
      const statistics = PROJECTIONS.find(({ name }) => name === "statistics");
      if (!statistics) throw new Error("no statistics");
      const stands = async (): Promise<Standing | undefined> => {
        const [, { projections }] = await read<{ projections: Standing[] }>(["projections", "status"]);
        return projections.find(({ name }) => name === "statistics");
      };
      const skip = (name: string, position: number) =>
        run(["projections", "skip", name, `${position}`, "--because", "不认识的事件"]);
      const apply = statistics.apply.bind(statistics);
      let broken = 0;
      const applied = jest.spyOn(statistics, "apply").mockImplementation(async (tx, event, known) => {
        if (event.position === broken) throw new Error("the case has no category");
        await apply(tx, event, known);
      });
      try {
        const { id } = await caseIn(world, "SUBMITTED");
        await world.projected();
        expect(await stands()).toMatchObject({ left: 0, skipped: [] });
        const [opened] = await numberedEvents(world.db, sql`t.stream_id = ${id} AND t.type = 'COMPLAINT_OPENED'`);
        broken = opened?.position ?? NaN;
        expect((await run(["projections", "rebuild", "statistics"])).stderr).toContain("the case has no category");
        expect(await stands()).toMatchObject({ next: { position: broken, type: "COMPLAINT_OPENED" } });

        // Only where it stands still, and only what can be derived again.
        expect(await skip("statistics", broken - 1)).toMatchObject({
          ...{ code: 3, stderr: expect.stringContaining(`stands still at COMPLAINT_OPENED at ${broken}`) },
        });
        expect(await skip("register", broken)).toMatchObject({ code: 3, stderr: expect.stringContaining("weighs") });
        expect(await skip("statistics", 0)).toMatchObject({ code: 2 });
        expect(await skip("statistics", broken)).toMatchObject({ code: 0 });
        const error = "Error: the case has no category";
        const event = { position: broken, type: "COMPLAINT_OPENED", error, reason: "不认识的事件" };
        expect(await stands()).toMatchObject({ left: 0, skipped: [event] });
        // The server has seen it, and stands still no more.
        await caseIn(world, "SUBMITTED");
        await world.projected();
        expect(await stands()).toMatchObject({ left: 0, skipped: [event] });
        expect(await skip("statistics", broken)).toMatchObject({
          ...{ code: 3, stderr: expect.stringContaining("stands still nowhere") },
        });
      } finally {
        applied.mockRestore();
      }
      expect(await run(["projections", "rebuild", "statistics"])).toMatchObject({ code: 0, stderr: "" });
      expect(await stands()).toMatchObject({ left: 0, skipped: [] });
    });

    test("the words of every text, and no others", async () => {
      const words = () =>
        world.db.query("SELECT field, term, subject_id FROM text_term ORDER BY field, term, subject_id");
      const before = await words();
      await world.db.transact(async (tx) => {
        tx.execute("DELETE FROM text_term WHERE field = 'account.login'");
        tx.execute("INSERT INTO text_term (field, term, subject_id) VALUES ('account.login', 'gone', 'acc_gone')");
      });
      const [code, { rows, documents }] = await read<{ rows: number; documents: number }>(["search", "rebuild"]);
      expect([code, rows > 0, documents > 0]).toEqual([0, true, true]);
      expect(await words()).toEqual(before);
    });
  });

  test("sweeps are named, and run at once", async () => {
    const [, { sweeps }] = await read<{ sweeps: string[] }>(["sweep", "list"]);
    expect(sweeps).toEqual(expect.arrayContaining(["forgetPartials", "forgetOldChallenges", "sweepSessions"]));
    expect(new Set(sweeps).size).toBe(sweeps.length);
    // What waits for others comes after the clocks of cases.
    expect(sweeps.indexOf("sweepClocks")).toBeLessThan(sweeps.indexOf("sendPasswordResets"));
    const left = () => world.db.query("SELECT id FROM met_challenge WHERE expires_at = 1");
    await world.db.transact(async (tx) =>
      tx.execute("INSERT INTO met_challenge (id, expires_at, wrong_codes) VALUES ('chl_of_old', 1, 0)"),
    );
    expect(await read(["sweep", "run", "sweepSessions"])).toMatchObject([0, { sweeps: [{ name: "sweepSessions" }] }]);
    expect(await left()).toHaveLength(1);
    const { code, stdout, stderr } = await run(["sweep", "run"], {}, kind === "sqlite" ? redressAlone : redress);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout.trim().split("\n")).toHaveLength(sweeps.length);
    expect(await left()).toEqual([]);
    const unknown = await run(["sweep", "run", "sweepNothing"]);
    expect([unknown.code, unknown.stderr]).toEqual([3, expect.stringContaining("no sweep sweepNothing")]);
  });

  test("what a sweep fails at is told, without what was written, and it ends with 5", async () => {
    const [timer] = await world.db.query<{ id: string; dueAt: number }>(
      "SELECT id, due_at AS dueAt FROM case_timer WHERE complaint_id = ? AND due_at > 0 LIMIT 1",
      [theCase.id],
    );
    const setDue = (dueAt = 0): Promise<void> =>
      world.db.transact(async (tx) =>
        tx.execute("UPDATE case_timer SET due_at = ? WHERE id = ?", [dueAt, timer?.id ?? ""]),
      );
    await setDue(1);
    const refused = Object.assign(new Error("Duplicate entry '李娜'"), { query: "INSERT", parameters: ["李娜"] });
    const fails = jest.spyOn(CaseFile, "openByClock").mockRejectedValue(refused);
    const { code, stdout, stderr } = await run(["sweep", "run", "sweepClocks"]);
    expect([code, stdout]).toEqual([5, expect.stringMatching(/^sweepClocks: \d+ ms, [1-9]\d* failed$/m)]);
    expect(stderr).toContain("a due move failed");
    expect(stderr).not.toContain("李娜");
    fails.mockRestore();
    await setDue(timer?.dueAt);
  });

  test("a secret is changed, and nothing that was encrypted under the one before is lost", async () => {
    const { accountId } = await world.as("tom");
    const id = newId(SecondFactor);
    const shared = newTotpSecret();
    const secret = totpEncryption(new Sealer(SECRET)).encrypt(shared, id);
    const unused = { lastUsedAt: null, lastStep: null, credentialHash: null };
    await world.db.transact(async (tx) =>
      tx.insert(SecondFactor, { id, accountId, kind: "TOTP", name: "app", addedAt: tx.now, secret, ...unused }),
    );
    const [, { secret: fresh }] = await read<{ secret: string }>(["secrets", "generate"]);
    const both = { SECRET: fresh, SECRET_PREVIOUS: SECRET };
    const document = newId(VerificationDocument);
    const [shop] = await world.db.query<{ id: string }>("SELECT id FROM provider ORDER BY id LIMIT 1");
    await world.db.transact(async (tx) =>
      tx.insert(VerificationDocument, {
        ...{ id: document, providerId: shop?.id ?? "", kind: "PAYMENT_ACCOUNT", status: "WITHDRAWN", issuer: "x" },
        ...DocumentNumbers.of(tx).keep(document, "PAYMENT_ACCOUNT", "6222777788889999"),
        ...{ fileName: "x.png", declaredType: "image/png", size: 1, sha256: "0".repeat(64), submittedById: accountId },
        createdAt: tx.now,
      }),
    );
    const point = newId(ContactPoint);
    await world.db.transact(async (tx) =>
      tx.insert(ContactPoint, {
        ...{ id: point, accountId, kind: "EMAIL", ...ContactAddresses.of(tx).keep(point, "tom@example.com") },
        ...{ state: "VERIFIED", frequency: "AT_ONCE", codeHash: null, codeEndsAt: null, codeGuesses: 0 },
        ...{ createdAt: tx.now, verifiedAt: tx.now },
      }),
    );
    const endpoint = newId(WebhookEndpoint);
    const erp = { name: "ERP", scopes: ["PROVIDER_READ"] };
    const { apiClient } = await (await world.as("admin")).do("createApiClient", erp, "{ apiClient { id } }");
    const source = newId(MarketplaceSource);
    await world.db.transact(async (tx) => {
      tx.insert(WebhookEndpoint, {
        ...{ id: endpoint, clientId: apiClient.id, url: "https://shop.example/", eventTypes: [], query: null },
        secret: webhookEncryption(new Sealer(SECRET)).encrypt("whsec_shared", endpoint),
        ...{
          previousSecrets: null,
          previousUntil: null,
          lookAgainAfter: null,
          status: "PAUSED",
          position: 0,
          failingSince: null,
        },
        ...{ createdById: accountId, createdAt: tx.now, deletedAt: null },
      });
      const to = { id: point, accountId, kind: "EMAIL" } as const;
      queueLetter(tx, to, "NOTICE", LETTER, { dueAt: tx.now + 86_400_000 });
    });
    await world.db.transact(async (tx) => {
      const gone = await createAccount(tx, { login: "gone", displayName: "Gone", roles: [], locale: "en" });
      const [mark = ""] = WithdrawnSubjects.of(tx).marksOf("https://id.example", "somebody");
      tx.change(gone, { status: "CLOSED", externalSubject: mark });
      tx.insert(MarketplaceSource, {
        ...{ id: source, name: "shop", title: "Shop", createdById: accountId, createdAt: tx.now },
      });
      tx.insert(MarketplaceRecord, {
        ...{ id: newId(MarketplaceRecord), sourceId: source, kind: "PERSON", own: true, digest: ERASED },
        externalId: WithdrawnSubjects.of(tx).marksOf(source, "buyer 1")[0],
        ...{ targetId: gone.id, takenInAt: tx.now },
      });
    });
    // One of each; at first all is under the secret that the server has.
    const counted = (current: number, earlier: number, unknown: number) => ({ current, earlier, unknown });
    const factors = (...counts: [current: number, earlier: number, unknown: number]) => ({
      factors: counted(...counts),
      numbers: { ...counted(...counts), plain: 0 },
      contacts: counted(...counts),
      letters: counted(...counts),
      webhooks: counted(...counts),
      withdrawn: counted(...counts),
      forgotten: counted(...counts),
    });
    expect(await read(["secrets", "status"])).toEqual([0, factors(1, 0, 0)]);
    for (const command of ["status", "rotate"])
      expect(await read(["secrets", command], { SECRET: fresh })).toEqual([5, factors(0, 0, 1)]);
    // It is what is missing.
    const { stdout: missed } = await run(["secrets", "status"], { SECRET: fresh });
    expect([missed.includes("set SECRET_PREVIOUS to"), missed.includes("SECRET_PREVIOUS may go")]).toEqual([
      true,
      false,
    ]);
    expect(await read(["secrets", "status"], both)).toEqual([0, factors(0, 1, 0)]);
    await makeCheckpoint(world.server.services);
    const [, { findings }] = await read<{ findings: Finding[] }>(["doctor"], { SECRET: fresh });
    const secrets = findings.filter(({ about }) => about === "SECRET");
    expect(secrets.map(({ state }) => state)).toContain("problem");
    expect(secrets.map(({ text }) => text)).toContainEqual(expect.stringMatching(/^is not the one .* checkpoint/));
    const [, rotated] = await read<{ findings: Finding[] }>(["doctor"], both);
    expect(rotated.findings.filter(({ about }) => about === "SECRET")).toEqual([]);
    expect(await read(["secrets", "rotate"], both)).toEqual([0, factors(1, 0, 0)]);
    expect(await read(["secrets", "status"], { SECRET: fresh })).toEqual([0, factors(1, 0, 0)]);
    const factor = await world.db.byId(SecondFactor, id);
    expect(totpEncryption(new Sealer(fresh)).decrypt(factor?.secret ?? "", id)).toBe(shared);
    const kept = await world.db.byId(VerificationDocument, document);
    expect(kept && new DocumentNumbers(new Sealer(fresh)).read(kept)).toBe("6222777788889999");
    const gone = await world.db.findOne(Account, { login: "gone" });
    const subjects = new WithdrawnSubjects(new Sealer(fresh));
    expect(subjects.marksOf("https://id.example", "somebody")).toEqual([gone?.externalSubject]);
    const forgotten = await world.db.findOne(MarketplaceRecord, { sourceId: source });
    expect(subjects.marksOf(source, "buyer 1")).toEqual([forgotten?.externalId]);
    const reached = await world.db.byId(ContactPoint, point);
    const addresses = new ContactAddresses(new Sealer(fresh));
    expect(reached && addresses.read(reached)).toBe("tom@example.com");
    expect(reached?.addressHash).toBe(addresses.hashes("address", "tom@example.com")[0]);
    const registered = await world.db.byId(WebhookEndpoint, endpoint);
    expect(webhookEncryption(new Sealer(fresh)).decrypt(registered?.secret ?? "", endpoint)).toBe("whsec_shared");
    const [letter] = await world.db.find(Letter, {});
    expect(JSON.parse(addresses.decrypt(letter?.id ?? "", letter?.words ?? "") ?? "null")).toEqual(LETTER);
    await world.db.transact(async (tx) => {
      tx.execute("DELETE FROM webhook_endpoint WHERE id = ?", [endpoint]);
      tx.execute("DELETE FROM letter WHERE contact_point_id = ?", [point]);
      tx.execute("DELETE FROM contact_point WHERE id = ?", [point]);
      tx.execute("DELETE FROM second_factor WHERE id = ?", [id]);
      tx.execute("DELETE FROM verification_document WHERE id = ?", [document]);
      tx.execute("DELETE FROM marketplace_record WHERE source_id = ?", [source]);
      tx.execute("UPDATE account SET external_subject = NULL, status = 'ACTIVE' WHERE login = 'gone'");
    });
  });

  describe("a backup", () => {
    let target: TestDatabase;
    let restored: { DATABASE_URL: string; DATA_DIR: string };
    let cursor: string;
    const sent: string[] = [];

    beforeAll(async () => {
      target = await emptyDatabase();
      restored = { DATABASE_URL: target.url, DATA_DIR: at("restored") };
    });
    afterAll(() => target?.dispose());

    test("is made while people write", async () => {
      const [consumer, { id: complaintId }] = [await world.as("li.na"), await caseIn(world, "NEGOTIATING")];
      let done = false;
      let before = 0;
      const writing = (async () => {
        while (!done) {
          const text = `第 ${sent.length + 1} 条`;
          await consumer.do("sendMessage", { complaintId, text });
          sent.push(text);
        }
      })();
      while (sent.length < 3) await new Promise(setImmediate);
      before = sent.length;
      const { code, stdout, stderr } = await run(["backup", at("backup")]);
      done = true;
      await writing;
      expect([code, stderr]).toEqual([0, ""]);
      expect(stdout).toMatch(/[1-9]\d* files\. SECRET is not in it/);
      sent.length = before;
      const { complaint } = await consumer.ok("query ($id: ID!) { complaint(id: $id) { cursor } }", {
        id: complaintId,
      });
      cursor = complaint.cursor;
      // What it holds is for nobody else on the machine.
      for (const name of ["", ...(await readdir(at("backup"), { recursive: true }))])
        expect([name, (await stat(at("backup", name))).mode & 0o077]).toEqual([name, 0]);
    });

    test("goes where nothing is, whole, and clients are told to read again", async () => {
      const { code, stdout, stderr } = await run(["restore", at("backup")], restored);
      expect([code, stderr]).toEqual([0, ""]);
      expect(stdout).toMatch(/is restored: \d+ events .*; everything is as it was written\./);

      await using node = await startNode(world, restored, { clock: world.clock });
      const { token, accountId } = await world.as("li.na");
      const consumer = new Person(node.url, token, accountId);
      const { viewer } = await consumer.ok("{ viewer { displayName } }");
      expect(viewer.displayName).toBe("李娜");
      const rows = await node.services.database.query<{ text: string }>("SELECT text FROM message");
      const texts = new Set(rows.map(({ text }) => text));
      expect(sent.filter((text) => !texts.has(text))).toEqual([]);
      const { extensions } = await consumer.refused(EVENTS_SINCE, { after: cursor });
      expect(extensions).toMatchObject({ code: "RESYNC_REQUIRED", reason: "resync.otherEpoch" });
    });

    test("never writes over anything", async () => {
      const again = await run(["restore", at("backup")], restored);
      expect([again.code, again.stderr]).toEqual([3, expect.stringMatching(/already/)]);
      await using other = await emptyDatabase();
      const files = await run(["restore", at("backup")], { ...restored, DATABASE_URL: other.url });
      expect([files.code, files.stderr]).toEqual([3, expect.stringMatching(/There are files already/)]);
      const backup = await run(["backup", at("backup")]);
      expect([backup.code, backup.stderr]).toEqual([3, expect.stringMatching(/is not empty/)]);
      const file = await run(["backup", at("backup", "manifest.json")]);
      expect([file.code, file.stderr]).toEqual([3, expect.stringMatching(/cannot be written \(EEXIST\)/)]);
      const inside = await run(["backup", at("data", "files", "backup")]);
      expect([inside.code, inside.stderr]).toEqual([3, expect.stringMatching(/is among the uploaded files/)]);
    });

    if (kind === "sqlite")
      test("nor goes beside what a database that is gone has left: SQLite would add that to it", async () => {
        await using place = await emptyDatabase();
        const path = place.url.slice("sqlite:".length);
        for (const left of ["-wal", "-shm", "-journal"]) {
          await writeFile(path + left, "");
          const { code, stderr } = await run(["restore", at("backup")], {
            DATABASE_URL: place.url,
            DATA_DIR: at("none"),
          });
          expect([code, stderr]).toEqual([3, expect.stringContaining(`There is a database already: ${path}${left}. `)]);
          await rm(path + left);
        }
      });
    else {
      test("is not served before all of it is there", async () => {
        await using place = await emptyDatabase();
        await using folder = await temporaryFolder("served");
        let done = false;
        const restoring = run(["restore", at("backup")], { DATABASE_URL: place.url, DATA_DIR: folder.path }).finally(
          () => (done = true),
        );
        const seen = new Set<string>();
        while (!done && !seen.has("whole")) {
          const opened = openDatabase({ url: place.url }, systemClock, { migrate: false });
          seen.add(
            await opened.then(
              async (database) => {
                await database.close();
                return "whole";
              },
              (error: Error) => error.constructor.name,
            ),
          );
        }
        expect([...seen].filter((each) => each !== "SchemaBehind" && each !== "whole")).toEqual(["RestoreUnfinished"]);
        expect(await restoring).toMatchObject({ code: 0, stderr: "" });
      });

      test("that was interrupted is not served, nor gone on with, and it is said what to remove", async () => {
        await using place = await createMigratedDatabase(kind);
        await using connection = await connectTo(place.url);
        await connection.query(`CREATE TABLE ${RESTORE_UNDER_WAY} (id int)`);
        const there = { DATABASE_URL: place.url, DATA_DIR: at("interrupted") };
        const verified = await run(["verify"], there);
        expect([verified.code, verified.stderr]).toEqual([4, expect.stringContaining("run redress restore again")]);
        const { code, stderr } = await run(["restore", at("backup")], there);
        expect([code, stderr]).toEqual([
          3,
          expect.stringMatching(/drop that database .*, and move away what is in .*interrupted\/files/),
        ]);
      });

      test("is restored by another user than made it", async () => {
        await using place = await emptyDatabase();
        await using folder = await temporaryFolder("another");
        await using connection = await connectTo(place.url);
        const url = new URL(place.url);
        const name = url.pathname.slice(1);
        const user = `u${name.slice(-16)}`;
        await connection.query(
          `CREATE USER ${user}@localhost IDENTIFIED BY 'geheim'; GRANT ALL PRIVILEGES ON ${name}.* TO ${user}@localhost`,
        );
        try {
          [url.username, url.password] = [user, "geheim"];
          const there = { DATABASE_URL: url.href, DATA_DIR: folder.path };
          const { code, stdout, stderr } = await run(["restore", at("backup")], there);
          expect([code, stderr, stdout]).toEqual([0, "", expect.stringContaining("everything is as it was written")]);
        } finally {
          await connection.query(`DROP USER ${user}@localhost`);
        }
      });

      test("is restored where its user may make no triggers, which is said, and how to make them", async () => {
        await using server = await startMariaDb(FOLLOWED);
        await using folder = await temporaryFolder("no-triggers");
        await using connection = await connectTo(server.url);
        await connection.query(
          "CREATE DATABASE redress; CREATE USER redress@127.0.0.1 IDENTIFIED BY 'geheim'; GRANT ALL PRIVILEGES ON redress.* TO redress@127.0.0.1",
        );
        const url = `mysql://redress:geheim@127.0.0.1:${server.port}/redress`;
        const there = { DATABASE_URL: url, DATA_DIR: folder.path };
        const { code, stdout, stderr } = await run(["restore", at("backup")], there);
        const [, ...missing] = stdout.trim().split("\n");
        expect([code, stderr, missing.pop()]).toEqual([5, "", MAKE_TRIGGERS]);
        expect(missing.filter((line) => !/^the trigger \w+ is missing/.test(line))).toEqual([]);
        await connection.query("SET GLOBAL log_bin_trust_function_creators = 1");
        expect(await run(["migrate", "up"], there)).toMatchObject({ code: 0, stderr: "" });
        expect(await run(["verify"], there)).toMatchObject({ code: 0, stderr: "" });
        const [, { findings }] = await read<{ findings: Finding[] }>(["doctor"], there);
        expect(findings.filter(({ about }) => about === "log_bin")).toEqual([]);
      });
    }

    testOnSmallDisk("whose disk is full in the middle of it is none, and says so", async () => {
      const many = at("many", "12", "34");
      await mkdir(many, { recursive: true });
      await writeFile(join(many, "abcdefgh3412"), randomBytes(3_000_000));
      const dump = (await manifestOf(at("backup"))).database.bytes;
      for (const size of [64 * 1024, dump + 1_000_000]) {
        using disk = mountSmallDisk(String(size));
        const full = join(disk.path, "backup");
        const { code, stdout, stderr } = await run(["backup", full], { STORAGE_URL: `file:${at("many")}` });
        expect([code, stdout, stderr]).toEqual([3, "", expect.stringMatching(/cannot be written \(.*(ENOSPC|FULL)/)]);
        expect(await readdir(disk.path)).toEqual([]);
        const restored = await run(["restore", full], {
          DATABASE_URL: `sqlite:${at("never.db")}`,
          DATA_DIR: at("never"),
        });
        expect([restored.code, restored.stderr]).toEqual([3, expect.stringMatching(/is no complete backup/)]);
      }
      // Of a restore it is the disk that is written to, not the one the backup is on, nor the database that is not asked.
      using disk = mountSmallDisk("64k");
      await writeFile(join(disk.path, "all of it"), Buffer.alloc(64 * 1024)).catch(() => undefined);
      await using place = await emptyDatabase();
      const files = join(disk.path, "files");
      const noFiles = await run(["restore", at("backup")], { DATABASE_URL: place.url, DATA_DIR: disk.path });
      expect([noFiles.code, noFiles.stderr]).toEqual([
        5,
        expect.stringContaining(`STORAGE_URL: ${files}: its disk is`),
      ]);
      if (kind !== "sqlite") return;
      const database = join(disk.path, "redress.db");
      const there = { DATABASE_URL: `sqlite:${database}`, DATA_DIR: at("no-room") };
      const noDatabase = await run(["restore", at("backup")], there);
      const why = expect.stringContaining(`${database}.restoring cannot be written (ENOSPC)`);
      expect([noDatabase.code, noDatabase.stderr]).toEqual([3, why]);
    });

    test("which is interrupted leaves nothing of it, and the folder that was there empty", async () => {
      const files = at("long", "12", "34");
      await mkdir(files, { recursive: true });
      // It takes longer than anybody waits, and no room.
      await writeFile(join(files, "abcdefgh3412"), "");
      await truncate(join(files, "abcdefgh3412"), 40_000_000_000);
      const env = { ...settings(), STORAGE_URL: `file:${at("long")}`, PATH: process.env.PATH ?? "" };
      await mkdir(at("stopped"));
      const child = spawn(process.execPath, [join(BUILT, "src/app/cli/redress.js"), "backup", at("stopped")], { env });
      const said = text(child.stderr);
      const ended = new Promise<number | null>((done) => child.once("close", done));
      await eventually(() => stat(at("stopped", "files", "12", "34", "abcdefgh3412")));
      child.kill("SIGINT");
      expect([await ended, await said]).toEqual([3, "Interrupted: nothing of it stays.\n"]);
      expect(await readdir(at("stopped"))).toEqual([]);
    });

    test("which is restored, and interrupted, leaves nothing in database and storage either", async () => {
      await using place = await emptyDatabase();
      const there = { DATABASE_URL: place.url, DATA_DIR: at("not-restored"), SECRET };
      const stopping = new AbortController();
      const files: number[] = [];
      const restoring = restoreBackup(parseConfig(there), at("backup"), {
        otherSecret: false,
        signal: stopping.signal,
        progress: (_, done) => {
          files.push(done);
          stopping.abort();
        },
      });
      await expect(restoring).rejects.toThrow(/abort/);
      expect(files).not.toEqual([]);
      const stuck = jest.spyOn(FileStorage.prototype, "remove").mockRejectedValue(new Error("read only"));
      const again = restoreBackup(parseConfig(there), at("backup"), {
        otherSecret: false,
        signal: stopping.signal,
        progress: () => undefined,
      });
      await expect(again).rejects.toThrow(
        `Nor could the files be removed that had been copied to ${at("not-restored")}`,
      );
      stuck.mockRestore();
      await rm(at("not-restored"), { recursive: true });
      // Nothing is in its way.
      expect(await run(["restore", at("backup")], there)).toMatchObject({ code: 0, stderr: "" });
    });

    test("has an age, which the metrics and the doctor tell", async () => {
      const age = async (folder: string): Promise<[string | undefined, Finding | undefined]> => {
        const env = { BACKUPS_DIR: folder };
        await using node = await startNode(world, { METRICS_PORT: "0", ...env }, { clock: world.clock });
        const scraped = await (await fetch(node.metricsUrl ?? "")).text();
        const { findings } = JSON.parse((await run(["doctor", "--json"], env)).stdout) as { findings: Finding[] };
        return [
          /^redress_backup_timestamp_seconds (\S+)/m.exec(scraped)?.[1],
          findings.find(({ about }) => about === "BACKUPS_DIR"),
        ];
      };
      const madeAt = Date.parse((await manifestOf(at("backup"))).madeAt);
      await mkdir(at("unfinished", "2026-11-01"), { recursive: true });
      expect(await age(at("unfinished"))).toMatchObject(["0", { state: "warning" }]);
      expect(await age(at("gone"))).toMatchObject(["0", { state: "warning" }]);
      expect(await age(folder.path)).toMatchObject([String(madeAt / 1_000), { state: "ok" }]);
    });

    test("waits for nobody: a database that is away is said to be", async () => {
      await using place = await temporaryFolder("away");
      const url = `mysql://root:geheim@127.0.0.1:${await freePort()}/redress`;
      const source = kind === "sqlite" ? ["verify"] : ["restore", at("backup")];
      const { code, stderr } = await run(source, { DATABASE_URL: url, DATA_DIR: join(place.path, "data") });
      expect([code, stderr]).toEqual([4, expect.stringMatching(/^DATABASE_URL: the database cannot be reached/)]);
      expect(stderr).not.toContain("geheim");
    });

    const theFile = async (place: string): Promise<string> => {
      const [entry] = (await readdir(place, { recursive: true, withFileTypes: true })).filter((each) => each.isFile());
      return join(entry?.parentPath ?? "", entry?.name ?? "");
    };
    const flip = async (path: string): Promise<void> => {
      const bytes = await readFile(path);
      bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
      await writeFile(path, bytes);
    };
    const manifestOf = async (copy: string): Promise<BackupManifest> =>
      JSON.parse(await readFile(join(copy, "manifest.json"), "utf8")) as BackupManifest;

    describe("that is spoilt", () => {
      let place: TemporaryFolder;
      let empty: TestDatabase;
      let there: { DATABASE_URL: string; DATA_DIR: string };
      beforeAll(async () => {
        [place, empty] = [await temporaryFolder("spoilt"), await emptyDatabase()];
        there = { DATABASE_URL: empty.url, DATA_DIR: join(place.path, "data") };
      });
      afterAll(async () => {
        await empty?.dispose();
        await place?.remove();
      });
      const filesIn = async (folder: string): Promise<string[]> => {
        const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
        return entries.flatMap((entry) => (entry.isFile() ? [entry.name] : []));
      };
      /** On SQLite the database is files too. */
      const left = async (): Promise<string[]> => {
        const files = await filesIn(there.DATA_DIR);
        if (kind === "sqlite") return [...files, ...(await filesIn(dirname(empty.url.slice("sqlite:".length))))];
        await using connection = await connectTo(empty.url);
        const [tables] = await connection.query<RowDataPacket[]>("SHOW TABLES");
        return [...files, ...tables.map((row) => String(Object.values(row)[0]))];
      };

      test.each<[string, (copy: string) => Promise<unknown>, RegExp, Record<string, string>?]>([
        ["that was interrupted", (copy) => rm(join(copy, "manifest.json")), /no complete backup/],
        [
          "that is something else",
          (copy) => writeFile(join(copy, "manifest.json"), "{}"),
          /is not one that this version/,
        ],
        [
          "that is cut off",
          async (copy) => truncate(join(copy, (await manifestOf(copy)).database.file), 1_000),
          /has 1000 bytes instead of/,
        ],
        [
          "with another byte in its database",
          async (copy) => flip(join(copy, (await manifestOf(copy)).database.file)),
          /is not what was written/,
        ],
        [
          "with another byte in a file",
          async (copy) => flip(await theFile(join(copy, "files"))),
          /is not what was written/,
        ],
        ["without one of its files", async (copy) => rm(await theFile(join(copy, "files"))), /is missing/],
        [
          "that names a file elsewhere",
          async (copy) => {
            const line = `${JSON.stringify({ path: "../../elsewhere", bytes: 0, sha256: "0".repeat(64) })}\n`;
            await writeFile(join(copy, "files.ndjson"), line);
            const manifest = await manifestOf(copy);
            const sha256 = createHash("sha256").update(line).digest("hex");
            const files = { ...manifest.files, count: 1, bytes: line.length, sha256 };
            await writeFile(join(copy, "manifest.json"), JSON.stringify({ ...manifest, files }));
          },
          /names what is no file of a backup/,
        ],
        ["without its list of files", (copy) => rm(join(copy, "files.ndjson")), /cannot be read/],
        [
          "of a newer version",
          async (copy) => {
            const manifest = await manifestOf(copy);
            const newer = { ...manifest, migrations: [...manifest.migrations, "Future1964000000000"] };
            await writeFile(join(copy, "manifest.json"), JSON.stringify(newer));
          },
          /newer version .*Future1964000000000/,
        ],
        [
          "with a database that cannot be put back",
          async (copy) => {
            const manifest = await manifestOf(copy);
            const path = join(copy, manifest.database.file);
            const bytes = await readFile(path);
            const half = (): string =>
              String(gunzipSync(bytes)).split("-- Table structure for table `ruling`")[0] ?? "";
            await writeFile(path, kind === "sqlite" ? bytes.fill(7) : gzipSync(`${half()}\nNO SQL;\n`));
            const database = { ...manifest.database, ...(await measured(path)) };
            await writeFile(join(copy, "manifest.json"), JSON.stringify({ ...manifest, database }));
          },
          /cannot be put back: file is not a database|failed: .*NO SQL/s,
        ],
        ["of another installation", () => Promise.resolve(), /another SECRET/, { SECRET: "x".repeat(40) }],
        [
          "of another kind of database",
          () => Promise.resolve(),
          /another kind of database/,
          { DATABASE_URL: kind === "sqlite" ? "mysql://root@127.0.0.1:1/x" : "sqlite:/nowhere/redress.db" },
        ],
      ])("%s is refused, and nothing is left of the attempt", async (_, spoil, message, env = {}) => {
        const copy = join(place.path, "backup");
        await cp(at("backup"), copy, { recursive: true });
        await spoil(copy);
        const { code, stderr } = await run(["restore", copy], { ...there, ...env });
        expect([code, stderr]).toEqual([3, expect.stringMatching(message)]);
        expect(await left()).toEqual([]);
        await rm(copy, { recursive: true });
      });

      test("keeps nobody from restoring a good one there", async () => {
        expect(await run(["restore", at("backup")], there)).toMatchObject({ code: 0, stderr: "" });
        expect(await left()).toEqual(expect.arrayContaining([expect.anything()]));
      });
    });

    test("with settings under which no server would start is not begun", async () => {
      await using empty = await emptyDatabase();
      const there = { DATABASE_URL: empty.url, DATA_DIR: at("nowhere") };
      const { code, stderr } = await run(["restore", at("backup")], { ...there, COUNTRY: "ZZ" });
      expect([code, stderr]).toEqual([2, expect.stringMatching(/COUNTRY=ZZ/)]);
      await expect(stat(there.DATA_DIR)).rejects.toThrow("ENOENT");
    });

    if (kind === "sqlite")
      test("whose database's file is damaged is told by `verify`", async () => {
        await using place = await temporaryFolder("damaged");
        const path = join(place.path, "redress.db");
        await cp(at("backup", "database.sqlite"), path);
        const database = new BetterSqlite(path);
        const size = database.pragma("page_size", { simple: true }) as number;
        const page = database.prepare(
          "SELECT rootpage FROM sqlite_master WHERE tbl_name = 'message' AND type = 'index'",
        );
        const [index] = page.pluck().all() as number[];
        database.close();
        const bytes = await readFile(path);
        await writeFile(path, bytes.fill(0, ((index ?? 0) - 1) * size, (index ?? 0) * size));
        const [code, { problems }] = await read<Verified>(["verify"], { ...restored, DATABASE_URL: `sqlite:${path}` });
        expect([code, problems[0]]).toEqual([5, expect.stringMatching(/^the database's file is damaged: /)]);
      });

    describe("when something was altered, `verify` says what", () => {
      let database: Database;
      beforeAll(async () => {
        database = await openDatabase({ url: target.url }, systemClock);
      });
      afterAll(() => database?.close());

      const change = (sql: string, params: (string | number)[] = []): Promise<unknown> =>
        database.transact(async (tx) => tx.execute(sql, params));
      /** What else is wrong than that triggers are gone, which a change takes away first. */
      const problems = async (): Promise<string[]> =>
        (await allProblems()).filter((problem) => !problem.startsWith("the trigger "));
      const allProblems = async (): Promise<string[]> => {
        const [code, { problems: found }] = await read<Verified>(["verify"], restored);
        expect(code).toBe(found.length > 0 ? 5 : 0);
        return found;
      };
      const one = async (sql: string): Promise<Record<string, string | number>> =>
        (await database.query<Record<string, string | number>>(sql))[0] ?? {};

      test("an event", async () => {
        const id = theCase.id;
        const event = await one(`SELECT id, at FROM event_log WHERE stream_id = '${id}' AND seq = 2`);
        await expect(change("UPDATE event_log SET at = at + 1 WHERE id = ?", [Number(event.id)])).rejects.toThrow(
          "only ever added to",
        );
        await changeKept(database, "event_log", "UPDATE event_log SET at = at + 1 WHERE id = ?", [Number(event.id)]);
        expect(await problems()).toEqual([expect.stringContaining(`the history ${id} is broken at its event 2`)]);
        await change("UPDATE event_log SET at = at - 1 WHERE id = ?", [Number(event.id)]);
        expect(await problems()).toEqual([]);
      });

      test("the end of a history, cut off with its noun's word for it", async () => {
        const { id } = await one("SELECT id FROM account WHERE event_seq > 0 ORDER BY id LIMIT 1");
        await change(`UPDATE account SET event_hash = '${"0".repeat(64)}' WHERE id = '${id}'`);
        expect(await problems()).toEqual([`the history ${id} does not end as account says`]);
        const { hash } = await one(`SELECT hash FROM event_log WHERE stream_id = '${id}' ORDER BY seq DESC LIMIT 1`);
        await change(`UPDATE account SET event_hash = '${hash}' WHERE id = '${id}'`);
      });

      test("a file", async () => {
        const path = await theFile(join(restored.DATA_DIR, "files"));
        const bytes = await readFile(path);
        await flip(path);
        expect(await problems()).toEqual([expect.stringMatching(/^the file of evidence evd_\w+ was altered$/)]);
        const [, withoutFiles] = await read<Verified>(["verify", "--no-files"], restored);
        expect(withoutFiles.files).toBe(0);
        expect(withoutFiles.problems.filter((problem) => problem.includes("evidence"))).toEqual([]);
        await rm(path);
        expect(await problems()).toEqual([
          expect.stringMatching(/^the file of evidence evd_\w+ cannot be read: ENOENT/),
        ]);
        await writeFile(path, bytes);
        expect(await problems()).toEqual([]);
      });

      test("the register, and its lock", async () => {
        await change("DROP TRIGGER register_entry_no_update");
        expect(await allProblems()).toContainEqual(
          expect.stringMatching(/^the trigger register_entry_no_update is missing/),
        );
        await change("UPDATE register_entry SET content = REPLACE(content, '1', '2') WHERE number = 1");
        expect(await problems()).toEqual(["the register is broken at its entry 1"]);
      });

      test.each([
        ["message", "text"],
        ["ruling", "reasoning"],
        ["ruling_finding", "reasoning"],
        ["points_entry", "points"],
        ["evidence", "title"],
        ["order_promise", "digest"],
      ])("%s.%s, past the trigger that refuses it", async (table, column) => {
        const { id } = await one(
          `SELECT t.id FROM ${table} t JOIN event_log e ON e.committed_rows LIKE CONCAT('%${table}/', t.id, '"%') ORDER BY t.id LIMIT 1`,
        );
        const put = `UPDATE ${table} SET ${column} = '7' WHERE id = '${id}'`;
        for (const sql of [put, `DELETE FROM ${table} WHERE id = '${id}'`])
          await expect(change(sql)).rejects.toThrow("only ever added to");
        await change(`DROP TRIGGER ${table}_no_update`);
        await change(put);
        expect(await allProblems()).toEqual(
          expect.arrayContaining([
            `${table}/${id} is not what it was when its event was recorded`,
            expect.stringContaining(`the trigger ${table}_no_update is missing`),
          ]),
        );
      });

      test("a ledger, of which a line is gone", async () => {
        const { provider } = await one("SELECT provider_id AS provider FROM points_entry LIMIT 1");
        const renumber = (by: string): Promise<unknown> =>
          changeKept(database, "points_entry", `UPDATE points_entry SET number = number ${by} WHERE provider_id = ?`, [
            String(provider),
          ]);
        await renumber("+ 100");
        expect(await problems()).toContain(`the ledger of points of ${provider} has a gap`);
        await renumber("- 100");
        expect(await problems()).not.toContain(`the ledger of points of ${provider} has a gap`);
      });

      test("an event that is gone", async () => {
        await changeKept(database, "event_log", "DELETE FROM event_log WHERE id = 3");
        expect(await problems()).toEqual(expect.arrayContaining([expect.stringMatching(/^the log has gaps/)]));
      });

      test("and triggers that are gone are made again by a process that loads little", async () => {
        const missing = async (): Promise<string[]> =>
          (await allProblems()).filter((problem) => problem.startsWith("the trigger "));
        expect(await missing()).toContainEqual(expect.stringContaining("register_entry_no_update"));
        const how = kind === "mariadb" ? redressAlone : redress;
        expect(await run(["migrate", "up"], restored, how)).toMatchObject({ code: 0, stderr: "" });
        expect(await missing()).toEqual([]);
      });

      test("a newer version's database is left alone", async () => {
        await change("INSERT INTO migrations (timestamp, name) VALUES (1964000000000, 'Future1964000000000')");
        const { code, stderr } = await run(["verify"], restored);
        expect([code, stderr]).toEqual([4, expect.stringMatching(/newer version .*Future1964000000000/)]);
        const [status, { newer }] = await read<{ newer: string[] }>(["migrate", "status"], restored);
        expect([status, newer]).toEqual([4, ["Future1964000000000"]]);
      });
    });
  });

  test("an empty database is filled, and says before what it lacks", async () => {
    await using empty = await createTestDatabase(kind);
    const there = { DATABASE_URL: empty.url };
    const before = await run(["migrate", "status"], there);
    expect(before.code).toBe(4);
    expect(await run(["migrate", "up"], there)).toMatchObject({ code: 0, stderr: "" });
    expect(await read(["migrate", "status"], there)).toMatchObject([0, { pending: [], newer: [] }]);
    if (kind === "sqlite") expect((await stat(empty.url.slice("sqlite:".length))).mode & 0o077).toBe(0);
    expect(await run(["epoch", "new"], there)).toMatchObject({ code: 0, stderr: "" });

    // Back to the last release, and on again.
    const later = MIGRATION_NAMES.slice(RELEASED.migrations.length);
    const last = MIGRATION_NAMES[RELEASED.migrations.length - 1];
    expect((await run(["migrate", "down", "Nobody1764000000001"], there)).code).toBe(3);
    const gone = { last, takenBack: [...later].reverse() };
    expect(await read(["migrate", "down", last ?? ""], there)).toEqual([0, gone]);
    expect(await read(["migrate", "status"], there)).toMatchObject([4, { pending: later }]);
    expect(await run(["migrate", "up"], there)).toMatchObject({ code: 0, stderr: "" });
  });

  if (kind === "mariadb")
    test("tables are not taken back from under servers that run", async () => {
      const { code, stderr } = await run(["migrate", "down", MIGRATION_NAMES.at(-2) ?? ""]);
      expect([code, stderr]).toEqual([3, expect.stringContaining("stop all of them first")]);
    });

  test("the doctor names what is to be mended, and where", async () => {
    const [code, { findings }] = await read<{ findings: Finding[] }>(["doctor"]);
    const states = Object.fromEntries(findings.map(({ about, state }) => [about, state]));
    expect(states).toMatchObject({ settings: "ok", database: "ok", files: "ok", demo: "warning" });
    // The tests' own MariaDB is not a durable one.
    const durable = kind === "sqlite" ? undefined : "problem";
    expect([code, states.innodb_flush_log_at_trx_commit]).toEqual([durable ? 5 : 0, durable]);
    expect(states.log_bin).toBe(durable && "warning");
    const away = {
      REDIS_URL: `redis://127.0.0.1:${await freePort()}`,
      CLAMD_URL: `tcp://127.0.0.1:${await freePort()}`,
      ...{ SMTP_URL: `smtp://127.0.0.1:${await freePort()}`, MAIL_FROM: "no-reply@redress.example" },
      ...{ MAIL_ANSWER_DOMAIN: "answers.redress.example", MAIL_HOOK_SECRET: "h".repeat(32) },
    };
    const [, { findings: others }] = await read<{ findings: Finding[] }>(["doctor"], {
      ...away,
      STORAGE_URL: `file:${at("backup", "manifest.json", "x")}`,
    });
    const problemsOf = (found: Finding[]): string[] =>
      found.filter(({ state }) => state === "problem").map(({ about }) => about);
    expect(problemsOf(others)).toEqual(expect.arrayContaining(["Redis", "ClamAV", "files"]));
    const senders = { about: "MAIL_AUTHSERV_ID", state: "warning", text: expect.stringContaining("From is believed") };
    expect(others).toContainEqual(senders);

    // Another folder than the other servers have, a file with the secret for everybody, a clock that is an hour ahead.
    for (const name of ["secret-for-all", "key-for-all"]) await writeFile(at(name), SECRET, { mode: 0o644 });
    const now = Date.now.bind(Date);
    const clock = jest.spyOn(Date, "now").mockImplementation(() => now() + 3_600_000);
    const [, { findings: odd }] = await read<{ findings: Finding[] }>(["doctor"], {
      STORAGE_URL: `file:${at("another-folder")}`,
      SECRET: "",
      SECRET_FILE: at("secret-for-all"),
      STORAGE_ACCESS_KEY_ID_FILE: at("key-for-all"),
      STORAGE_SECRET_ACCESS_KEY: "not for all",
    }).finally(() => clock.mockRestore());
    expect(problemsOf(odd)).toEqual(expect.arrayContaining(["STORAGE_URL", ...(kind === "mariadb" ? ["clock"] : [])]));
    for (const name of ["secret-for-all", "key-for-all"])
      expect(odd).toContainEqual({
        about: at(name),
        state: "warning",
        text: expect.stringContaining("can be read by every user"),
      });
  });

  test("of a disk without room for uploads the doctor says that it is full", async () => {
    const [code, { findings }] = await read<{ findings: Finding[] }>(["doctor"], { DISK_RESERVE_MB: "1000000000" });
    const full = { about: "files", state: "problem", text: expect.stringContaining("its disk is full") };
    expect([code, findings.filter(({ about }) => about === "files")]).toEqual([5, [full]]);
  });

  if (kind === "mariadb")
    test("the doctor names a database that this user may not, or nobody can, write to, and not what seems to follow", async () => {
      const connection = await connectTo(world.databaseUrl);
      const url = new URL(world.databaseUrl);
      const name = url.pathname.slice(1);
      Object.assign(url, { username: `of_${name}`.slice(0, 60), password: "geheim" });
      const doctor = async (): Promise<[number, (string | undefined)[]]> => {
        const [code, { findings }] = await read<{ findings: Finding[] }>(["doctor"], { DATABASE_URL: url.href });
        const problems = findings.filter(({ about, state }) => state === "problem" && !/innodb|binlog/.test(about));
        return [code, problems.map(({ about, text }) => `${about}: ${text}`)];
      };
      const user = `'${url.username}'@'%'`;
      const refused = (why: string) => [5, [expect.stringMatching(new RegExp(`^database: .*${why}`))]];
      await connection.query(`CREATE USER ${user} IDENTIFIED BY 'geheim'`);
      try {
        await connection.query(`GRANT SELECT ON ${name}.* TO ${user}`);
        expect(await doctor()).toEqual(refused("GRANT ALL PRIVILEGES"));
        await connection.query(`GRANT SELECT, INSERT, UPDATE ON ${name}.* TO ${user}`);
        expect(await doctor()).toEqual(refused("GRANT ALL PRIVILEGES .*DELETE command denied"));
        await connection.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ${name}.* TO ${user}`);
        expect((await doctor())[1]).toEqual([]);
      } finally {
        await connection.query(`DROP USER ${user}`);
        await connection.end();
      }
    });

  if (kind === "mariadb")
    test("whoever may only read is told by `verify` of a trigger that is missing, and of none that the database hides from them", async () => {
      await using fresh = await createMigratedDatabase(kind);
      const connection = await connectTo(fresh.url);
      const url = new URL(fresh.url);
      const name = url.pathname.slice(1);
      Object.assign(url, { username: `r_${name}`.slice(0, 60), password: "geheim" });
      const verified = () => read<Verified>(["verify", "--no-files"], { DATABASE_URL: url.href });
      const user = `'${url.username}'@'%'`;
      await connection.query(`CREATE USER ${user} IDENTIFIED BY 'geheim'`);
      try {
        await connection.query(`GRANT SELECT ON ${name}.* TO ${user}`);
        expect(await verified()).toMatchObject([0, { problems: [] }]);
        await connection.query("DROP TRIGGER appeal_no_delete");
        expect(await verified()).toMatchObject([
          5,
          { problems: [expect.stringMatching(/^the trigger appeal_no_delete is missing:/)] },
        ]);
      } finally {
        await connection.query(`DROP USER ${user}`);
        await connection.end();
      }
    });

  further("of an empty database the doctor asks for administrators, and calls it no demo", async () => {
    await using empty = await createMigratedDatabase(kind);
    const [, { findings }] = await read<{ findings: Finding[] }>(["doctor"], { DATABASE_URL: empty.url });
    const [administrators, demo] = ["administrators", "demo"].map((name) =>
      findings.find(({ about }) => about === name),
    );
    expect([administrators, demo]).toMatchObject([
      { state: "warning", text: expect.stringContaining("account create LOGIN --role ADMIN") },
      undefined,
    ]);
  });

  test("files without a row are found once they are a week old, and removed where they are few", async () => {
    const storage = new FileStorage(at("data", "files"));
    const left = async (key: string, days: number): Promise<void> => {
      await storage.put(key, Readable.from([Buffer.from(key)]));
      const then = Date.now() / 1_000 - days * 86_400;
      await utimes(at("data", "files", placeOfKey(key)), then, then);
    };
    const strays = async (...options: string[]): Promise<string[]> => {
      const [code, found] = await read<FilesFound>(["storage", "strays", ...options]);
      expect(code).toBe(0);
      return found.strays.map(({ key }) => key);
    };
    await left("stray_of_a_month", 30);
    await left("stray_of_a_day", 1);
    expect(await strays()).toEqual(["stray_of_a_month"]);
    const elsewhere = await run(["storage", "strays", "--remove"], { STORAGE_URL: `file:${at("another-folder")}` });
    expect([elsewhere.code, elsewhere.stderr]).toEqual([
      3,
      expect.stringMatching(/^\d+ files that the database names/),
    ]);
    expect(await strays("--remove")).toEqual(["stray_of_a_month"]);
    expect(await strays()).toEqual([]);
    await storage.remove("stray_of_a_day");
    expect(await run(["verify"])).toMatchObject({ code: 0 });

    for (let number = 1; number <= 30; number += 1) await left(`stray_${number}_of_many`, 30);
    const many = await run(["storage", "strays", "--remove"]);
    expect([many.code, many.stderr]).toEqual([3, expect.stringMatching(/^30 of \d+ files .* Nothing was removed/)]);
    const all = await strays();
    expect(all).toHaveLength(30);
    for (const key of all) await storage.remove(key);
  });

  describeWith("moto_server", "where files are in a bucket", () => {
    let s3: TestS3;
    let bucket: BucketSettings;
    let there: Record<string, string>;
    beforeAll(async () => {
      s3 = await startS3();
      bucket = await s3.bucket();
      there = { ...S3_ENV, STORAGE_URL: urlOf(bucket) };
    });
    afterAll(() => s3?.[Symbol.asyncDispose]());
    const node = (env = there) => startNode(world, env, { clock: world.clock });
    const reached = (server: { url: string }, url: string): string => server.url + new URL(url).pathname;

    test("they are copied there and compared, and copied no second time", async () => {
      const copy = (...options: string[]) =>
        read<Copied>(["storage", "copy", `file:${at("data", "files")}`, urlOf(bucket), ...options], S3_ENV);
      const [code, { copied, already }] = await copy();
      expect([code, copied, already]).toEqual([0, expect.any(Number), 0]);
      expect(await copy()).toEqual([0, { copied: 0, bytes: 0, already: copied }]);
      const verify = (): Promise<[number, Verified]> => read<Verified>(["verify"], there);
      expect(await verify()).toMatchObject([0, { files: copied, problems: [] }]);

      const [Key = ""] = await s3.namesIn(bucket);
      const object = { Bucket: bucket.bucket, Key };
      const { ContentLength: size = 0 } = await s3.client.send(new HeadObjectCommand(object));
      await s3.client.send(new PutObjectCommand({ ...object, Body: Buffer.alloc(size) }));
      expect(await verify()).toMatchObject([5, { problems: [expect.stringMatching(/was altered$/)] }]);
      expect(await copy()).toMatchObject([0, { copied: 0, already: copied }]);
      expect(await copy("--compare")).toMatchObject([0, { copied: 1, already: copied - 1 }]);
      expect(await verify()).toMatchObject([0, { problems: [] }]);
    });

    test("evidence comes there in parts over two nodes, and goes with a backup to another bucket", async () => {
      const consumer = await world.as("li.na");
      const complaintId = accepted;
      const bytes = picture(1_000_000);
      const { id, uploadUrl } = await announce(consumer, complaintId, bytes);
      await using one = await node();
      await using two = await node();
      expect(await patch(reached(one, uploadUrl), 0, bytes.subarray(0, 700_000))).toMatchObject({ offset: "700000" });
      expect(await patch(reached(two, uploadUrl), 0, bytes)).toMatchObject({ status: 409 });
      expect(await patch(reached(two, uploadUrl), 700_000, bytes.subarray(700_000))).toMatchObject({ status: 204 });
      const { evidence } = await look(consumer, complaintId);
      const { downloadUrl } = evidence.find((piece: { id: string }) => piece.id === id);
      const download = await fetchAsOwner(reached(one, downloadUrl));
      expect(bytes.equals(Buffer.from(await download.arrayBuffer()))).toBe(true);
      expect((await s3.namesIn(bucket)).filter((name) => !name.startsWith("files/"))).toEqual([]);

      const made = await run(["backup", at("from-bucket")], there);
      expect([made.code, made.stderr]).toEqual([0, ""]);
      await using empty = await emptyDatabase();
      const elsewhere = { DATABASE_URL: empty.url, DATA_DIR: at("elsewhere") };
      const taken = await run(["restore", at("from-bucket")], { ...there, ...elsewhere });
      expect([taken.code, taken.stderr]).toEqual([3, expect.stringMatching(/There are files already in s3:/)]);
      const other = { ...elsewhere, ...S3_ENV, STORAGE_URL: urlOf(await s3.bucket()) };
      const restored = await run(["restore", at("from-bucket")], other);
      expect([restored.code, restored.stderr]).toEqual([0, ""]);
      expect(restored.stdout).toContain("everything is as it was written");
    });

    test("a backup may leave them there", async () => {
      const { stdout } = await run(["backup", at("without-files"), "--no-files"], there);
      expect(stdout).toContain(`no files: they stay in s3://${bucket.bucket}/`);
      await using empty = await emptyDatabase();
      const env = { ...there, DATABASE_URL: empty.url, DATA_DIR: at("beside") };
      const { code, stdout: said, stderr } = await run(["restore", at("without-files")], env);
      expect([code, stderr]).toEqual([0, ""]);
      expect(said).toMatch(/[1-9]\d* files; everything is as it was written/);
    });

    test("a bucket that is gone is said to be, to people and to operators", async () => {
      const gone = { ...S3_ENV, STORAGE_URL: urlOf({ ...bucket, bucket: "gone" }) };
      const { uploadUrl } = await announce(await world.as("li.na"), accepted, PNG);
      await using server = await node(gone);
      const answer = await fetchAsOwner(reached(server, uploadUrl), {
        method: "PUT",
        body: PNG as BodyInit,
        headers: { "accept-language": "zh-CN" },
      });
      expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "60"]);
      expect(refusalIn(await answer.json())).toMatchObject({
        code: "UNAVAILABLE",
        message: expect.stringContaining("文件存储暂时不可用"),
      });
      const health = await fetch(`${server.url}/health/dependencies`);
      expect([health.status, await health.json()]).toMatchObject([503, { problems: ["storage"] }]);
      for (const args of [["verify"], ["backup", at("never")], ["storage", "copy", gone.STORAGE_URL, urlOf(bucket)]])
        expect(await run(args, gone)).toMatchObject({
          code: 5,
          stderr: expect.stringMatching(/^STORAGE_URL: the bucket gone .* there is no such bucket/),
        });
      const filesOf = async (env: Record<string, string>): Promise<(Finding | undefined)[]> => {
        const [, { findings }] = await read<{ findings: Finding[] }>(["doctor"], env);
        return ["files", "STORAGE_URL"].map((name) => findings.find(({ about }) => about === name));
      };
      expect(await filesOf(gone)).toMatchObject([{ state: "problem" }, undefined]);
      expect(await filesOf(there)).toMatchObject([{ state: "ok" }, { state: "warning" }]);
    });

    test("a copy is not begun between wrong places", async () => {
      const copy = async (from: string, to: string): Promise<[number, string]> => {
        const { code, stderr } = await run(["storage", "copy", from, to], S3_ENV);
        return [code, stderr];
      };
      const [here, empty] = [`file:${at("data", "files")}`, `file:${at("nothing-here")}`];
      expect(await copy(here, here)).toEqual([3, expect.stringContaining("the same place twice")]);
      expect(await copy(empty, here)).toEqual([3, expect.stringContaining("no files to copy")]);
      expect(await copy(here, "s3://redress")).toEqual([2, expect.stringContaining("region is needed")]);
    });
  });
});

test("init writes the settings of a server, once, for nobody else to read", async () => {
  await using folder = await temporaryFolder("init");
  const file = join(folder.path, "redress.env");
  const init = (url: string, password = "geheim") =>
    redress(
      ["init", file, "--public-url", url, "--database-url", `mysql://redress:${password}@db.example/redress`],
      {},
    );
  const wrong = await init("http://redress.example");
  expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringMatching(/PUBLIC_URL: must be https/)]);
  // The same file is read by shells, by systemd and by what starts containers.
  const ambiguous = await init("https://redress.example", "a$HOME;x&b");
  expect([ambiguous.code, ambiguous.stderr]).toEqual([2, expect.stringMatching(/DATABASE_URL: \$ ; & .* %24 %3B %26/)]);
  expect(await init("https://redress.example", "a%24HOME")).toMatchObject({ code: 0, stderr: "" });
  const text = await readFile(file, "utf8");
  expect(text).toMatch(/^SECRET=[0-9a-f]{64}$/m);
  const again = await init("https://redress.example");
  expect([again.code, again.stderr]).toEqual([3, expect.stringMatching(/is there already/)]);
  expect(await readFile(file, "utf8")).toBe(text);
});

test("a copy that was interrupted goes on where it was, and one that is not the same is not left", async () => {
  await using place = await temporaryFolder("copy");
  const [from, to] = ["from", "to"].map((name) => new FileStorage(join(place.path, name)));
  if (!from || !to) throw new Error("no storages");
  const keys = Array.from({ length: 40 }, (_, n) => `file${String(n).padStart(6, "0")}`);
  for (const key of keys) await from.put(key, Readable.from([Buffer.from(`the bytes of ${key}`)]));

  let puts = 0;
  const put = jest.spyOn(to, "put").mockImplementation(async (...given) => {
    if ((puts += 1) > 25) throw new Error("the power is gone");
    return FileStorage.prototype.put.apply(to, given);
  });
  await expect(copyStorage(from, to)).rejects.toThrow("the power is gone");
  put.mockRestore();
  expect(await copyStorage(from, to)).toMatchObject({ copied: 15, already: 25 });

  const [key = ""] = keys;
  await to.remove(key);
  // Of what is not there, it is the source alone from which a server may have removed it.
  const gone = jest.spyOn(to, "put").mockRejectedValue(Object.assign(new Error("no such folder"), { code: "ENOENT" }));
  await expect(copyStorage(from, to)).rejects.toThrow("no such folder");
  gone.mockRestore();
  const get = jest.spyOn(to, "get").mockImplementation(async () => Readable.from([Buffer.from("other bytes")]));
  await expect(copyStorage(from, to)).rejects.toThrow(`${key} is not the same after it was copied`);
  get.mockRestore();
  await expect(to.get(key)).rejects.toThrow("ENOENT");
});
