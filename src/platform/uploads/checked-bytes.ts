import { createHash } from "node:crypto";
import type { AnnouncedFile } from "./announced-file";
import { looking } from "./early-look";
import { acceptedType, MediaTypeProbe } from "./media-type";
import { rejected } from "../rejected";
import { upTo } from "./up-to";

/** Passes an upload through and throws as soon as it is known not to match its announcement; at the latest after its last byte. */
export async function* checkedBytes(
  body: AsyncIterable<Uint8Array>,
  announced: AnnouncedFile,
): AsyncGenerator<Uint8Array> {
  const digest = createHash("sha256");
  const probe = new MediaTypeProbe();
  let size = 0;
  const whole = upTo(announced.size, announced.size, body);
  for await (const chunk of looking(whole, announced.declaredType, 0)) {
    size += chunk.length;
    digest.update(chunk);
    probe.add(chunk);
    yield chunk;
  }
  if (size === 0) throw rejected("upload.empty");
  if (size < announced.size) throw rejected("upload.tooShort", { size: announced.size, received: size });
  const found = await probe.type();
  if (found !== acceptedType(announced.declaredType))
    throw rejected("upload.notWhatItSays", { type: announced.declaredType });
  if (digest.digest("hex") !== announced.sha256) throw rejected("upload.wrongDigest");
}
