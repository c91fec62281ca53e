import type { Readable } from "node:stream";
import type { Storage, StoredFile } from "../../platform/storage/storage";
import { Digested } from "./digested";
import { someAtOnce } from "./some-at-once";
import { UpkeepProblem } from "./upkeep-problem";
import type { Progress } from "./verify-data";

export interface Copied {
  copied: number;
  bytes: number;
  /** What was there, of the same size; with `compare`, with the same bytes. */
  already: number;
}

/**
 * Copies every file, reads each copy back and compares the digests. What is there already is whole, because no storage shows half a file:
 * so after an interruption it goes on where it was. `compare` reads those too, and copies again what differs.
 */
export async function copyStorage(
  from: Storage,
  to: Storage,
  { compare = false, progress = () => undefined }: { compare?: boolean; progress?: Progress } = {},
): Promise<Copied> {
  const there = new Map<string, number>();
  for await (const { key, size } of to.files()) there.set(key, size);
  const total = await countOf(from);
  if (total === 0) throw new UpkeepProblem("There are no files to copy: is that the right place?");
  const result: Copied = { copied: 0, bytes: 0, already: 0 };
  const copy = async ({ key, size }: StoredFile): Promise<void> => {
    if (there.get(key) === size && (!compare || (await isSame(from, to, key)))) result.already += 1;
    else {
      const digested = new Digested();
      const source = await given(from, key);
      // Of a body that nobody begins to read, nobody closes the file.
      await to.put(key, digested.of(source), size).finally(() => source.destroy());
      const { bytes, sha256 } = digested.result();
      if ((await Digested.whole(await to.get(key))).sha256 !== sha256) {
        await to.remove(key);
        throw new UpkeepProblem(`${key} is not the same after it was copied. Try again; all before it is.`);
      }
      result.copied += 1;
      result.bytes += bytes;
    }
    progress("files", result.copied + result.already, total);
  };
  await someAtOnce(from.files(), (file) => copy(file).catch(unlessRemoved));
  return result;
}

async function isSame(from: Storage, to: Storage, key: string): Promise<boolean> {
  const [one, other] = await Promise.all([given(from, key), to.get(key)]);
  return (await Digested.whole(one)).sha256 === (await Digested.whole(other)).sha256;
}

/** A server may remove a file meanwhile. */
class Removed extends Error {}

const given = (from: Storage, key: string): Promise<Readable> =>
  from.get(key).catch((error: NodeJS.ErrnoException) => {
    throw error.code === "ENOENT" ? new Removed() : error;
  });

function unlessRemoved(error: unknown): void {
  if (!(error instanceof Removed)) throw error;
}

export async function countOf(storage: Storage): Promise<number> {
  let count = 0;
  for await (const _ of storage.files()) count += 1;
  return count;
}
