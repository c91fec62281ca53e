import { list, sql } from "../../platform/database/sql";
import type { SweptServices } from "../../platform/graphql/context";
import { checkedBytes } from "../../platform/uploads/checked-bytes";
import { EncryptedStorage, newFileKey } from "../../platform/storage/encrypted-storage";
import { FileKeys } from "./file-keys";
import { storeAnew } from "./store-anew";
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

async function encrypt(services: SweptServices, document: VerificationDocument): Promise<void> {
  const { storage, sealer } = services;
  const fileKey = newFileKey();
  const files = new EncryptedStorage(storage, fileKey);
  await storeAnew(services, document, async (before, storageKey) => {
    await files.put(storageKey, checkedBytes(await storage.get(before), document), document.size);
    return {
      fileKey: new FileKeys(sealer).keep(document.id, fileKey),
      storedSha256: files.storedSha256(storageKey),
    };
  });
}
