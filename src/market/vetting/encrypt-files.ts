import { randomBytes } from "node:crypto";
import { list, sql } from "../../platform/database/sql";
import type { SweptServices } from "../../platform/graphql/context";
import { checkedBytes } from "../../platform/uploads/checked-bytes";
import { EncryptedStorage, newFileKey } from "../../platform/storage/encrypted-storage";
import { FileKeys } from "./file-keys";
import { VerificationDocument } from "./verification-document.entity";
import { DocumentStatus } from "./vetting-enums.types";

const PAGE = 50;

/** Encrypts the files that an earlier version stored as they were sent, also while servers of that version still run beside. */
export async function encryptFiles(services: SweptServices): Promise<void> {
  const { database, log } = services;
  for (let last = ""; ;) {
    // By the index over both; nearly always there is none.
    const plain = await database.select(
      VerificationDocument,
      sql`FROM verification_document t WHERE t.status IN (${list(Object.keys(DocumentStatus))}) AND t.stored_sha256 = '' AND t.storage_key IS NOT NULL AND t.id > ${last} ORDER BY t.id LIMIT ${PAGE}`,
    );
    for (const document of plain)
      // One that is missing or altered, which `verify` names, keeps no other from being encrypted.
      await encrypt(services, document).catch((err: unknown) =>
        log.warn({ err, documentId: document.id }, "a document's file could not be encrypted"),
      );
    if (plain.length < PAGE) return;
    last = plain.at(-1)?.id ?? last;
  }
}

async function encrypt({ database, sealer, storage }: SweptServices, document: VerificationDocument): Promise<void> {
  const { id, storageKey: before } = document;
  if (before === null) return;
  const [fileKey, storageKey] = [newFileKey(), randomBytes(16).toString("hex")];
  const files = new EncryptedStorage(storage, fileKey);
  await files.put(storageKey, checkedBytes(await storage.get(before), document), document.size);
  const kept = new FileKeys(sealer).keep(id, fileKey);
  // Not by the provider's lock: the file does not change, only how it is kept; whoever was first, or withdrew it, is not undone.
  try {
    await database.transact(async (tx) =>
      tx.execute(
        sql`UPDATE verification_document SET storage_key = ${storageKey}, file_key = ${kept}, stored_sha256 = ${files.storedSha256(storageKey)} WHERE id = ${id} AND storage_key = ${before}`,
      ),
    );
  } finally {
    // A connection may die after its commit: what the row names now is kept, the other file goes.
    const now = await database.byId(VerificationDocument, id);
    await storage.remove(now?.storageKey === storageKey ? before : storageKey);
  }
}
