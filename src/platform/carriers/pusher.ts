import { createECDH, createHash } from "node:crypto";
import { request } from "node:https";
import { deriveKey } from "../secrets/keys";
import { isPublicAddress, publicLookup } from "./public-address";

/** One browser on one device, as its push service named it. */
export interface PushTarget {
  endpoint: string;
  p256dh: string;
  auth: string;
}

/** An encrypted message, ready for the push service: it can read neither what it says nor for whom it is. */
export interface Sealed {
  endpoint: string;
  headers: Record<string, string | number>;
  body: Buffer;
}

/** Returns the status of the answer. */
export type Deliver = (message: Sealed) => Promise<number>;

/**
 * GONE: the browser has withdrawn its consent. LATER: the service is away. UNPROVEN: it does not believe who we are: the keys are no longer ours,
 * or our clock is off, or something else that will be set right.
 */
export type Pushed = "SENT" | "GONE" | "LATER" | "UNPROVEN" | "REFUSED";

const PATIENCE_MS = 5_000;
/** A message that cannot be delivered in a day is no news. */
const KEPT_SECONDS = 86_400;
const GONE: readonly number[] = [404, 410];
const UNPROVEN: readonly number[] = [401, 403];

/** Web push (RFC 8030, 8291, 8292). The key pair follows from SECRET: under another one browsers have to subscribe again. */
export class Pusher {
  readonly publicKey: string;
  private readonly privateKey: string;

  /** `subject`: whom push services ask when something is wrong, an https address. */
  constructor(
    secret: string,
    private readonly subject: string,
    private readonly deliver: Deliver = overHttps,
  ) {
    const pair = createECDH("prime256v1");
    pair.setPrivateKey(deriveKey(secret, "web push"));
    this.publicKey = pair.getPublicKey("base64url");
    this.privateKey = pair.getPrivateKey("base64url").padStart(43, "A");
  }

  /** A newer message about the same replaces the one that was not delivered yet. */
  async push({ endpoint, p256dh, auth }: PushTarget, about: string, message: object): Promise<Pushed> {
    const { generateRequestDetails } = await import("web-push");
    let status: number;
    try {
      const sealed = generateRequestDetails({ endpoint, keys: { p256dh, auth } }, JSON.stringify(message), {
        TTL: KEPT_SECONDS,
        topic: createHash("sha256").update(about).digest("base64url").slice(0, 32),
        vapidDetails: { subject: this.subject, publicKey: this.publicKey, privateKey: this.privateKey },
      });
      status = await this.deliver({ endpoint, headers: sealed.headers, body: sealed.body });
    } catch {
      return "LATER";
    }
    if (status >= 200 && status < 300) return "SENT";
    if (GONE.includes(status)) return "GONE";
    if (UNPROVEN.includes(status)) return "UNPROVEN";
    return status === 429 || status >= 500 ? "LATER" : "REFUSED";
  }
}

/** Whether that can be a push service's: https at the usual port of a named host. */
export const isPushEndpoint = (text: string): boolean => isPublicAddress(text) && new URL(text).port === "";

const overHttps: Deliver = ({ endpoint, headers, body }) =>
  new Promise((done, failed) => {
    const options = { method: "POST", headers, lookup: publicLookup, timeout: PATIENCE_MS };
    const sent = request(endpoint, options, (response) => {
      response.resume();
      done(response.statusCode ?? 0);
    });
    const late = setTimeout(() => sent.destroy(new Error("the push service did not answer")), PATIENCE_MS);
    sent.on("close", () => clearTimeout(late)).on("error", failed);
    sent.end(body);
  });
