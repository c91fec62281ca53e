import { sql } from "../../platform/database/sql";
import type { Tx } from "../../platform/database/tx";
import { Encryption, type Encrypted } from "../../platform/secrets/encryption";
import type { Sealer } from "../../platform/secrets/sealed";
import type { VerificationDocument } from "./verification-document.entity";

type Kept = Pick<VerificationDocument, "id" | "fileKey">;

/**
 * The keys of documents' files: each file is encrypted under one of its own, and the document's row keeps that key, encrypted under the
 * server's secret. So a change of the secret touches no file.
 */
export class FileKeys {
  private readonly encryption: Encryption;

  constructor(sealer: Sealer) {
    this.encryption = new Encryption(...sealer.deriveKeys("document files"));
  }

  /** What the row with that id holds of its file's key. */
  keep(id: string, key: Buffer): string {
    return this.encryption.encrypt(key.toString("base64"), id);
  }

  /** Null when it is under an unknown secret, or not as it was written for this row. */
  read({ id, fileKey }: Kept): Buffer | null {
    try {
      return fileKey === null ? null : Buffer.from(this.encryption.decrypt(fileKey, id), "base64");
    } catch {
      return null;
    }
  }

  stateOf(document: Kept): Encrypted {
    const { fileKey } = document;
    if (fileKey === null) return "CURRENT";
    return this.read(document) ? this.encryption.stateOf(fileKey) : "UNKNOWN";
  }
}

/** Under the present secret; the file and its key are what they were, and whoever was first is not undone. */
export function keepKeyAnew(tx: Tx, keys: FileKeys, document: VerificationDocument): void {
  const key = keys.read(document);
  if (!key) return;
  tx.execute(
    sql`UPDATE verification_document SET file_key = ${keys.keep(document.id, key)} WHERE id = ${document.id} AND file_key = ${document.fileKey}`,
  );
}
