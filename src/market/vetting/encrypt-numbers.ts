import type { Database } from "../../platform/database/database";
import { list, sql } from "../../platform/database/sql";
import type { Tx } from "../../platform/database/tx";
import type { Sealer } from "../../platform/secrets/sealed";
import { DocumentNumbers } from "./document-numbers";
import { VerificationDocument } from "./verification-document.entity";
import { VERIFICATION_KINDS } from "./verification-kind.types";

const TOGETHER = 100;

/**
 * Encrypts the numbers that a version before wrote plain: before a server serves, and while servers of that version still run beside.
 * Several nodes may do so at once.
 */
export async function encryptNumbers({ database, sealer }: { database: Database; sealer: Sealer }): Promise<void> {
  const numbers = new DocumentNumbers(sealer);
  for (;;) {
    // By the index over both.
    const plain = await database.select(
      VerificationDocument,
      sql`FROM verification_document t WHERE t.kind IN (${list(VERIFICATION_KINDS)}) AND t.number_key = '' ORDER BY t.id LIMIT ${TOGETHER}`,
    );
    if (plain.length === 0) return;
    await database.transact(async (tx) => plain.forEach((document) => keepAnew(tx, numbers, document)));
  }
}

/** Not by the provider's lock: a number never changes, only how it is kept; whoever was first is not undone. */
export function keepAnew(tx: Tx, numbers: DocumentNumbers, document: VerificationDocument): void {
  const number = numbers.read(document);
  if (number === null) return;
  const kept = numbers.keep(document.id, document.kind, number);
  tx.execute(
    sql`UPDATE verification_document SET number = ${kept.number}, number_key = ${kept.numberKey} WHERE id = ${document.id} AND number = ${document.number}`,
  );
}
