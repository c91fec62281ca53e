import { createHmac, timingSafeEqual } from "node:crypto";
import { deriveKey } from "./keys";
import { Refusal } from "./refusal";

type Payload = Record<string, string | number | null>;

/** Makes opaque strings that clients hand back: cursors and signed addresses. Each kind is sealed apart, so none passes for another. */
export class Sealer {
  private readonly key: Buffer;
  /** The current one first; seals of the one before are still good. */
  private readonly keys: readonly Buffer[];

  constructor(
    private readonly secret: string,
    previous?: string,
  ) {
    this.key = deriveKey(secret, "seals");
    this.keys = [this.key, ...(previous === undefined ? [] : [deriveKey(previous, "seals")])];
  }

  seal(kind: string, payload: Payload): string {
    const body = Buffer.from(JSON.stringify(payload)).toString("base64url");
    return `${body}.${mac(this.key, kind, body)}`;
  }

  /** The payload, or null when the string is not one of ours of this kind. */
  open<T extends Payload>(kind: string, sealed: string): T | null {
    const [body, given, ...rest] = sealed.split(".");
    if (!body || !given || rest.length > 0) return null;
    if (!this.keys.some((key) => isSame(mac(key, kind, body), given))) return null;
    return JSON.parse(Buffer.from(body, "base64url").toString()) as T;
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
}

const mac = (key: Buffer, kind: string, body: string): string =>
  createHmac("sha256", key).update(`${kind}.${body}`).digest("base64url").slice(0, 27);

function isSame(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}
