import { mkdir, readdir, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { FileStorage } from "../../src/platform/storage/file-storage";
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

  it("says when it cannot be used", async () => {
    await using folder = await temporaryFolder("storage");
    await writeFile(join(folder.path, "file"), "in the way");
    await expect(new FileStorage(join(folder.path, "file")).check()).rejects.toThrow("ENOTDIR");
  });
});
