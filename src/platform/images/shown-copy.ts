import { createHash, randomBytes } from "node:crypto";
import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { rejected } from "../rejected";
import type { Storage } from "../storage/storage";
import { blankHeic } from "./blank-heic";
import type { ImageCopier } from "./image-copier";
import type { ImageLimits } from "./image-limits";

/** The copy of an image that people other than its owner see: it contains nothing but the picture. */
export interface ShownCopy {
  key: string;
  /** Of the copy, lower-case hex. */
  sha256: string;
  size: number;
}

/** A small file may become a large one, e.g. when a palette is expanded. */
const MOST_BYTES = 64 * 1024 * 1024;

interface Drawn {
  type: string;
  accountId: string;
  limits: ImageLimits;
}

/** Of the same type as the original. Refuses an image that is too large or broken as rejected. */
export async function drawCopy(
  { images }: { images: ImageCopier },
  original: () => Promise<Readable>,
  { type, accountId, limits }: Drawn,
): Promise<Uint8Array> {
  const read = async (): Promise<Buffer> => buffer(await original());
  // No freely distributable library decodes HEIC; but the parts that are not picture can be found and blanked.
  const copy =
    type === "image/heic" ? blankHeic(await read(), limits) : await images.copy(accountId, read, type, limits);
  if (copy.length > MOST_BYTES) throw rejected("upload.imageTooLarge", { ...limits });
  return copy;
}

/** The same, stored. */
export async function makeShownCopy(
  { storage, images }: { storage: Storage; images: ImageCopier },
  { storageKey, ...drawn }: Drawn & { storageKey: string },
): Promise<ShownCopy> {
  const copy = await drawCopy({ images }, () => storage.get(storageKey), drawn);
  const key = randomBytes(16).toString("hex");
  await storage.put(key, once(copy), copy.length);
  return { key, sha256: createHash("sha256").update(copy).digest("hex"), size: copy.length };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
