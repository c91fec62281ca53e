import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";

const ALGORITHM = "aes-256-gcm";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Under the key that encrypts now, under another that is known, or under none that is. */
export type Encrypted = "CURRENT" | "EARLIER" | "UNKNOWN";

/**
 * Keeps short texts in the database unreadable without the server's secret. `keys`: 32 bytes each (`Sealer.deriveKey` makes them);
 * the first encrypts, all of them decrypt. The stored text names its key: after a change of keys, it is known which rows are still under
 * the old one.
 */
export class Encryption {
  private readonly keys: ReadonlyMap<string, Buffer>;
  private readonly current: string;

  constructor(current: Buffer, ...earlier: readonly Buffer[]) {
    this.current = idOf(current);
    this.keys = new Map([current, ...earlier].map((key) => [idOf(key), key]));
  }

  /** `about`: what the text belongs to, e.g. the row's id. Copied to another row, it cannot be decrypted. */
  encrypt(text: string, about: string): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.key(this.current), nonce).setAAD(Buffer.from(about));
    const body = Buffer.concat([nonce, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
    return `${this.current}.${body.toString("base64url")}`;
  }

  stateOf(kept: string): Encrypted {
    const [id = ""] = kept.split(".");
    if (id === this.current) return "CURRENT";
    return this.keys.has(id) ? "EARLIER" : "UNKNOWN";
  }

  /** Throws when the text was altered, belongs elsewhere, or is under an unknown key. */
  decrypt(kept: string, about: string): string {
    const [id = "", body = ""] = kept.split(".");
    const bytes = Buffer.from(body, "base64url");
    const decipher = createDecipheriv(ALGORITHM, this.key(id), bytes.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    })
      .setAAD(Buffer.from(about))
      .setAuthTag(bytes.subarray(-TAG_BYTES));
    return decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)).toString("utf8") + decipher.final("utf8");
  }

  private key(id: string): Buffer {
    const key = this.keys.get(id);
    if (!key) throw new Error(`no key ${id} is known: was SECRET changed?`);
    return key;
  }
}

const idOf = (key: Buffer): string => createHash("sha256").update(key).digest("base64url").slice(0, 8);
