import { randomBytes } from "node:crypto";
import type { Database } from "../../platform/database/database";
import { sql } from "../../platform/database/sql";
import type { Storage } from "../../platform/storage/storage";
import { VerificationDocument } from "./verification-document.entity";

type Kept = Pick<VerificationDocument, "fileKey" | "storedSha256">;

/** Keeps a document's file in another way: `write` stores it under the second key, from under the first. Of the two one stays. */
export async function storeAnew(
  { database, storage }: { database: Database; storage: Pick<Storage, "remove"> },
  { id, storageKey: before }: VerificationDocument,
  write: (before: string, storageKey: string) => Promise<Kept>,
): Promise<void> {
  if (before === null) return;
  const storageKey = randomBytes(16).toString("hex");
  const { fileKey, storedSha256 } = await write(before, storageKey);
  // Not by the provider's lock: the file does not change, only how it is kept; whoever was first, or withdrew it, is not undone.
  try {
    await database.transact(async (tx) =>
      tx.execute(
        sql`UPDATE verification_document SET storage_key = ${storageKey}, file_key = ${fileKey}, stored_sha256 = ${storedSha256} WHERE id = ${id} AND storage_key = ${before}`,
      ),
    );
  } finally {
    // A connection may die after its commit: what the row names now is kept, the other file goes.
    const now = await database.byId(VerificationDocument, id);
    await storage.remove(now?.storageKey === storageKey ? before : storageKey);
  }
}
