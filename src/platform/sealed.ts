import { createCipheriv, createDecipheriv, createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { Refusal } from "./refusal";

type Payload = Record<string, string | number | null>;

const TAG_BYTES = 16;

/**
 * Makes opaque strings that clients hand back: cursors and signed addresses. Each kind is sealed apart, so none passes for another.
 * Nobody else can read them: a live cursor holds how many events the platform has had. They are encrypted as SIV does (RFC 5297): the
 * authentication tag of the text is its initialisation vector, so that the same payload always gives the same string.
 */
export class Sealer {
  private readonly encryption: Buffer;
  private readonly authentication: Buffer;

  constructor(private readonly secret: string) {
    this.encryption = this.deriveKey("seal encryption");
    this.authentication = this.deriveKey("seal authentication");
  }

  seal(kind: string, payload: Payload): string {
    const text = Buffer.from(JSON.stringify(payload));
    const tag = this.tag(kind, text);
    const cipher = createCipheriv("aes-256-ctr", this.encryption, tag);
    return Buffer.concat([tag, cipher.update(text), cipher.final()]).toString("base64url");
  }

  /** The payload, or null when the string is not one of ours of this kind. */
  open<T extends Payload>(kind: string, sealed: string): T | null {
    const bytes = Buffer.from(sealed, "base64url");
    // Other spellings of the same bytes are not ours: each place has one cursor.
    if (bytes.length <= TAG_BYTES || bytes.toString("base64url") !== sealed) return null;
    const tag = bytes.subarray(0, TAG_BYTES);
    const cipher = createDecipheriv("aes-256-ctr", this.encryption, tag);
    const text = Buffer.concat([cipher.update(bytes.subarray(TAG_BYTES)), cipher.final()]);
    if (!timingSafeEqual(this.tag(kind, text), tag)) return null;
    return JSON.parse(text.toString()) as T;
  }

  openCursor<T extends Payload>(kind: string, sealed: string, field: string): T {
    const payload = this.open<T>(kind, sealed);
    if (!payload) throw new Refusal("CURSOR_INVALID", { field });
    return payload;
  }

  /** 32 secret bytes for one use, the same on all nodes and after every start. */
  deriveKey(use: string): Buffer {
    return Buffer.from(hkdfSync("sha256", this.secret, "", use, 32));
  }

  private tag(kind: string, text: Buffer): Buffer {
    const mac = createHmac("sha256", this.authentication).update(`${kind}\0`).update(text).digest();
    return mac.subarray(0, TAG_BYTES);
  }
}
