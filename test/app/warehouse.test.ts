import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { GetObjectCommand } from "@aws-sdk/client-s3";
import pino from "pino";
import { Account } from "../../src/accounts/account/account.entity";
import { closeAccount } from "../../src/accounts/people/close-account";
import { Pseudonyms } from "../../src/app/warehouse/pseudonyms";
import { Warehouse, type WrittenDay } from "../../src/app/warehouse/warehouse";
import { WarehouseDay } from "../../src/app/warehouse/warehouse-day.entity";
import { WAREHOUSE_TABLES, type ColumnKind } from "../../src/app/warehouse/warehouse-tables";
import { Complaint } from "../../src/case/complaints/complaint.entity";
import { sql } from "../../src/platform/database/sql";
import { numberedEvents } from "../../src/platform/feed/numbered-events";
import { openNamedFiles, type NamedFiles } from "../../src/platform/storage/named-files";
import { DAY, dateOf } from "../../src/platform/time";
import { caseIn } from "../case/complaints/world-case";
import { redress } from "../support/command-line";
import { forEachDatabase } from "../support/databases";
import { eventually } from "../support/eventually";
import { describeWith } from "../support/programs";
import { S3_ENV, startS3, urlOf } from "../support/s3";
import { temporaryFolder, type TemporaryFolder } from "../support/temporary";
import { startNode, startWorld, type World } from "../support/world";

const SILENT = pino({ level: "silent" });
const LOOKS: Record<ColumnKind, RegExp> = {
  ID: /^[a-z]{3}_[0-9a-z]{26}$/,
  PERSON: /^person_[0-9a-f]{32}$/,
  WORD: /^[A-Z][A-Z0-9_]*$|^[a-z]+(-[a-z]+)*$/,
  NUMBER: /^\d+(\.\d+)?$/,
  AMOUNT: /^\d+$/,
  CURRENCY: /^[A-Z]{3}$/,
  TIME: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
};

interface Manifest {
  dataset: string;
  day: string;
  schemaVersion: number;
  writtenAt: string;
  rows: number;
  firstPosition?: number;
  lastPosition?: number;
  files: { name: string; rows: number; bytes: number; sha256: string }[];
}

type Row = Record<string, string | number | null>;
type Read = (name: string) => Promise<Buffer>;

/** What somebody finds who begins with the manifest; null: the day is not there. */
async function dayIn(read: Read, dataset: string, day: string): Promise<{ manifest: Manifest; rows: Row[] } | null> {
  const folder = `warehouse/${dataset}/date=${day}`;
  const text = await read(`${folder}/manifest.json`).catch(() => null);
  if (!text) return null;
  const manifest = JSON.parse(text.toString()) as Manifest;
  const rows: Row[] = [];
  for (const { name, sha256, bytes, rows: count } of manifest.files) {
    const body = await read(`${folder}/${name}`);
    expect([createHash("sha256").update(body).digest("hex"), body.length]).toEqual([sha256, bytes]);
    const lines = gunzipSync(body).toString().split("\n").slice(0, -1);
    expect(lines).toHaveLength(count);
    rows.push(...lines.map((line) => JSON.parse(line) as Row));
  }
  expect(rows).toHaveLength(manifest.rows);
  return { manifest, rows };
}

