import type { Encrypted } from "../../platform/secrets/encryption";
import type { Database } from "../../platform/database/database";
import type { Keys, Renewing } from "../../platform/database/renew-rows";
import { sql } from "../../platform/database/sql";
import type { Sealer } from "../../platform/secrets/sealed";
import { DocumentNumbers, isPlain } from "./document-numbers";
import { encryptNumbers, keepAnew } from "./encrypt-numbers";
import { FileKeys, keepKeyAnew } from "./file-keys";
import { VerificationDocument } from "./verification-document.entity";

const TOGETHER = 100;

/** Counts documents, each by its number and the key of its file; those under an unknown secret have to be sent again. */
export interface NumberKeys extends Keys {
  /** With a number that is not encrypted: a server of an earlier version wrote it, and the next sweep encrypts it. */
  plain: number;
}

/** Encrypts documents' numbers, and the keys of their files, under the present secret, unless told only to look. */
export async function renewNumberEncryption(
  database: Database,
  sealer: Sealer,
  { change, progress = () => undefined }: Renewing,
): Promise<NumberKeys> {
  if (change) await encryptNumbers({ database, sealer });
  const [numbers, fileKeys] = [new DocumentNumbers(sealer), new FileKeys(sealer)];
  const statesOf = (document: VerificationDocument): Encrypted[] => [
    numbers.stateOf(document),
    fileKeys.stateOf(document),
  ];
  const [count] = await database.query<{ found: number }>(sql`SELECT COUNT(*) AS found FROM verification_document`);
  const found: NumberKeys = { current: 0, earlier: 0, unknown: 0, plain: 0 };
  let done = 0;
  for (let last = ""; ;) {
    const page = await database.select(
      VerificationDocument,
      sql`FROM verification_document t WHERE t.id > ${last} ORDER BY t.id LIMIT ${TOGETHER}`,
    );
    // Also of a document whose other part cannot be read: that one must not take this one with it.
    const earlier = page.filter((document) => !isPlain(document) && statesOf(document).includes("EARLIER"));
    if (change && earlier.length > 0)
      await database.transact(async (tx) =>
        earlier.forEach((document) => {
          keepAnew(tx, numbers, document);
          keepKeyAnew(tx, fileKeys, document);
        }),
      );
    for (const document of page) {
      if (isPlain(document)) found.plain += 1;
      else if (statesOf(document).includes("UNKNOWN")) found.unknown += 1;
      else found[earlier.includes(document) && !change ? "earlier" : "current"] += 1;
    }
    progress((done += page.length), count?.found ?? 0);
    last = page.at(-1)?.id ?? last;
    if (page.length < TOGETHER) return found;
  }
}
