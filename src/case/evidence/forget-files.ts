import type { Tx } from "../../platform/database/tx";
import type { Storage } from "../../platform/storage/storage";
import type { Evidence } from "./evidence.entity";

/** Removes the bytes of a piece; its digest stays. First the bytes: a row that names no file must be right. Twice does no harm. */
export async function forgetFiles(tx: Tx, storage: Pick<Storage, "remove">, piece: Evidence): Promise<void> {
  const { storageKey, shownKey } = piece;
  for (const key of [storageKey, shownKey]) if (key !== null) await storage.remove(key);
  if (storageKey !== null || shownKey !== null) tx.change(piece, { storageKey: null, shownKey: null });
}
