import { createCipheriv, createDecipheriv, createHmac, timingSafeEqual } from "node:crypto";
import { deriveKey } from "./keys";
import { Refusal } from "../refusal";

type Payload = Record<string, string | number | null>;

const TAG_BYTES = 16;

interface Keys {
  encryption: Buffer;
  authentication: Buffer;
}

/**
 * Makes opaque strings that clients return: cursors and signed addresses. Each kind is sealed separately, so none passes for another.
 * No one else can read them: a live cursor contains how many events the platform has had. They are encrypted as SIV does (RFC 5297): the
 * authentication tag of the text is its initialisation vector, so that the same payload always gives the same string.
 */
export class Sealer {
  private readonly current: Keys;
  /** The current ones first; strings sealed with the previous ones remain valid. */
  private readonly all: readonly Keys[];

  /** `ofMails`: still earlier ones, which people's mailboxes are full of, and which count for nothing else. */
  constructor(
    private readonly secret: string,
    private readonly previous?: string,
    private readonly ofMails: readonly string[] = [],
  ) {
    this.current = keysOf(secret);
    this.all = [this.current, ...(previous === undefined ? [] : [keysOf(previous)])];
  }

  seal(kind: string, payload: Payload): string {
    return sealUnder(this.current, kind, payload);
  }

  /** What it may have been sealed as, the present secret's first: stored strings are found by it. */
  sealings(kind: string, payload: Payload): string[] {
    return this.all.map((keys) => sealUnder(keys, kind, payload));
  }

  /** The payload, or null when the string is not one of ours of this kind. */
  open<T extends Payload>(kind: string, sealed: string): T | null {
    return this.openUnder(this.all, kind, sealed);
  }

  /** The same of what people were mailed, who keep it longer than the previous secret is kept. */
  openMailed<T extends Payload>(kind: string, sealed: string): T | null {
    return this.openUnder([...this.all, ...this.ofMails.map(keysOf)], kind, sealed);
  }

  private openUnder<T extends Payload>(all: readonly Keys[], kind: string, sealed: string): T | null {
    const bytes = Buffer.from(sealed, "base64url");
    // Other spellings of the same bytes are not ours: each place has one cursor.
    if (bytes.length <= TAG_BYTES || bytes.toString("base64url") !== sealed) return null;
    const tag = bytes.subarray(0, TAG_BYTES);
    for (const keys of all) {
      const cipher = createDecipheriv("aes-256-ctr", keys.encryption, tag);
      const text = Buffer.concat([cipher.update(bytes.subarray(TAG_BYTES)), cipher.final()]);
      if (timingSafeEqual(tagOf(keys, kind, text), tag)) return JSON.parse(text.toString()) as T;
    }
    return null;
  }

  openCursor<T extends Payload>(kind: string, sealed: string, field: string): T {
    const payload = this.open<T>(kind, sealed);
    if (!payload) throw new Refusal("CURSOR_INVALID", { field });
    return payload;
  }

  /** 32 secret bytes for one use, the same on all nodes and after every start. */
  deriveKey(use: string): Buffer {
    return deriveKey(this.secret, use);
  }

  /** The same for stored data: includes the keys of the previous secret. */
  deriveKeys(use: string): [current: Buffer, ...earlier: Buffer[]] {
    return [this.deriveKey(use), ...(this.previous === undefined ? [] : [deriveKey(this.previous, use)])];
  }

  /** The same for what people were mailed. */
  deriveMailKeys(use: string): [current: Buffer, ...earlier: Buffer[]] {
    return [...this.deriveKeys(use), ...this.ofMails.map((secret) => deriveKey(secret, use))];
  }
}

const keysOf = (secret: string): Keys => ({
  encryption: deriveKey(secret, "seal encryption"),
  authentication: deriveKey(secret, "seal authentication"),
});

function sealUnder(keys: Keys, kind: string, payload: Payload): string {
  const text = Buffer.from(JSON.stringify(payload));
  const tag = tagOf(keys, kind, text);
  const cipher = createCipheriv("aes-256-ctr", keys.encryption, tag);
  return Buffer.concat([tag, cipher.update(text), cipher.final()]).toString("base64url");
}

function tagOf({ authentication }: Keys, kind: string, text: Buffer): Buffer {
  const mac = createHmac("sha256", authentication).update(`${kind}\0`).update(text).digest();
  return mac.subarray(0, TAG_BYTES);
}
