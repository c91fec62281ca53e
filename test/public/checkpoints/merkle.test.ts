import { createHash } from "node:crypto";
import fc from "fast-check";
import { leafHash, rootByPath } from "../../../src/public/checkpoints/merkle.pure";
import { LogTree, TILE } from "../../../src/public/checkpoints/log-tree";
import { checkpointText, readNote, signedNote, verifierKey } from "../../../src/public/checkpoints/signed-note.pure";
import type { Reader } from "../../../src/platform/database/reader";

const sha256 = (...parts: Uint8Array[]): Buffer =>
  parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest();

/** As RFC 6962 defines it, word for word. */
function mth(entries: readonly Buffer[]): Buffer {
  if (entries.length === 1) return sha256(Buffer.of(0), entries[0] ?? Buffer.of());
  let k = 1;
  while (k * 2 < entries.length) k *= 2;
  return sha256(Buffer.of(1), mth(entries.slice(0, k)), mth(entries.slice(k)));
}

const entries = (size: number): Buffer[] => Array.from({ length: size }, (_, index) => sha256(Buffer.from(`${index}`)));

/** A log of so many entries that is asked for hashes of a level. */
class Known extends LogTree {
  constructor(private readonly all: readonly Buffer[]) {
    super(undefined as unknown as Reader);
  }

  override async hashes(level: number, first: number, count: number): Promise<Buffer[]> {
    const width = TILE ** level;
    return Array.from({ length: count }, (_, index) =>
      mth(this.all.slice((first + index) * width, (first + index + 1) * width)),
    );
  }
}

test("the root of any size is that of RFC 6962, and each entry's path leads to it, and to no other", async () => {
  const all = entries(1_100);
  const tree = new Known(all);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: all.length }), fc.nat(), async (size, some) => {
      const [root, index] = [mth(all.slice(0, size)), some % size];
      expect((await tree.root(size)).equals(root)).toBe(true);
      const [leaf, path] = [leafHash(all[index] ?? Buffer.of()), await tree.path(index, size)];
      expect(rootByPath(index, size, leaf, path)?.equals(root)).toBe(true);
      expect(rootByPath(index, size, leafHash(Buffer.from("another")), path)?.equals(root)).toBe(false);
      expect(rootByPath(index, size, leaf, [...path, leaf])?.equals(root) ?? false).toBe(false);
      expect(rootByPath(size, size, leaf, path)).toBeNull();
    }),
    { numRuns: 60 },
  );
});

test("roots that others have published for RFC 6962", async () => {
  // https://github.com/google/certificate-transparency: test vectors of its Merkle tree.
  const inputs = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
  const tree = new Known(inputs.map((hex) => Buffer.from(hex, "hex")));
  expect((await tree.root(1)).toString("hex")).toBe("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
  expect((await tree.root(8)).toString("hex")).toBe("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
});

test("a note is read as it was written; what is no checkpoint is none", () => {
  const key = Buffer.alloc(32, 7);
  const at = Date.UTC(2026, 10, 28);
  const text = checkpointText("redress.example/log", 12, Buffer.alloc(32, 1), at, "a line of our own");
  const note = signedNote(text, "redress.example/log", key, Buffer.alloc(64, 9));
  expect(readNote(note)).toEqual({
    ...{ text, size: 12, root: Buffer.alloc(32, 1).toString("hex") },
    signatures: [Buffer.alloc(64, 9)],
  });
  for (const spoilt of ["", text, note.slice(0, -1), note.replace("\n12\n", "\nx\n"), `x${note}`.replace("\n", "")])
    expect(readNote(spoilt)).toBeNull();
  expect(verifierKey("redress.example/log", key)).toMatch(/^redress\.example\/log\+[0-9a-f]{8}\+AQcHBwcH/);
});
