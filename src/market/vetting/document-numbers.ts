import { createHmac } from "node:crypto";
import type { Reader } from "../../platform/database/reader";
import { Encryption } from "../../platform/secrets/encryption";
import { Refusal } from "../../platform/refusal";
import type { Sealer } from "../../platform/secrets/sealed";
import type { VerificationDocument } from "./verification-document.entity";
import type { VerificationKind } from "./verification-kind.types";

type Kept = Pick<VerificationDocument, "number" | "numberKey">;

const opened = new WeakMap<object, DocumentNumbers>();

/** The numbers of identity documents, licences and accounts: encrypted in the database, and found there by a keyed hash. */
export class DocumentNumbers {
  private readonly encryption: Encryption;
  private readonly hashKeys: readonly Buffer[];

  constructor(sealer: Sealer) {
    this.encryption = new Encryption(...sealer.deriveKeys("document numbers"));
    this.hashKeys = sealer.deriveKeys("document numbers' hashes");
  }

  /** From now on everybody who works on this database reads and writes numbers with this secret. */
  static openBy(reader: Reader, sealer: Sealer): void {
    opened.set(reader.source, new DocumentNumbers(sealer));
  }

  static of(reader: Reader): DocumentNumbers {
    const numbers = opened.get(reader.source);
    if (!numbers) throw new Error("documents' numbers were not opened with a secret");
    return numbers;
  }

  /** What the row with that id holds of a folded number. */
  keep(id: string, kind: VerificationKind, number: string): Kept {
    return { number: this.encryption.encrypt(number, id), numberKey: this.keys(kind, number)[0] ?? "" };
  }

  /** Null when it is under an unknown secret, or not as it was written for this row. */
  read({ id, number, numberKey }: Kept & { id: string }): string | null {
    if (isPlain({ numberKey })) return number;
    try {
      return this.encryption.decrypt(number, id);
    } catch {
      return null;
    }
  }

  readOrRefuse(document: Kept & { id: string }, field: string): string {
    const number = this.read(document);
    if (number === null) throw new Refusal("NOT_IN_THIS_STATE", { reason: "vetting.numberUnreadable", field });
    return number;
  }

  /** The hashes by which a folded number is found, the present secret's first. */
  keys(kind: VerificationKind, number: string): string[] {
    return this.hashKeys.map((key) => createHmac("sha256", key).update(`${kind}\0${number}`).digest("hex"));
  }

  /** Whether it is wholly under the present secret, or needs another that is known, or cannot be read. */
  stateOf(document: Kept & Pick<VerificationDocument, "id" | "kind">): "CURRENT" | "EARLIER" | "UNKNOWN" {
    const number = this.read(document);
    if (number === null) return "UNKNOWN";
    const isCurrent =
      this.encryption.stateOf(document.number) === "CURRENT" &&
      document.numberKey === this.keys(document.kind, number)[0];
    return isCurrent ? "CURRENT" : "EARLIER";
  }
}

/** Written by a version that did not encrypt numbers. */
export const isPlain = ({ numberKey }: Pick<VerificationDocument, "numberKey">): boolean => numberKey === "";
