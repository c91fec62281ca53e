import { dirname } from "node:path";
import { Refusal } from "../../platform/refusal";
import type { Storage } from "../../platform/storage/storage";
import type { StorageSettings } from "../../platform/storage/storage-url.pure";
import { folderSize } from "./folder-size";
import { MOST_BYTES } from "./sandbox-limits.table";

/**
 * A sandbox's files, no more of them than there is room for beside its database. Each counts with the size that it was announced with before its
 * first byte: neither many at once nor one of any size, which the sandbox's own house rules may allow, fill the disk, or the memory in which a
 * picture is looked at.
 */
export function boundedStorage(storage: Storage, settings: StorageSettings): Storage {
  if (settings.kind !== "file") throw new Error("a sandbox's files lie in its folder");
  const folder = dirname(settings.folder);
  let promised = 0;
  const within = async <T>(bytes: number, work: () => Promise<T>): Promise<T> => {
    promised += bytes;
    try {
      if (promised + (await folderSize(folder)) > MOST_BYTES)
        throw new Refusal("LIMIT_REACHED", { reason: "sandbox.full" });
      return await work();
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