forEachDatabase((kind) => {
  let world: World;
  let folder: TemporaryFolder;
  let files: NamedFiles;
  let first: string;
  let caseId: string;
  const read: Read = (name) => readFile(join(folder.path, name));
  const over = (place: NamedFiles): Warehouse => {
    const { sealer } = world.server.services;
    return new Warehouse(world.db, world.clock, place, new Pseudonyms(sealer), () => world.url);
  };
  const writeDue = async (place = files): Promise<WrittenDay[]> => {
    const days: WrittenDay[] = [];
    for await (const day of over(place).writeDue()) days.push(day);
    return days;
  };
  const happens = async (at = world.clock.now()): Promise<void> => {
    await world.db.transact(async (tx) => {
      const complaint = await tx.lock(Complaint, caseId);
      if (complaint)
        tx.record(complaint, {
          ...{ type: "MESSAGE_SENT", actorId: null, actorRole: "SYSTEM", audience: "PARTIES", topics: ["x:y"] },
          ...{ at, data: { messageId: `msg_${caseId.slice(4)}`, by: "PLATFORM" } },
        });
    });
    await world.projected();
  };
  const found = async (dataset: string, day: string): Promise<{ manifest: Manifest; rows: Row[] }> => {
    const there = await dayIn(read, dataset, day);
    if (!there) throw new Error(`${dataset} of ${day} is not there`);
    return there;
  };

  beforeAll(async () => {
    folder = await temporaryFolder("warehouse");
    files = await openNamedFiles({ kind: "file", folder: folder.path }, SILENT);
    world = await startWorld(kind);
    world.toNoon();
    first = dateOf(world.clock.now());
    const ruled = await caseIn(world, "RULED");
    caseId = ruled.id;
    await ruled.do("zhao.staff", "sendMessage", { text: "只有写的人知道 secret words" });
    world.clock.advance(DAY);
  });
  afterAll(async () => {
    await world?.[Symbol.asyncDispose]();
    await folder?.remove();
  });

  test("a day that is over is written, and then its manifest; what is missing is caught up on, each event once", async () => {
    await happens();
    // Two days on which no server ran.
    world.clock.advance(2 * DAY);
    await happens();
    const days = (await writeDue()).map(({ day }) => day);
    const yesterday = dateOf(world.clock.now() - DAY);
    expect(days.at(-1)).toBe(yesterday);
    expect(days).toEqual([...new Set(days)].sort());
    expect(days).toContain(first);
    const written = await Promise.all(days.map((day) => found("events", day)));
    const places = written.flatMap(({ rows }) => rows.map(({ sequence }) => Number(sequence)));
    const [last] = await world.db.select(WarehouseDay, sql`FROM warehouse_day t ORDER BY t.id DESC LIMIT 1`);
    expect(places).toEqual(Array.from({ length: last?.position ?? NaN }, (_, n) => n + 1));
    for (const [index, { manifest }] of written.entries())
      expect([manifest.day, manifest.schemaVersion, manifest.firstPosition]).toEqual([
        ...[days[index], 1, (written[index - 1]?.manifest.lastPosition ?? 0) + 1],
      ]);
    // Today is not over.
    expect(await dayIn(read, "events", dateOf(world.clock.now()))).toBeNull();
    expect(await writeDue()).toEqual([]);
  });

  test("tables are those of the last day: every row, only the columns that are named, ids and words and sums and times", async () => {
    const yesterday = dateOf(world.clock.now() - DAY);
    for (const { name, from, columns } of WAREHOUSE_TABLES) {
      const { rows, manifest } = await found(name, yesterday);
      // However late on the day after: it says what was read when.
      expect(dateOf(Date.parse(manifest.writtenAt))).toBe(dateOf(world.clock.now()));
      const ids = await world.db.query<{ id: string }>(`SELECT id FROM ${from} ORDER BY id`);
      expect(rows.map(({ id }) => id)).toEqual(ids.map(({ id }) => id));
      for (const row of rows) {
        expect(Object.keys(row)).toEqual(Object.keys(columns));
        const strange = Object.entries(row).filter(
          ([column, value]) => value !== null && !LOOKS[columns[column] ?? "ID"].test(String(value)),
        );
        expect([name, strange]).toEqual([name, []]);
      }
      expect(await dayIn(read, name, first)).toBeNull();
    }
    const { rows } = await found("cases", yesterday);
    expect(rows.find(({ id }) => id === caseId)).toMatchObject({ status: "RULED", currency: "CNY" });
    expect((await found("rulings", yesterday)).rows.length).toBeGreaterThan(0);
  });

  test("nobody is named, and nothing that anybody wrote is there", async () => {
    const texts = await everything(folder.path);
    const accounts = await world.db.find(Account, {});
    for (const { id, login, displayName } of accounts)
      for (const name of [id, login, displayName]) expect([name, texts.includes(name)]).toEqual([name, false]);
    expect(texts).not.toMatch(/secret words|写的人/);
    expect(texts).toMatch(/person_[0-9a-f]{32}/);
  });

  test("a day is written again as it is now: the same, but for a person whose account is deleted", async () => {
    const yesterday = dateOf(world.clock.now() - DAY);
    const before = await found("events", first);
    expect(await over(files).writeAgain(first)).toMatchObject({ day: first });
    expect((await found("events", first)).manifest.files).toEqual(before.manifest.files);
    const { consumerId } = (await world.db.byId(Complaint, caseId)) ?? { consumerId: "" };
    const called = (await found("cases", yesterday)).rows.find(({ id }) => id === caseId)?.consumer_id;
    expect(called).toMatch(LOOKS.PERSON);
    await world.db.transact(async (tx) => {
      const account = await tx.lock(Account, consumerId);
      if (account) closeAccount(tx, account, { isWithdrawn: false });
    });
    await over(files).writeAgain(yesterday);
    await over(files).writeAgain(first);
    const now = (await found("cases", yesterday)).rows.find(({ id }) => id === caseId);
    expect(now).toMatchObject({ consumer_id: null, status: "RULED" });
    for (const [dataset, day] of [
      ["events", first],
      ["orders", yesterday],
      ["rulings", yesterday],
    ] as const)
      expect(JSON.stringify((await found(dataset, day)).rows)).not.toContain(String(called));
    expect((await found("events", first)).rows.map(({ id }) => id)).toEqual(before.rows.map(({ id }) => id));
    expect(await over(files).writeAgain(dateOf(world.clock.now()))).toBeNull();
    expect(await over(files).writeAgain("2000-01-01")).toBeNull();
  });

  test("an event that comes late into the log belongs to the day on which it came", async () => {
    world.clock.advance(DAY);
    await writeDue();
    const today = dateOf(world.clock.now());
    await happens(world.clock.now() - 5 * DAY);
    const [late] = (await numberedEvents(world.db, sql`t.stream_id = ${caseId}`)).slice(-1);
    world.clock.advance(DAY);
    expect((await writeDue()).map(({ day }) => day)).toEqual([today]);
    expect((await found("events", today)).rows.map(({ id }) => id)).toContain(late?.hash);
  });

  test("when the place fails in the middle the day is not there, is called late, and is written the next time", async () => {
    const day = dateOf(world.clock.now());
    await happens();
    world.clock.advance(DAY);
    const failing: NamedFiles = {
      remove: (name) => files.remove(name),
      write: async (name, body) => {
        if (name.includes("/rulings/")) throw new Error("no room");
        await files.write(name, body);
      },
    };
    await expect(writeDue(failing)).rejects.toThrow("no room");
    expect(await dayIn(read, "rulings", day)).toBeNull();
    expect(await over(files).lateness()).toBeGreaterThan(0);
    expect((await writeDue()).map((each) => each.day)).toEqual([day]);
    expect(await over(files).lateness()).toBe(0);
    expect((await found("rulings", day)).manifest.day).toBe(day);
    // No half of a file is left, under whatever name.
    const names = await readdir(folder.path, { recursive: true });
    expect(names.filter((name) => /(^|\/)\.[^/]+$/.test(name))).toEqual([]);
  });

  test("by the command line, and nowhere where no place is named", async () => {
    const env = { DATABASE_URL: world.databaseUrl, SECRET: world.secret };
    const at = { ...env, WAREHOUSE_URL: `file:${join(folder.path, "by-command")}` };
    expect((await redress(["doctor"], at)).stdout).toMatch(/^ok +WAREHOUSE_URL: .*by-command can be written$/m);
    await writeFile(join(folder.path, "a-file"), "");
    const inAFile = { ...env, WAREHOUSE_URL: `file:${join(folder.path, "a-file")}` };
    expect((await redress(["doctor"], inAFile)).stdout).toMatch(/^problem +WAREHOUSE_URL: cannot be written: ENOTDIR/m);
    expect(await redress(["warehouse", "write", "--day", first], inAFile)).toMatchObject({
      ...{ code: 3, stderr: expect.stringContaining("cannot be written (ENOTDIR)") },
    });
    expect(await redress(["warehouse", "write"], env)).toMatchObject({
      code: 3,
      stderr: "WAREHOUSE_URL is not set.\n",
    });
    expect((await redress(["warehouse", "write", "--day", "2026-02-30"], at)).code).toBe(2);
    expect((await redress(["warehouse", "write", "--day", "2999-01-01"], at)).code).toBe(3);
    const { stdout } = await redress(["warehouse", "write", "--day", first, "--json"], at);
    expect(JSON.parse(stdout)).toMatchObject({ days: [{ day: first, datasets: { events: expect.any(Number) } }] });
  });

  if (kind === "sqlite")
    test("a server writes by itself, beside what it does for people", async () => {
      const target = join(folder.path, "by-server");
      const yesterday = dateOf(world.clock.now() - DAY);
      await world.db.transact(async (tx) => tx.execute("UPDATE warehouse_day SET written_at = NULL"));
      await using _node = await startNode(world, { WAREHOUSE_URL: `file:${target}` }, { clock: world.clock });
      await eventually(() => readFile(join(target, `warehouse/events/date=${yesterday}/manifest.json`)));
      await eventually(() => readFile(join(target, `warehouse/providers/date=${yesterday}/manifest.json`)));
    });

  if (kind === "sqlite")
    describeWith("moto_server", "in a bucket", () => {
      test("there is the same as in a folder", async () => {
        await using s3 = await startS3();
        const bucket = await s3.bucket();
        const place = await openNamedFiles(bucket, SILENT);
        await over(place).writeAgain(first);
        const fetched: Read = async (name) => {
          const { Body } = await s3.client.send(new GetObjectCommand({ Bucket: bucket.bucket, Key: name }));
          return Buffer.from((await Body?.transformToByteArray()) ?? []);
        };
        await over(files).writeAgain(first);
        const there = await dayIn(fetched, "events", first);
        expect(there?.rows).toEqual((await found("events", first)).rows);
        await place.remove(`warehouse/events/date=${first}/manifest.json`);
        expect(await dayIn(fetched, "events", first)).toBeNull();
        const env = { DATABASE_URL: world.databaseUrl, SECRET: world.secret, ...S3_ENV };
        const { code } = await redress(["warehouse", "write"], { ...env, WAREHOUSE_URL: urlOf(bucket) });
        expect(code).toBe(0);
      });
    });
});

