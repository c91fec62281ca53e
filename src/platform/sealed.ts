import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { Refusal } from "./refusal";

type Payload = Record<string, string | number | null>;

/** Makes opaque strings that clients hand back: cursors and signed addresses. Each kind is sealed apart, so none passes for another. */
export class Sealer {
  constructor(private readonly secret: string) {}

  seal(kind: string, payload: Payload): string {
    const body = Buffer.from(JSON.stringify(payload)).toString("base64url");
    return `${body}.${this.mac(kind, body)}`;
  }

  /** The payload, or null when the string is not one of ours of this kind. */
  open<T extends Payload>(kind: string, sealed: string): T | null {
    const [body, mac, ...rest] = sealed.split(".");
    if (!body || !mac || rest.length > 0) return null;
    const expected = Buffer.from(this.mac(kind, body));
    const given = Buffer.from(mac);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
    return JSON.parse(Buffer.from(body, "base64url").toString()) as T;
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

  private mac(kind: string, body: string): string {
    return createHmac("sha256", this.secret).update(`${kind}.${body}`).digest("base64url").slice(0, 27);
  }
}
