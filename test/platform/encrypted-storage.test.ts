import { createHash } from "node:crypto";
import { buffer } from "node:stream/consumers";
import fc from "fast-check";
import { EncryptedStorage, newFileKey } from "../../src/platform/storage/encrypted-storage";
import { FileStorage } from "../../src/platform/storage/file-storage";
import { temporaryFolder, type TemporaryFolder } from "../support/temporary";

const KEY = "0123456789abcdef";
const PIECE = 64 * 1024;
const TAG = 16;

let folder: TemporaryFolder;
let storage: FileStorage;
beforeEach(async () => {
  folder = await temporaryFolder("encrypted");
  storage = new FileStorage(folder.path);
});
afterEach(() => folder.remove());

async function* inChunks(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** Not the same everywhere, so that pieces differ. */
const bytesOf = (length: number): Buffer =>
  Buffer.from(Uint8Array.from({ length }, (_, at) => (at * 31 + (at >> 8)) % 256));

async function stored(bytes: Buffer, fileKey = newFileKey()): Promise<{ files: EncryptedStorage; fileKey: Buffer }> {
  const files = new EncryptedStorage(storage, fileKey);
  await files.put(KEY, inChunks(bytes, 10_000), bytes.length);
  return { files, fileKey };
}

async function writeAnew(bytes: Buffer): Promise<void> {
  await storage.remove(KEY);
  await storage.put(KEY, inChunks(bytes, 10_000));
}

const inFolder = async (): Promise<Buffer> => buffer(await storage.get(KEY));
const read = async (fileKey: Buffer): Promise<Buffer> => buffer(await new EncryptedStorage(storage, fileKey).get(KEY));

test.each([0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 200_000])(
  "a file of %d bytes is read again",
  async (length) => {
    const { files, fileKey } = await stored(bytesOf(length));
    expect((await read(fileKey)).equals(bytesOf(length))).toBe(true);
    const kept = await inFolder();
    expect(kept).toHaveLength(length + TAG * Math.max(1, Math.ceil(length / PIECE)));
    expect(files.storedSha256(KEY)).toBe(createHash("sha256").update(kept).digest("hex"));
  },
);

test("however it comes in pieces, it is the same file", async () => {
  const sizes = fc.record({
    length: fc.integer({ min: 0, max: 3 * PIECE }),
    chunk: fc.integer({ min: 1_000, max: 2 * PIECE }),
  });
  await fc.assert(
    fc.asyncProperty(sizes, async ({ length, chunk }) => {
      const fileKey = newFileKey();
      await new EncryptedStorage(storage, fileKey).put(KEY, inChunks(bytesOf(length), chunk));
      expect((await read(fileKey)).equals(bytesOf(length))).toBe(true);
    }),
    { numRuns: 20 },
  );
});

test("nothing of it is seen where it is stored, and two of the same bytes are unlike", async () => {
  const text = Buffer.from("11010519491231002X 李娜 ".repeat(5_000));
  await stored(text);
  const once = await inFolder();
  await stored(text);
  const again = await inFolder();
  for (const kept of [once, again]) expect(kept.includes("李娜")).toBe(false);
  expect(once.subarray(0, 64).equals(again.subarray(0, 64))).toBe(false);
});

test("altered, cut off, longer, with pieces moved or left out, or by another key it is not read to its end", async () => {
  const { fileKey } = await stored(bytesOf(3 * PIECE));
  const kept = await inFolder();
  const each = PIECE + TAG;
  const piece = (number: number): Buffer => kept.subarray(number * each, (number + 1) * each);
  const flipped = Buffer.from(kept);
  flipped[each + 5] = (flipped[each + 5] ?? 0) ^ 1;
  const wrong = {
    altered: flipped,
    "cut within a piece": kept.subarray(0, -1),
    "cut between pieces": kept.subarray(0, 2 * each),
    empty: Buffer.alloc(0),
    longer: Buffer.concat([kept, Buffer.from("x")]),
    "with a piece again": Buffer.concat([kept, piece(2)]),
    "with two pieces changed for each other": Buffer.concat([piece(1), piece(0), piece(2)]),
    "without one": Buffer.concat([piece(0), piece(2)]),
  };
  for (const [how, bytes] of Object.entries(wrong)) {
    await writeAnew(bytes);
    expect([how, await read(fileKey).catch((error: Error) => error.name)]).toEqual([how, "Error"]);
  }
  await writeAnew(kept);
  await expect(read(newFileKey())).rejects.toThrow();
  expect((await read(fileKey)).equals(bytesOf(3 * PIECE))).toBe(true);
});

test("a file's key encrypts one file", async () => {
  const { files } = await stored(bytesOf(10));
  await expect(files.put("fedcba9876543210", inChunks(bytesOf(10), 10))).rejects.toThrow("one file");
  expect(() => files.storedSha256("fedcba9876543210")).toThrow("did not write");
});

test("whoever stops reading, or never begins, leaves no file open", async () => {
  const { fileKey } = await stored(bytesOf(3 * PIECE));
  const opened: { destroyed: boolean }[] = [];
  const watched = {
    put: storage.put.bind(storage),
    remove: storage.remove.bind(storage),
    get: async (key: string) => {
      const stream = await storage.get(key);
      opened.push(stream);
      return stream;
    },
  };
  const files = new EncryptedStorage(watched, fileKey);
  const [unread, begun] = [await files.get(KEY), await files.get(KEY)];
  const closed = [unread, begun].map((stream) => new Promise((resolve) => stream.once("close", resolve)));
  for await (const _ of begun) break;
  unread.destroy();
  await Promise.all(closed);
  expect(opened.map(({ destroyed }) => destroyed)).toEqual([true, true]);
});
