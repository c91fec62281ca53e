import { createHash, randomBytes } from "node:crypto";
import { Archive } from "../../../src/public/dossier/archive/archive";
import type { Storage } from "../../../src/platform/storage/storage";
import { unzip } from "./exported";

const MIB = 1_048_576;

/** Takes bytes one chunk at a time; `taken` is told of each before the next is asked for. */
function storage(taken: (bytes: Uint8Array) => Promise<void>): Storage {
  const missing = (): never => {
    throw new Error("not asked for");
  };
  return {
    put: async (_key, body) => {
      for await (const bytes of body) await taken(bytes);
    },
    ...{ get: missing, remove: missing, files: missing, check: missing },
    ...{ partialSize: missing, append: missing, partial: missing, partials: missing, discard: missing },
  };
}

test("an archive of any size passes through without standing in memory", async () => {
  let made = 0;
  let taken = 0;
  let most = 0;
  async function* large(): AsyncGenerator<Uint8Array> {
    for (let chunk = 0; chunk < 256; chunk += 1) {
      made += MIB / 4;
      most = Math.max(most, made - taken);
      yield Buffer.alloc(MIB / 4, chunk);
    }
  }
  const { size } = await Archive.write(
    storage(async (bytes) => {
      taken += bytes.length;
    }),
    "key",
    0,
    async (archive) => {
      await archive.add("evidence/large.bin", large(), { packed: true });
    },
  );
  expect(size).toBe(taken);
  expect(made).toBe(64 * MIB);
  expect(most).toBeLessThan(4 * MIB);
});

test("what is in it is listed with size and digest, and can be taken out again", async () => {
  const parts: Uint8Array[] = [];
  const [text, noise] = ["卷宗\n".repeat(50_000), randomBytes(MIB)];
  const stored = await Archive.write(
    storage(async (bytes) => void parts.push(bytes)),
    "key",
    0,
    async (archive) => {
      await archive.add("a/卷宗.txt", [text]);
      await archive.add("b.bin", [noise], { packed: true });
      expect(archive.files).toEqual([
        { path: "a/卷宗.txt", size: Buffer.byteLength(text), sha256: createHash("sha256").update(text).digest("hex") },
        { path: "b.bin", size: MIB, sha256: createHash("sha256").update(noise).digest("hex") },
      ]);
    },
  );
  const zip = Buffer.concat(parts);
  expect(stored).toEqual({ size: zip.length, sha256: createHash("sha256").update(zip).digest("hex") });
  expect(zip.length).toBeLessThan(MIB + 20_000);
  const files = unzip(zip);
  expect([...files.keys()]).toEqual(["a/卷宗.txt", "b.bin"]);
  expect(files.get("a/卷宗.txt")?.toString()).toBe(text);
  expect(files.get("b.bin")?.equals(noise)).toBe(true);
});

test("a storage that breaks, or a source, ends it at once with that error", async () => {
  async function* endless(): AsyncGenerator<Uint8Array> {
    for (;;) yield Buffer.alloc(MIB / 4);
  }
  const full = storage(async () => Promise.reject(new Error("disk full")));
  await expect(
    Archive.write(full, "key", 0, async (archive) => void (await archive.add("a", endless(), { packed: true }))),
  ).rejects.toThrow("disk full");

  async function* broken(): AsyncGenerator<Uint8Array> {
    yield Buffer.alloc(10);
    throw new Error("evidence is gone");
  }
  await expect(
    Archive.write(
      storage(async () => undefined),
      "key",
      0,
      async (archive) => void (await archive.add("a", broken())),
    ),
  ).rejects.toThrow("evidence is gone");
});
