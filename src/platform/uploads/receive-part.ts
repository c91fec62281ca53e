import type { Services } from "../graphql/context";
import { Refusal } from "../refusal";
import { LEAST_PART, wrongOffset } from "../storage/storage";
import { alreadyUploaded, type AwaitedUpload } from "./awaited-upload";
import { looking } from "./early-look";
import { metered } from "./metered";
import { receiveBytes } from "./receive-bytes";
import { isRejected, rejected } from "../rejected";
import { upTo } from "./up-to";

export interface Part {
  offset: number;
  body: AsyncIterable<Uint8Array>;
  declaredLength: number | null;
}

/** How much of an upload has arrived. The full size also means that it was admitted: clients rely on that. */
export async function offsetOf(services: Services, upload: AwaitedUpload): Promise<number> {
  const { id, file, arrived } = upload;
  if (arrived) return file.size;
  const offset = await services.storage.partialSize(id);
  // The process was killed, or the database unreachable, between the last byte and the admission: the next request completes it.
  if (offset === file.size) await finish(services, upload);
  return offset;
}

/** Receives the next part, however much of it arrives, and returns where the one after it begins. For the last one it returns when the whole was admitted. */
export async function receivePart(services: Services, upload: AwaitedUpload, part: Part): Promise<number> {
  const { id, file, meter } = upload;
  const before = await offsetOf(services, upload);
  if (before === file.size) {
    // An empty part at the end: the client lost the response to its last part.
    if (part.offset === file.size && part.declaredLength === 0) return file.size;
    throw alreadyUploaded(id);
  }
  if (part.offset !== before) throw wrongOffset(before);
  const left = file.size - before;
  const promised = part.declaredLength ?? left;
  if (promised > left) throw rejected("upload.tooLong", { size: file.size });
  if (promised < Math.min(LEAST_PART, left)) throw tooSmall();
  const offset = await metered(meter, promised, part.body, (body) =>
    services.storage.append(id, before, file.size, looking(upTo(left, file.size, body), file.declaredType, before)),
  );
  if (offset === before) throw tooSmall();
  if (offset === file.size) await finish(services, upload);
  return offset;
}

/** From here on it is as if everything had arrived in one piece. */
async function finish(services: Services, upload: AwaitedUpload): Promise<void> {
  const { storage } = services;
  const { id, storageKeyNow } = upload;
  try {
    await receiveBytes(services, upload, storage.partial(id));
  } catch (error) {
    // Another request also found it complete, and was first.
    if ((await storageKeyNow()) !== null) return;
    if (isRejected(error)) await storage.discard(id);
    throw error;
  }
}

const tooSmall = (): Refusal =>
  new Refusal("BAD_USER_INPUT", { reason: "upload.partTooSmall", params: { least: LEAST_PART } });
