import { dirname } from "node:path";
import { Refusal } from "../../platform/refusal";
import type { Storage } from "../../platform/storage/storage";
import type { StorageSettings } from "../../platform/storage/storage-url.pure";
import { folderSize } from "./folder-size";
import { MEASURED_EVERY, MOST_BYTES } from "./sandbox-limits.table";

/**
 * A sandbox's files, no more of them than there is room for beside its database. Each counts with the size that it was announced with before its
 * first byte: neither many at once nor one of any size, which the sandbox's own house rules may allow, fill the disk, or the memory in which a
 * picture is looked at.
 */
export function boundedStorage(storage: Storage, settings: StorageSettings): Storage {
  if (settings.kind !== "file") throw new Error("a sandbox's files lie in its folder");
  const folder = dirname(settings.folder);
  let promised = 0;
  let written = 0;
  /** The folder, as of some moment, and what had been written by then. */
  let measured = { bytes: 0, written, at: -Infinity };
  const measure = async (): Promise<void> => {
    const begun = { written, at: performance.now() };
    measured = { ...begun, bytes: await folderSize(folder) };
  };
  const isFull = (promises: number): boolean => promises + written - measured.written + measured.bytes > MOST_BYTES;
  const within = async <T>(bytes: number, work: () => Promise<T>): Promise<T> => {
    // Its own and those before it: whoever comes later keeps nobody out.
    const promises = (promised += bytes);
    try {
      // Not at each upload: its files are many. A file may have come to less than was announced.
      if (isFull(promises) || measured.at < performance.now() - MEASURED_EVERY) await measure();
      if (isFull(promises)) throw new Refusal("LIMIT_REACHED", { reason: "sandbox.full" });
      const done = await work();
      written += bytes;
      return done;
    } finally {
      promised -= bytes;
    }
  };
  const bounded: Pick<Storage, "put" | "append"> = {
    put: (key, body, expected = 0) => within(expected, () => storage.put(key, body, expected)),
    append: (key, offset, size, body) => within(size - offset, () => storage.append(key, offset, size, body)),
  };
  return Object.assign(Object.create(storage) as Storage, bounded);
}
