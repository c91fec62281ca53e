import type { Database } from "../../platform/database/database";
import { sql } from "../../platform/database/sql";
import type { Sealer } from "../../platform/secrets/sealed";
import type { Storage } from "../../platform/storage/storage";
import { checkedBytes } from "../../platform/uploads/checked-bytes";
import { openDocument } from "./open-document";
import { storeAnew } from "./store-anew";
import { VerificationDocument } from "./verification-document.entity";

const PAGE = 50;

/**
 * Stores documents' files as they were sent, for a release that knows no keys of theirs; no server may run that would encrypt them again.
 * Returns the ids of those that cannot be read, which stay as they are.
 */
export async function decryptFiles(
  services: { database: Database; storage: Storage; sealer: Sealer },
  progress: (done: number) => void,
): Promise<string[]> {
  const unread: string[] = [];
  let done = 0;
  for (let last = ""; ;) {
    const encrypted = await services.database.select(
      VerificationDocument,
      sql`FROM verification_document t WHERE t.file_key IS NOT NULL AND t.id > ${last} ORDER BY t.id LIMIT ${PAGE}`,
    );
    for (const document of encrypted) {
      await decrypt(services, document).catch(() => unread.push(document.id));
      progress((done += 1));
    }
    if (encrypted.length < PAGE) return unread;
    last = encrypted.at(-1)?.id ?? last;
  }
}

const decrypt = (
  services: { database: Database; storage: Storage; sealer: Sealer },
  document: VerificationDocument,
): Promise<void> =>
  storeAnew(services, document, async (_, storageKey) => {
    const read = openDocument(services, document);
    await services.storage.put(storageKey, checkedBytes(await read(), document), document.size);
    return { fileKey: null, storedSha256: "" };
  });
