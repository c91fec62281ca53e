import { createHash } from "node:crypto";
import { cp, readdir, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openDatabase } from "../../../src/app/open-database";
import type { BackupManifest } from "../../../src/app/upkeep/backup-manifest";
import type { Finding } from "../../../src/app/upkeep/examine";
import type { Verified } from "../../../src/app/upkeep/verify-data";
import { systemClock } from "../../../src/platform/clock";
import type { Database } from "../../../src/platform/database/database";
import { startJob } from "../../../src/platform/jobs/job";
import { redress, redressAlone, type Run } from "../../support/command-line";
import { createTestDatabase, forEachDatabase, type TestDatabase } from "../../support/databases";
import { freePort } from "../../support/processes";
import { temporaryFolder, type TemporaryFolder } from "../../support/temporary";
import { Person, startNode, startWorld, type World } from "../../support/world";
import { acceptedCase, announce, send } from "../../case/evidence/evidence-case";
import { PNG } from "../../case/evidence/samples";
import { caseIn, type WorldCase } from "../../case/complaints/world-case";

const EVENTS_SINCE = "query ($after: String!) { eventsSince(after: $after) { caughtUp } }";
const SECRET = "the secret of this test, long enough";

forEachDatabase((kind) => {
  let folder: TemporaryFolder;
  let world: World;
  let theCase: WorldCase;
  const at = (...names: string[]): string => join(folder.path, ...names);
  const run = (args: string[], env: Record<string, string> = {}, how = redress): Promise<Run> =>
    how(args, { DATABASE_URL: world.databaseUrl, DATA_DIR: at("data"), SECRET, ...env });
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
    const { uploadUrl } = await announce(consumer, await acceptedCase(world), PNG);
    expect(await send(uploadUrl, PNG)).toMatchObject({ status: 201 });
    await world.projected();
  }, 60_000);
  afterAll(async () => {
    await world?.[Symbol.asyncDispose]();
    await folder?.remove();
  });

  test("what is as it was written verifies, while a server runs", async () => {
    const { code, stdout, stderr } = await run(["verify"], {}, redressAlone);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(
      /^\d+ events in \d+ histories, [1-9]\d* entries of the register, [1-9]\d* files: everything is as it was written\./,
    );
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

    /** On SQLite a file that is not there. */
    async function emptyDatabase(): Promise<TestDatabase> {
      if (kind === "mariadb") return createTestDatabase(kind);
      const place = await temporaryFolder("target");
      const dispose = () => place.remove();
      return { url: `sqlite:${join(place.path, "redress.db")}`, dispose, [Symbol.asyncDispose]: dispose };
    }

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
      for (const name of await readdir(at("backup")))
        if (name !== "files") expect((await stat(at("backup", name))).mode & 0o077).toBe(0);
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
      ["of another installation", () => Promise.resolve(), /another SECRET/, { SECRET: "x".repeat(40) }],
      [
        "of another kind of database",
        () => Promise.resolve(),
        /another kind of database/,
        { DATABASE_URL: kind === "sqlite" ? "mysql://root@127.0.0.1:1/x" : "sqlite:/nowhere/redress.db" },
      ],
    ])("%s is refused, and nothing is left of the attempt", async (_, spoil, message, env = {}) => {
      await using place = await temporaryFolder("spoilt");
      await using empty = await emptyDatabase();
      const copy = join(place.path, "backup");
      await cp(at("backup"), copy, { recursive: true });
      await spoil(copy);
      const there = { DATABASE_URL: empty.url, DATA_DIR: join(place.path, "data") };
      const { code, stderr } = await run(["restore", copy], { ...there, ...env });
      expect([code, stderr]).toEqual([3, expect.stringMatching(message)]);
      // The same place takes a good one afterwards.
      expect(await run(["restore", at("backup")], there)).toMatchObject({ code: 0, stderr: "" });
    });

    describe("when something was altered, `verify` says what", () => {
      let database: Database;
      beforeAll(async () => {
        database = await openDatabase({ url: target.url }, systemClock);
      });
      afterAll(() => database?.close());

      const change = (sql: string, params: (string | number)[] = []): Promise<unknown> =>
        database.transact(async (tx) => tx.execute(sql, params));
      const problems = async (): Promise<string[]> => {
        const [code, { problems: found }] = await read<Verified>(["verify"], restored);
        expect(code).toBe(found.length > 0 ? 5 : 0);
        return found;
      };
      const one = async (sql: string): Promise<Record<string, string | number>> =>
        (await database.query<Record<string, string | number>>(sql))[0] ?? {};

      test("an event", async () => {
        const id = theCase.id;
        const event = await one(`SELECT position, at FROM event_log WHERE stream_id = '${id}' AND seq = 2`);
        await change("UPDATE event_log SET at = at + 1 WHERE position = ?", [Number(event.position)]);
        expect(await problems()).toEqual([expect.stringContaining(`the history ${id} is broken at its event 2`)]);
        await change("UPDATE event_log SET at = at - 1 WHERE position = ?", [Number(event.position)]);
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
        expect(await read(["verify", "--no-files"], restored)).toMatchObject([0, { files: 0, problems: [] }]);
        await rm(path);
        expect(await problems()).toEqual([
          expect.stringMatching(/^the file of evidence evd_\w+ cannot be read: ENOENT/),
        ]);
        await writeFile(path, bytes);
        expect(await problems()).toEqual([]);
      });

      test("the register, and its lock", async () => {
        await change("DROP TRIGGER register_entry_no_update");
        expect(await problems()).toEqual([expect.stringMatching(/^the trigger register_entry_no_update is missing/)]);
        await change("UPDATE register_entry SET content = REPLACE(content, '1', '2') WHERE number = 1");
        expect(await problems()).toEqual([
          "the register is broken at its entry 1",
          expect.stringMatching(/^the trigger register_entry_no_update is missing/),
        ]);
      });

      test("an event that is gone", async () => {
        await change("DELETE FROM event_log WHERE position = 3");
        expect(await problems()).toEqual(expect.arrayContaining([expect.stringMatching(/^the log has gaps/)]));
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
    expect(await run(["epoch", "new"], there)).toMatchObject({ code: 0, stderr: "" });
  });

  test("the doctor names what is to be mended, and where", async () => {
    const [code, { findings }] = await read<{ findings: Finding[] }>(["doctor"]);
    const states = Object.fromEntries(findings.map(({ about, state }) => [about, state]));
    expect(states).toMatchObject({ settings: "ok", database: "ok", files: "ok", demo: "warning" });
    // The tests' own MariaDB is not a durable one.
    const durable = kind === "sqlite" ? undefined : "problem";
    expect([code, states.innodb_flush_log_at_trx_commit]).toEqual([durable ? 5 : 0, durable]);
    const away = {
      REDIS_URL: `redis://127.0.0.1:${await freePort()}`,
      CLAMD_URL: `tcp://127.0.0.1:${await freePort()}`,
    };
    const [, { findings: others }] = await read<{ findings: Finding[] }>(["doctor"], {
      ...away,
      STORAGE_URL: `file:${at("backup", "manifest.json", "x")}`,
    });
    const problemsOf = others.filter(({ state }) => state === "problem").map(({ about }) => about);
    expect(problemsOf).toEqual(expect.arrayContaining(["Redis", "ClamAV", "files"]));
  });
});

test("init writes the settings of a server, once, for nobody else to read", async () => {
  await using folder = await temporaryFolder("init");
  const file = join(folder.path, "redress.env");
  const init = (url: string) =>
    redress(["init", file, "--public-url", url, "--database-url", "mysql://redress:geheim@db.example/redress"], {});
  const wrong = await init("http://redress.example");
  expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringMatching(/PUBLIC_URL: must be https/)]);
  expect(await init("https://redress.example")).toMatchObject({ code: 0, stderr: "" });
  const text = await readFile(file, "utf8");
  expect(text).toMatch(/^SECRET=[0-9a-f]{64}$/m);
  const again = await init("https://redress.example");
  expect([again.code, again.stderr]).toEqual([3, expect.stringMatching(/is there already/)]);
  expect(await readFile(file, "utf8")).toBe(text);
});