test("the columns of the tables are those that docs/events-out.md names", async () => {
  const text = await readFile(join(__dirname, "../../docs/events-out.md"), "utf8");
  const lines = WAREHOUSE_TABLES.map(({ name, columns }) => {
    const told = Object.entries(columns).map(([column, kind]) => `\`${column}\` ${kind.toLowerCase()}`);
    return `- \`${name}\`: ${told.join(", ")}`;
  });
  expect(text.match(/^- `\w+`: `id` id, .*$/gm)).toEqual(lines);
});

test("files have no names that lead elsewhere", async () => {
  await using folder = await temporaryFolder("names");
  const files = await openNamedFiles({ kind: "file", folder: folder.path }, SILENT);
  await mkdir(join(folder.path, "a"));
  await writeFile(join(folder.path, "kept"), "kept");
  for (const name of ["../kept", "a/../kept", "/kept", "", "a//b", "a/./b"]) {
    await expect(files.write(name, [] as unknown as AsyncIterable<Uint8Array>)).rejects.toThrow(/no name/);
    await expect(files.remove(name)).rejects.toThrow(/no name/);
  }
  expect((await readFile(join(folder.path, "kept"))).toString()).toBe("kept");
});

/** All text in all files below. */
async function everything(folder: string): Promise<string> {
  const names = await readdir(join(folder, "warehouse"), { recursive: true, withFileTypes: true });
  const texts = names
    .filter((entry) => entry.isFile())
    .map(async ({ parentPath, name }) => {
      const body = await readFile(join(parentPath, name));
      return (name.endsWith(".gz") ? gunzipSync(body) : body).toString();
    });
  return (await Promise.all(texts)).join("\n");
}
