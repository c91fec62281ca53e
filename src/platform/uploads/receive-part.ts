import { Refusal } from "../refusal";
import type { Storage } from "../storage/storage";
import { alreadyUploaded, type AwaitedUpload } from "./awaited-upload";
import { rejected } from "./checked-bytes";
import { receiveBytes } from "./receive-bytes";

export interface Part {
  offset: number;
  body: AsyncIterable<Uint8Array>;
  declaredLength: number | null;
}

/** How much of an upload has come. All of it means that it was admitted, too: clients take it for that. */
export async function offsetOf(storage: Storage, upload: AwaitedUpload): Promise<number> {
  const { id, file, arrived } = upload;
  if (arrived) return file.size;
  const offset = await storage.partialSize(id);
  // The process was killed, or the database away, between the last byte and the admission: whoever asks next makes up for it.
  if (offset === file.size) await finish(storage, upload);
  return offset;
}

/** Takes the next part, however much of it comes, and answers where the one after it begins. The last one is answered when the whole was admitted. */
export async function receivePart(storage: Storage, upload: AwaitedUpload, part: Part): Promise<number> {
  const { id, file } = upload;
  if ((await offsetOf(storage, upload)) === file.size) {
    // Nothing more, where nothing more is to come: the client lost the answer to its last part.
    if (part.offset === file.size && part.declaredLength === 0) return file.size;
    throw alreadyUploaded(id);
  }
  const offset = await storage.append(id, part.offset, upTo(file.size, part));
  if (offset === file.size) await finish(storage, upload);
  return offset;
}

/** From here on it is as if all had come in one piece. */
async function finish(storage: Storage, upload: AwaitedUpload): Promise<void> {
  const { id, storageKeyNow } = upload;
  try {
    await receiveBytes(storage, upload, storage.partial(id), null);
  } catch (error) {
    // Another request found it complete as well, and was first.
    if ((await storageKeyNow()) !== null) return;
    if (error instanceof Refusal && error.code === "EVIDENCE_REJECTED") await storage.discard(id);
    throw error;
  }
}

async function* upTo(size: number, { offset, body, declaredLength }: Part): AsyncGenerator<Uint8Array> {
  let end = offset;
  if (end + (declaredLength ?? 0) > size) throw rejected("upload.tooLong", { size });
  for await (const chunk of body) {
    end += chunk.length;
    if (end > size) throw rejected("upload.tooLong", { size });
    yield chunk;
  }
}
