import { mkdir, readdir, statfs, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { FileStorage } from "../../src/platform/storage/file-storage";
import { eventually } from "../support/eventually";
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

describe("storage in a folder", () => {
  it("gives back what was put", async () => {
    await using folder = await temporaryFolder("storage");
    const storage = new FileStorage(folder.path);
    await storage.put(KEY, bytes("one ", "and two"));
    expect(await text(await storage.get(KEY))).toBe("one and two");
  });

  it("keeps nothing of what broke off", async () => {
    await using folder = await temporaryFolder("storage");
    const storage = new FileStorage(folder.path);
    await expect(storage.put(KEY, breakingOff())).rejects.toThrow("the line broke");
    expect(await files(folder.path)).toEqual([]);
    await expect(storage.get(KEY)).rejects.toThrow("ENOENT");
  });

  it("forgets what was removed, and does not mind removing it twice", async () => {
    await using folder = await temporaryFolder("storage");
    const storage = new FileStorage(folder.path);
    await storage.put(KEY, bytes("x"));
    await storage.remove(KEY);
    await storage.remove(KEY);
    expect(await files(folder.path)).toEqual([]);
  });

  it.each(["../../etc/passwd", "UPPER0123456", "short", "a/b/c/d/e/f/g", `${KEY}\0`])(
    "does not take %j for a key",
    async (key) => {
      await using folder = await temporaryFolder("storage");
      const storage = new FileStorage(folder.path);
      await expect(storage.put(key, bytes("x"))).rejects.toThrow("not a storage key");
      await expect(storage.get(key)).rejects.toThrow("not a storage key");
      expect(() => storage.partial(key)).toThrow("not a storage key");
      expect(await files(folder.path)).toEqual([]);
    },
  );

  it("clears away what a process that died had left, but not what is still being written", async () => {
    await using folder = await temporaryFolder("storage");
    await mkdir(join(folder.path, "partial"));
    await writeFile(join(folder.path, "partial", "old"), "left");
    await writeFile(join(folder.path, "partial", "young"), "growing");
    await utimes(join(folder.path, "partial", "old"), 0, 0);
    await new FileStorage(folder.path).check();
    expect(await files(folder.path)).toEqual(["young"]);
  });

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

  it("keeps what came of a file in parts, also when a part breaks off, and for every process", async () => {
    await using folder = await temporaryFolder("storage");
    const storage = new FileStorage(folder.path);
    const size = 50 * KIB + 4;
    expect(await storage.partialSize(KEY)).toBe(0);
    expect(await storage.append(KEY, 0, size, letters(["a", 16 * KIB], ["b", 4 * KIB]))).toBe(20 * KIB);
    await expect(storage.append(KEY, 20 * KIB, size, lettersBreakingOff("c", 30 * KIB))).rejects.toThrow(
      "the line broke",
    );
    const restarted = new FileStorage(folder.path);
    expect(await restarted.partialSize(KEY)).toBe(50 * KIB);
    expect(await restarted.append(KEY, 50 * KIB, size, bytes(" end"))).toBe(size);
    expect(await text(Readable.from(storage.partial(KEY)))).toBe(
      `${"a".repeat(16 * KIB)}${"b".repeat(4 * KIB)}${"c".repeat(30 * KIB)} end`,
    );
    expect(await storage.partials()).toEqual([KEY]);
    await storage.discard(KEY);
    await storage.discard(KEY);
    expect(await restarted.partialSize(KEY)).toBe(0);
    expect(await files(folder.path)).toEqual([]);
  });

  it("keeps no crumbs, unless they are a file's end", async () => {
    await using folder = await temporaryFolder("storage");
    const storage = new FileStorage(folder.path);
    expect(await storage.append(KEY, 0, LARGE, bytes("x"))).toBe(0);
    await expect(storage.append(KEY, 0, LARGE, lettersBreakingOff("x", 16 * KIB - 1))).rejects.toThrow(
      "the line broke",
    );
    expect(await storage.partialSize(KEY)).toBe(0);
    expect(await files(folder.path)).toEqual([]);
    expect(await storage.append(KEY, 0, 1, bytes("x"))).toBe(1);
  });

  it("adds only where the file ends, and of two at once lets one go on", async () => {
    await using folder = await temporaryFolder("storage");
    const storage = new FileStorage(folder.path);
    await storage.append(KEY, 0, LARGE, letters(["1", 16 * KIB]));
    for (const offset of [0, 3, 16 * KIB + 1])
      await expect(storage.append(KEY, offset, LARGE, letters(["x", 16 * KIB]))).rejects.toThrow("upload.wrongOffset");
    const answers = await Promise.allSettled([
      storage.append(KEY, 16 * KIB, LARGE, letters(["2", 20 * KIB])),
      new FileStorage(folder.path).append(KEY, 16 * KIB, LARGE, letters(["3", 20 * KIB])),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(["2".repeat(20 * KIB), "3".repeat(20 * KIB)]).toContain(
      (await text(Readable.from(storage.partial(KEY)))).slice(16 * KIB),
    );
    // Nothing is left of the one refused.
    expect((await files(folder.path)).sort()).toEqual(["0", String(16 * KIB)]);
  });

  it("counts what a process got before it stood still, and takes no more from it once another went on", async () => {
    await using folder = await temporaryFolder("storage");
    let goOn = (): void => undefined;
    const standing = new Promise<void>((done) => (goOn = done));
    const stuck = new FileStorage(folder.path).append(
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
    const other = new FileStorage(folder.path);
    await eventually(async () => expect(await other.partialSize(KEY)).toBe(300_000));
    expect(await other.append(KEY, 300_000, LARGE, letters(["c", 16 * KIB]))).toBe(300_000 + 16 * KIB);
    goOn();
    await refused;
    expect(await other.partialSize(KEY)).toBe(300_000 + 16 * KIB);
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
    await full.check();
    const nearlyFull = new FileStorage(folder.path, Math.floor((bavail * bsize) / 2));
    await nearlyFull.put(KEY, bytes("x"), 1);
    await expect(nearlyFull.put("another0key", bytes("x"), bavail * bsize)).rejects.toThrow("upload.diskFull");
  });

  it("says when it cannot be used", async () => {
    await using folder = await temporaryFolder("storage");
    await writeFile(join(folder.path, "file"), "in the way");
    await expect(new FileStorage(join(folder.path, "file")).check()).rejects.toThrow("ENOTDIR");
  });
});
