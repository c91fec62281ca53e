import { createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { systemClock } from "../clock";
import { Refusal } from "../refusal";
import type { SharedPlaces } from "../scheduling/shared-places";
import { MINUTE } from "../time";

const TOLERANCE_MS = 5 * MINUTE;
/** What is no longer is held for whoever sends it, as at other doors. */
const SHORT_BYTES = 64 * 1024;
const RETRY_AFTER = 10;

export interface SignedBody {
  /** Not more than so many bytes of it. */
  start: Buffer;
  isWhole: boolean;
}

interface Limits {
  kept: number;
  most: number;
  /** Shared by those who send something long: who sent it is known only at its end. */
  places: SharedPlaces;
  sender: string;
}

/** Hands over a signed body as it was read; until that is done it has its place. Refuses OVERLOADED when there is none for its sender. */
export async function takeSigned(
  request: IncomingMessage,
  secret: string,
  limits: Limits,
  take: (body: SignedBody) => Promise<unknown>,
): Promise<void> {
  const { places, sender } = limits;
  let leave = (): void => undefined;
  const enter = (): void => {
    if (places.roomFor(sender) === 0) throw new Refusal("OVERLOADED", { retryAfter: RETRY_AFTER });
    leave = places.take(sender);
  };
  try {
    await take(await readSigned(request, secret, limits, enter));
  } finally {
    leave();
  }
}

/**
 * A body that was signed as Standard Webhooks say: HMAC-SHA256 over `id.timestamp.body`, with the secret's own bytes as the key. It is hashed as it
 * arrives, and no more than `kept` bytes of it are held; what is longer than `most` is not read to its end.
 */
async function readSigned(
  request: IncomingMessage,
  secret: string,
  { kept, most }: Limits,
  enter: () => void,
): Promise<SignedBody> {
  const tooLong = (): Refusal => new Refusal("LIMIT_REACHED", { reason: "body.tooLong", params: { limit: most } });
  const header = (name: string): string => String(request.headers[name] ?? "");
  const sentAt = Number(header("webhook-timestamp")) * 1_000;
  const isRecent = Math.abs(systemClock.now() - sentAt) <= TOLERANCE_MS;
  // Who cannot have signed it is not listened to.
  if (!isRecent || header("webhook-signature") === "") throw new Refusal("FORBIDDEN", { reason: "request.unsigned" });
  if (Number(request.headers["content-length"] ?? 0) > most) throw tooLong();
  const mac = createHmac("sha256", secret).update(`${header("webhook-id")}.${header("webhook-timestamp")}.`);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    const before = size;
    size += chunk.length;
    if (size > most) throw tooLong();
    if (before <= SHORT_BYTES && size > SHORT_BYTES) enter();
    mac.update(chunk);
    if (before < kept) chunks.push(chunk.subarray(0, kept - before));
  }
  const digest = mac.digest();
  const isSigned = header("webhook-signature")
    .split(" ")
    .map((each) => each.split(","))
    .some(([version, text = ""]) => {
      const given = Buffer.from(text, "base64");
      return version === "v1" && given.length === digest.length && timingSafeEqual(given, digest);
    });
  if (!isSigned) throw new Refusal("FORBIDDEN", { reason: "request.unsigned" });
  return { start: Buffer.concat(chunks), isWhole: size <= kept };
}
