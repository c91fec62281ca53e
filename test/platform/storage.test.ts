import { execFile } from "node:child_process";
import { mkdir, open, readdir, readlink, stat, statfs, utimes, writeFile, type FileHandle } from "node:fs/promises";
import { join, relative } from "node:path";
import { Readable } from "node:stream";
import { buffer, text } from "node:stream/consumers";
import { promisify } from "node:util";
import { CreateMultipartUploadCommand, ListMultipartUploadsCommand, S3ServiceException } from "@aws-sdk/client-s3";
import pino from "pino";
import { Refusal, type Reason } from "../../src/platform/refusal";
import { FileStorage } from "../../src/platform/storage/file-storage";
import { S3Storage } from "../../src/platform/storage/s3-storage";
import { isStorageProblem, type Storage } from "../../src/platform/storage/storage";
import { parseStorageUrl, type BucketSettings } from "../../src/platform/storage/storage-url.pure";
import { BUILT } from "../support/built";
import { eventually } from "../support/eventually";
import { freePort } from "../support/processes";
import { describeWith } from "../support/programs";
import { openProxy } from "../support/proxy";
import { answering, bucketAt, silent, startS3, type TestS3 } from "../support/s3";
import { temporaryFolder } from "../support/temporary";

async function* bytes(...chunks: string[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield Buffer.from(chunk);
}

async function* breakingOff(): AsyncGenerator<Uint8Array> {
  yield Buffer.from("half of");
  throw new Error("the line broke");
}

const KEY = "0123456789abcdef";
const files = (folder: string): Promise<string[]> =>
  readdir(folder, { recursive: true, withFileTypes: true }).then((all) =>
    all.filter((entry) => entry.isFile()).map(({ name }) => name),
  );

const KIB = 1024;
const LARGE = 1_000_000;
/** So many of a letter, in pieces as they come from a line. */
async function* letters(...runs: [letter: string, count: number][]): AsyncGenerator<Uint8Array> {
  for (const [letter, count] of runs) yield Buffer.alloc(count, letter);
}
async function* lettersBreakingOff(letter: string, count: number): AsyncGenerator<Uint8Array> {
  yield Buffer.alloc(count, letter);
  throw new Error("the line broke");
}

/** Where files may be; each process has a storage of its own there. */
interface Place extends AsyncDisposable {
  process(): Storage;
  /** The last names of everything that is there. */
  left(): Promise<string[]>;
}

async function inFolder(): Promise<Place> {
  const folder = await temporaryFolder("storage");
  return {
    process: () => new FileStorage(folder.path),
    left: () => files(folder.path),
    [Symbol.asyncDispose]: () => folder.remove(),
  };
}

async function all(storage: Storage): Promise<string[]> {
  const found: string[] = [];
  for await (const { key, size } of storage.files()) found.push(`${key} ${size}`);
  return found;
}

/** What every storage does. */
function keepsFiles(newPlace: () => Promise<Place>): void {
  it("gives back what was put", async () => {
    await using place = await newPlace();
    const storage = place.process();
    await storage.put(KEY, bytes("one ", "and two"));
    expect(await text(await storage.get(KEY))).toBe("one and two");
  });

  it("lists what was put, and nothing that is under way", async () => {
    await using place = await newPlace();
    const storage = place.process();
    expect(await all(storage)).toEqual([]);
    await storage.put(KEY, bytes("one ", "and two"));
    await storage.put("another0key", bytes("x"));
    await storage.append("underway0key", 0, LARGE, letters(["a", 16 * KIB]));
    await storage.check();
    expect((await all(storage)).sort()).toEqual([`${KEY} 11`, "another0key 1"]);
    await storage.remove(KEY);
    expect(await all(storage)).toEqual(["another0key 1"]);
  });

  it("keeps nothing of what broke off", async () => {
    await using place = await newPlace();
    const storage = place.process();
    await expect(storage.put(KEY, breakingOff())).rejects.toThrow("the line broke");
    expect(await place.left()).toEqual([]);
    await expect(storage.get(KEY)).rejects.toThrow("ENOENT");
  });

  it("forgets what was removed, and does not mind removing it twice", async () => {
    await using place = await newPlace();
    const storage = place.process();
    await storage.put(KEY, bytes("x"));
    await storage.remove(KEY);
    await storage.remove(KEY);
    expect(await place.left()).toEqual([]);
  });

  it.each(["../../etc/passwd", "UPPER0123456", "short", "a/b/c/d/e/f/g", `${KEY}\0`])(
    "does not take %j for a key",
    async (key) => {
      await using place = await newPlace();
      const storage = place.process();
      await expect(storage.put(key, bytes("x"))).rejects.toThrow("not a storage key");
      await expect(storage.get(key)).rejects.toThrow("not a storage key");
      expect(() => storage.partial(key)).toThrow("not a storage key");
      expect(await place.left()).toEqual([]);
    },
  );

  it("keeps what came of a file in parts, also when a part breaks off, and for every process", async () => {
    await using place = await newPlace();
    const storage = place.process();
    const size = 50 * KIB + 4;
    expect(await storage.partialSize(KEY)).toBe(0);
    expect(await storage.append(KEY, 0, size, letters(["a", 16 * KIB], ["b", 4 * KIB]))).toBe(20 * KIB);
    await expect(storage.append(KEY, 20 * KIB, size, lettersBreakingOff("c", 30 * KIB))).rejects.toThrow(
      "the line broke",
    );
    const restarted = place.process();
    expect(await restarted.partialSize(KEY)).toBe(50 * KIB);
    expect(await restarted.append(KEY, 50 * KIB, size, bytes(" end"))).toBe(size);
    expect(await text(Readable.from(storage.partial(KEY)))).toBe(
      `${"a".repeat(16 * KIB)}${"b".repeat(4 * KIB)}${"c".repeat(30 * KIB)} end`,
    );
    expect(await storage.partials()).toEqual([KEY]);
    await storage.discard(KEY);
    await storage.discard(KEY);
    expect(await restarted.partialSize(KEY)).toBe(0);
    expect(await place.left()).toEqual([]);
  });

  it("keeps no crumbs, unless they are a file's end", async () => {
    await using place = await newPlace();
    const storage = place.process();
    expect(await storage.append(KEY, 0, LARGE, bytes("x"))).toBe(0);
    await expect(storage.append(KEY, 0, LARGE, lettersBreakingOff("x", 16 * KIB - 1))).rejects.toThrow(
      "the line broke",
    );
    expect(await storage.partialSize(KEY)).toBe(0);
    expect(await place.left()).toEqual([]);
    expect(await storage.append(KEY, 0, 1, bytes("x"))).toBe(1);
  });

  it("adds only where the file ends, and of two at once lets one go on", async () => {
    await using place = await newPlace();
    const storage = place.process();
    await storage.append(KEY, 0, LARGE, letters(["1", 16 * KIB]));
    for (const offset of [0, 3, 16 * KIB + 1])
      await expect(storage.append(KEY, offset, LARGE, letters(["x", 16 * KIB]))).rejects.toThrow("upload.wrongOffset");
    const answers = await Promise.allSettled([
      storage.append(KEY, 16 * KIB, LARGE, letters(["2", 20 * KIB])),
      place.process().append(KEY, 16 * KIB, LARGE, letters(["3", 20 * KIB])),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(["2".repeat(20 * KIB), "3".repeat(20 * KIB)]).toContain(
      (await text(Readable.from(storage.partial(KEY)))).slice(16 * KIB),
    );
    // Nothing is left of the one refused.
    expect((await place.left()).sort()).toEqual(["0", String(16 * KIB)]);
  });

  it("counts what a process got before it stood still, and takes no more from it once another went on", async () => {
    await using place = await newPlace();
    let goOn = (): void => undefined;
    const standing = new Promise<void>((done) => (goOn = done));
    const stuck = place.process().append(
      KEY,
      0,
      LARGE,
      (async function* () {
        yield Buffer.alloc(300_000, "a");
        yield Buffer.alloc(20 * KIB, "b"); // not yet a piece
        await standing;
        yield Buffer.from("too late");
      })(),
    );
    const refused = expect(stuck).rejects.toThrow("upload.wrongOffset");
    const other = place.process();
    await eventually(async () => expect(await other.partialSize(KEY)).toBe(300_000));
    expect(await other.append(KEY, 300_000, LARGE, letters(["c", 16 * KIB]))).toBe(300_000 + 16 * KIB);
    goOn();
    await refused;
    expect(await other.partialSize(KEY)).toBe(300_000 + 16 * KIB);
  });
}

describe("storage in a folder", () => {
  keepsFiles(inFolder);

  it("clears away what a process that died had left, but not what is still being written", async () => {
    await using folder = await temporaryFolder("storage");
    await mkdir(join(folder.path, "partial"));
    await writeFile(join(folder.path, "partial", "old"), "left");
    await writeFile(join(folder.path, "partial", "young"), "growing");
    await utimes(join(folder.path, "partial", "old"), 0, 0);
    await new FileStorage(folder.path).check();
    expect(await files(folder.path)).toEqual(["young"]);
  });

  it("makes files and folders that nobody else on the machine can read", async () => {
    await using parent = await temporaryFolder("storage");
    const root = join(parent.path, "files");
    const storage = new FileStorage(root);
    await storage.put(KEY, bytes("x"));
    await storage.append("another0key", 0, LARGE, letters(["a", 16 * KIB]));
    const made = await readdir(root, { recursive: true });
    expect(made.length).toBeGreaterThan(4);
    for (const name of ["", ...made]) expect([name, (await stat(join(root, name))).mode & 0o077]).toEqual([name, 0]);
  });

  /** The paths, within the folder, of what is flushed to the disk meanwhile. */
  async function flushedBy(folder: string, act: () => Promise<unknown>): Promise<string[]> {
    const handle = await open(folder);
    const handles = Object.getPrototypeOf(handle) as FileHandle;
    await handle.close();
    const flushed: string[] = [];
    const sync = jest.spyOn(handles, "sync").mockImplementation(async function (this: FileHandle) {
      const path = relative(folder, await readlink(`/proc/self/fd/${this.fd}`));
      flushed.push((await this.stat()).isDirectory() ? `${path}/` : "a file");
    });
    await act().finally(() => sync.mockRestore());
    return flushed;
  }

  it("has the names of files on the disk, too, before they are confirmed", async () => {
    await using folder = await temporaryFolder("storage");
    const storage = new FileStorage(folder.path);
    const put = async (key: string) =>
      (await flushedBy(folder.path, () => storage.put(key, bytes("x")))).filter((path) => path.endsWith("/"));
    expect(await put("abcdefgh3412")).toEqual(["12/34/", "12/", "/"]);
    expect(await put("another03412")).toEqual(["12/34/"]);
  });

  it("has each part on the disk, and its name, before it says that it has arrived", async () => {
    await using folder = await temporaryFolder("storage");
    const storage = new FileStorage(folder.path);
    const append = (offset: number) =>
      flushedBy(folder.path, () => storage.append(KEY, offset, LARGE, letters(["a", 16 * KIB])));
    expect(await append(0)).toEqual(["partial/", "/", "a file", `partial/${KEY}/`]);
    expect(await append(16 * KIB)).toEqual(["a file", `partial/${KEY}/`]);
  });

  it("does not let a file be taken to pieces without end", async () => {
    await using folder = await temporaryFolder("storage");
    await mkdir(join(folder.path, "partial", KEY), { recursive: true });
    for (let n = 0; n < 2_000; n += 1) await writeFile(join(folder.path, "partial", KEY, String(n)), "x");
    await expect(new FileStorage(folder.path).append(KEY, 2_000, LARGE, bytes("x"))).rejects.toThrow("upload.pieces");
  });

  it("clears away what a process that died was writing, also in a process that runs for long", async () => {
    await using folder = await temporaryFolder("storage");
    const storage = new FileStorage(folder.path);
    await storage.append(KEY, 0, LARGE, letters(["a", 16 * KIB]));
    await writeFile(join(folder.path, "partial", "died"), "left");
    await writeFile(join(folder.path, "partial", "grows"), "on its way");
    const later = Date.now() + 2 * 3_600_000;
    const now = jest.spyOn(Date, "now").mockReturnValue(later);
    await utimes(join(folder.path, "partial", "grows"), later / 1_000, later / 1_000);
    await storage.check();
    now.mockRestore();
    // What has come of uploads goes when their addresses end.
    expect((await files(folder.path)).sort()).toEqual(["0", "grows"]);
  });

  it("takes nothing that would leave less of the disk free than is kept", async () => {
    await using folder = await temporaryFolder("storage");
    const { bavail, bsize } = await statfs(folder.path);
    const full = new FileStorage(folder.path, 2 * bavail * bsize);
    await expect(full.put(KEY, bytes("x"))).rejects.toThrow("upload.diskFull");
    await expect(full.append(KEY, 0, 1, bytes("x"))).rejects.toThrow("upload.diskFull");
    await expect(full.check()).rejects.toThrow("upload.diskFull");
    const nearlyFull = new FileStorage(folder.path, Math.floor((bavail * bsize) / 2));
    await nearlyFull.put(KEY, bytes("x"), 1);
    await nearlyFull.check();
    await expect(nearlyFull.put("another0key", bytes("x"), bavail * bsize)).rejects.toThrow("upload.diskFull");
  });

  it("says when it cannot be used", async () => {
    await using folder = await temporaryFolder("storage");
    await writeFile(join(folder.path, "file"), "in the way");
    await expect(new FileStorage(join(folder.path, "file")).check()).rejects.toThrow("ENOTDIR");
  });
});

describeWith("moto_server", "storage in a bucket", () => {
  let s3: TestS3;
  beforeAll(async () => void (s3 = await startS3()));
  afterAll(() => s3?.[Symbol.asyncDispose]());
  const log = pino({ level: "silent" });
  const MIB = 1024 * KIB;
  const PATIENCE_MS = 300;

  keepsFiles(async () => {
    const bucket = { ...(await s3.bucket()), prefix: "of/one/server/" };
    return {
      process: () => new S3Storage(bucket, log),
      left: async () => (await s3.namesIn(bucket)).map((name) => name.split("/").at(-1) ?? ""),
      [Symbol.asyncDispose]: async () => undefined,
    };
  });

  /** Larger than one request carries; no two stretches of it are alike. */
  const long = Buffer.from(Array.from({ length: 11 * MIB }, (_, n) => (n * n) % 251));
  const inChunks = async function* (whole: Buffer): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < whole.length; at += 100_000) yield whole.subarray(at, at + 100_000);
  };
  const uploadsIn = async ({ bucket }: BucketSettings): Promise<number> =>
    (await s3.client.send(new ListMultipartUploadsCommand({ Bucket: bucket }))).Uploads?.length ?? 0;

  it("takes a file in several requests, and of one that breaks off keeps none of them", async () => {
    const bucket = await s3.bucket();
    const storage = new S3Storage(bucket, log);
    await storage.put(KEY, inChunks(long));
    expect(long.equals(await buffer(await storage.get(KEY)))).toBe(true);
    const broken = async function* (): AsyncGenerator<Uint8Array> {
      yield* inChunks(long.subarray(0, 9 * MIB));
      throw new Error("the line broke");
    };
    await expect(storage.put("another0key", broken())).rejects.toThrow("the line broke");
    expect([await all(storage), await uploadsIn(bucket)]).toEqual([[`${KEY} ${long.length}`], 0]);
  });

  it("takes files also where it may not look for what was begun", async () => {
    const denied = new S3ServiceException({
      name: "AccessDenied",
      $fault: "client",
      $metadata: { httpStatusCode: 403 },
    });
    const asked = jest
      .spyOn(ListMultipartUploadsCommand.prototype, "resolveMiddleware")
      .mockReturnValue(() => Promise.reject(denied));
    const storage = new S3Storage(await s3.bucket(), log);
    await storage.put(KEY, bytes("x"));
    expect(asked).toHaveBeenCalledTimes(1);
    asked.mockRestore();
    expect(await text(await storage.get(KEY))).toBe("x");
  });

  it("ends, after a day, what a process that died had begun", async () => {
    const bucket = await s3.bucket();
    await s3.client.send(new CreateMultipartUploadCommand({ Bucket: bucket.bucket, Key: `files/${KEY}` }));
    // When this server says that every one was begun.
    const begun = Date.parse("2010-11-10T20:48:33Z");
    const now = jest.spyOn(Date, "now").mockReturnValue(begun + 23 * 3_600_000);
    await new S3Storage(bucket, log).put("another0key", bytes("x"));
    expect(await uploadsIn(bucket)).toBe(1);
    now.mockReturnValue(begun + 25 * 3_600_000);
    await new S3Storage(bucket, log).put("another0key", bytes("x")).finally(() => now.mockRestore());
    expect(await uploadsIn(bucket)).toBe(0);
  });

  it("goes on with a download where the connection broke", async () => {
    await using line = await openProxy(s3.endpoint);
    const bucket = await s3.bucket();
    await new S3Storage(bucket, log).put(KEY, inChunks(long));
    const storage = new S3Storage({ ...bucket, endpoint: `http://127.0.0.1:${line.port}` }, log);
    const came: Buffer[] = [];
    for await (const chunk of await storage.get(KEY)) {
      came.push(chunk as Buffer);
      if (came.length === 1 || came.length === 20) line.cut();
    }
    expect(line.cuts).toBe(2);
    expect(long.equals(Buffer.concat(came))).toBe(true);
  });

  it("ends a download of which nothing more comes", async () => {
    const bucket = await s3.bucket();
    await new S3Storage(bucket, log).put(KEY, inChunks(long));
    const line = await openProxy(s3.endpoint);
    const reader = await new S3Storage({ ...bucket, endpoint: `http://127.0.0.1:${line.port}` }, log, PATIENCE_MS).get(
      KEY,
    );
    await line[Symbol.asyncDispose]();
    expect(await refusalOf(buffer(reader))).toEqual(["storage.away", expect.stringContaining("does not answer")]);
  });

  const refusalOf = async (work: Promise<unknown>): Promise<unknown[]> =>
    work.then(
      () => ["nothing was refused"],
      (error: unknown) =>
        isStorageProblem(error) && error instanceof Refusal ? [error.details.reason, error.cause.message] : [error],
    );

  /** Every way to use it is refused so, and says so to the operator. */
  async function isRefused(settings: BucketSettings, reason: Reason, says: RegExp): Promise<void> {
    const storage = new S3Storage(settings, log, PATIENCE_MS);
    for (const work of [
      () => storage.check(),
      () => storage.put(KEY, bytes("x")),
      // Nobody reads on, and that is not what is wrong.
      () => storage.put(KEY, inChunks(long)),
      () => storage.append(KEY, 0, LARGE, letters(["x", 300_000])),
      () => storage.partials(),
    ])
      expect(await refusalOf(work())).toEqual([reason, expect.stringMatching(says)]);
  }

  it("a bucket that is gone is said to be", async () => {
    await isRefused(bucketAt(s3.endpoint, "gone"), "storage.refuses", /there is no such bucket \(NoSuchBucket\)/);
    expect(await refusalOf(new S3Storage(bucketAt(s3.endpoint, "gone"), log).get(KEY))).toEqual([
      "storage.refuses",
      expect.stringContaining("no such bucket"),
    ]);
  });

  it.each<[string, number, string, Reason, RegExp]>([
    ["that may only be read", 403, "AccessDenied", "storage.refuses", /these credentials may not do that/],
    ["with another key", 403, "SignatureDoesNotMatch", "storage.refuses", /STORAGE_SECRET_ACCESS_KEY is not the one/],
    ["in another region", 301, "PermanentRedirect", "storage.refuses", /region=/],
    ["that is full", 507, "XMinioStorageFull", "upload.diskFull", /is full/],
    ["that waited in vain", 400, "RequestTimeout", "storage.away", /does not answer \(RequestTimeout/],
    ["that is too busy", 503, "SlowDown", "storage.away", /does not answer \(SlowDown/],
    ["that says what nobody knows", 418, "Teapot", "storage.refuses", /Teapot/],
  ])("so is one %s", async (_, status, code, reason, says) => {
    await using service = await answering(status, code);
    await isRefused(bucketAt(service.endpoint), reason, says);
  });

  it("one that does not answer is not waited for", async () => {
    await using service = await silent();
    await isRefused(bucketAt(service.endpoint), "storage.away", /does not answer \(TimeoutError/);
    await isRefused(bucketAt(`http://127.0.0.1:${await freePort()}`), "storage.away", /ECONNREFUSED/);
  });

  it("a service that writes over what it must not is found out", async () => {
    await using service = await answering(200);
    expect(await refusalOf(new S3Storage(bucketAt(service.endpoint), log).check())).toEqual([
      "storage.refuses",
      expect.stringContaining("writes over what it was told not to"),
    ]);
  });
});

test.each<[string, object]>([
  ["file:files", { kind: "file", folder: join(process.cwd(), "files") }],
  [
    "s3://redress-files?region=cn-north-1",
    { bucket: "redress-files", prefix: "", endpoint: undefined, region: "cn-north-1", pathStyle: false },
  ],
  [
    "s3://redress/of/one/?endpoint=https://s3.example.com:9000",
    { prefix: "of/one/", endpoint: "https://s3.example.com:9000", region: "us-east-1", pathStyle: true },
  ],
  ["s3://redress?endpoint=https://oss.example.com&path-style=false", { pathStyle: false }],
])("%s is understood", (url, settings) => {
  expect(parseStorageUrl(url)).toMatchObject(settings);
});

test.each([
  ["files", "must be file:PATH or s3://BUCKET"],
  ["file:", "must be file:PATH"],
  ["s3://", "(nothing) is no name of a bucket"],
  ["s3://Upper_Case?region=x", "is no name of a bucket"],
  ["s3://redress", "region is needed without an endpoint"],
  ["s3://redress?endpoint=s3.example.com", "endpoint must be https://"],
  ["s3://redress/../other?region=x&bukket=1", "bukket: unknown"],
  ["s3://redress?region=x&path-style=maybe", "path-style must be true or false"],
  ["s3://key:secret@redress?region=x", "STORAGE_ACCESS_KEY_ID"],
])("%s is not", (url, problem) => {
  expect(() => parseStorageUrl(url)).toThrow(problem);
});

test("what speaks S3 is loaded only where a bucket is used", async () => {
  const loaded = `Object.keys(require.cache).filter((path) => path.includes("@aws-sdk")).length`;
  const script = `require(${JSON.stringify(join(BUILT, "src/server.js"))}); console.log(${loaded})`;
  const { stdout } = await promisify(execFile)(process.execPath, ["-e", script]);
  expect(stdout.trim()).toBe("0");
});
