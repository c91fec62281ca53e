import type { Tx } from "../../platform/database/tx";
import type { Storage } from "../../platform/storage/storage";
import type { Dossier } from "./dossier.entity";
import { allStorageKeysOf } from "./storage-keys.pure";

/** First the bytes: a row that says REMOVED must be right. Removing them twice does no harm. The record stays. */
export async function removeArchive(tx: Tx, storage: Pick<Storage, "remove">, dossier: Dossier): Promise<void> {
  for (const key of allStorageKeysOf(dossier.id)) await storage.remove(key);
  tx.change(dossier, { removedAt: tx.now, storageKey: null });
}
