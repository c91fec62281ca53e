import { randomBytes } from "node:crypto";
import type { Storage } from "../storage/storage";
import type { AnnouncedFile } from "./announced-file";
import { alreadyUploaded, type AwaitedUpload } from "./awaited-upload";
import { checkedBytes, rejected } from "./checked-bytes";

/** Takes the bytes that were announced: all of them, exactly those, once; otherwise nothing stays. */
export async function receiveBytes(
  storage: Storage,
  upload: AwaitedUpload,
  body: AsyncIterable<Uint8Array>,
  declaredLength: number | null,
): Promise<void> {
  const { id, file, arrived, admit, storageKeyNow } = upload;
  if (arrived) throw alreadyUploaded(id);
  refuseLength(file, declaredLength);
  // A new key for each attempt: of two uploads at once, the one that fails must not take the other's bytes along.
  const storageKey = randomBytes(16).toString("hex");
  await storage.put(storageKey, checkedBytes(body, file));
  try {
    await admit(storageKey);
  } catch (error) {
    // Only when it is certain that no row points at the bytes: a connection may die after its commit.
    if ((await storageKeyNow()) !== storageKey) {
      await storage.remove(storageKey);
      throw error;
    }
  }
  await storage.discard(id);
}

/** What the request itself says of its length is enough to refuse it before a byte is read. */
function refuseLength({ size }: AnnouncedFile, declaredLength: number | null): void {
  if (declaredLength === null || declaredLength === size) return;
  if (declaredLength === 0) throw rejected("upload.empty");
  if (declaredLength > size) throw rejected("upload.tooLong", { size });
  throw rejected("upload.tooShort", { size, received: declaredLength });
}
