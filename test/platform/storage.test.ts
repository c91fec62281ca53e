import { mkdir, readdir, utimes, writeFile } from "node:fs/promises";
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

  it("keeps what came of a file in parts, also when a part breaks off, and for every process", async () => {
    await using folder = await temporaryFolder("storage");
    const storage = new FileStorage(folder.path);
    expect(await storage.partialSize(KEY)).toBe(0);
    expect(await storage.append(KEY, 0, bytes("one ", "and "))).toBe(8);
    await expect(storage.append(KEY, 8, breakingOff())).rejects.toThrow("the line broke");
    const restarted = new FileStorage(folder.path);
    expect(await restarted.partialSize(KEY)).toBe(15);
    expect(await restarted.append(KEY, 15, bytes(" two"))).toBe(19);
    expect(await text(Readable.from(storage.partial(KEY)))).toBe("one and half of two");
    await storage.discard(KEY);
    await storage.discard(KEY);
    expect(await restarted.partialSize(KEY)).toBe(0);
    expect(await files(folder.path)).toEqual([]);
  });

  it("adds only where the file ends, and of two at once lets one go on", async () => {
    await using folder = await temporaryFolder("storage");
    const storage = new FileStorage(folder.path);
    await storage.append(KEY, 0, bytes("one "));
    for (const offset of [0, 3, 5])
      await expect(storage.append(KEY, offset, bytes("x"))).rejects.toThrow("upload.wrongOffset");
    const answers = await Promise.allSettled([
      storage.append(KEY, 4, bytes("two")),
      new FileStorage(folder.path).append(KEY, 4, bytes("2")),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(["one two", "one 2"]).toContain(await text(Readable.from(storage.partial(KEY))));
    // Nothing is left of the one refused.
    expect(await files(folder.path)).toEqual(expect.arrayContaining(["0", "4"]));
    expect(await files(folder.path)).toHaveLength(2);
  });

  it("counts what a process got before it stood still, and takes no more from it once another went on", async () => {
    await using folder = await temporaryFolder("storage");
    let goOn = (): void => undefined;
    const standing = new Promise<void>((done) => (goOn = done));
    const stuck = new FileStorage(folder.path).append(
      KEY,
      0,
      (async function* () {
        yield Buffer.alloc(300_000, "a");
        yield Buffer.from("not yet a piece");
        await standing;
        yield Buffer.from("too late");
      })(),
    );
    const refused = expect(stuck).rejects.toThrow("upload.wrongOffset");
    const other = new FileStorage(folder.path);
    await eventually(async () => expect(await other.partialSize(KEY)).toBe(300_000));
    expect(await other.append(KEY, 300_000, bytes("more"))).toBe(300_004);
    goOn();
    await refused;
    expect(await other.partialSize(KEY)).toBe(300_004);
  });

  it("does not let a file be taken to pieces without end", async () => {
    await using folder = await temporaryFolder("storage");
    await mkdir(join(folder.path, "partial", KEY), { recursive: true });
    for (let n = 0; n < 10_000; n += 1) await writeFile(join(folder.path, "partial", KEY, String(n)), "x");
    await expect(new FileStorage(folder.path).append(KEY, 10_000, bytes("x"))).rejects.toThrow("upload.pieces");
  });

  it("clears away what was given up for a day, also in a process that runs for long", async () => {
    await using folder = await temporaryFolder("storage");
    const storage = new FileStorage(folder.path);
    await storage.append(KEY, 0, bytes("given up"));
    await storage.append("stillcoming", 0, bytes("on its way"));
    const later = Date.now() + 25 * 3_600_000;
    const now = jest.spyOn(Date, "now").mockReturnValue(later);
    await utimes(join(folder.path, "partial", "stillcoming"), later / 1_000, later / 1_000);
    await storage.check();
    now.mockRestore();
    expect([await storage.partialSize(KEY), await storage.partialSize("stillcoming")]).toEqual([0, 10]);
  });

  it("says when it cannot be used", async () => {
    await using folder = await temporaryFolder("storage");
    await writeFile(join(folder.path, "file"), "in the way");
    await expect(new FileStorage(join(folder.path, "file")).check()).rejects.toThrow("ENOTDIR");
  });
});
