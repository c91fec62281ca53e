import { createHash } from "node:crypto";
import { Refusal } from "../platform/refusal";
import type { Evidence } from "./evidence.entity";
import { acceptedType, MediaTypeProbe } from "./media-type";

type Announced = Pick<Evidence, "size" | "sha256" | "declaredType">;

/** Passes an upload through and throws as soon as it is known not to be what was announced; at the latest after its last byte. */
export async function* checkedBytes(body: AsyncIterable<Uint8Array>, announced: Announced): AsyncGenerator<Uint8Array> {
  const digest = createHash("sha256");
  const probe = new MediaTypeProbe();
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > announced.size) throw rejected("evidence.tooLong", { size: announced.size });
    digest.update(chunk);
    probe.add(chunk);
    yield chunk;
  }
  if (size === 0) throw rejected("evidence.empty");
  if (size < announced.size) throw rejected("evidence.tooShort", { size: announced.size, received: size });
  const found = await probe.type();
  if (found !== acceptedType(announced.declaredType))
    throw rejected("evidence.notWhatItSays", { type: announced.declaredType });
  if (digest.digest("hex") !== announced.sha256) throw rejected("evidence.wrongDigest");
}

export function rejected(reason: string, params: Record<string, string | number> = {}): Refusal {
  return new Refusal("EVIDENCE_REJECTED", { reason, params });
}
