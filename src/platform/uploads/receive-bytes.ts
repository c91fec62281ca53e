import { randomBytes } from "node:crypto";
import type { Services } from "../graphql/context";
import { logFault } from "../telemetry/log-fault";
import { drawCopy, makeShownCopy, type ShownCopy } from "../images/shown-copy";
import type { AnnouncedFile } from "./announced-file";
import { alreadyUploaded, type AwaitedUpload } from "./awaited-upload";
import { checkedBytes } from "./checked-bytes";
import { acceptedType } from "./media-type";
import { metered } from "./metered";
import { rejected } from "../rejected";
import type { Files } from "../storage/encrypted-storage";

/** The whole file in one piece. */
export async function receiveWhole(
  services: Services,
  upload: AwaitedUpload,
  body: AsyncIterable<Uint8Array>,
  declaredLength: number | null,
): Promise<void> {
  const { id, file, arrived, meter } = upload;
  if (arrived) throw alreadyUploaded(id);
  refuseLength(file, declaredLength);
  await metered(meter, file.size, body, (bytes) => receiveBytes(services, upload, bytes));
}

/** Receives exactly the announced bytes, once, complete and free of malware; otherwise nothing is kept. */
export async function receiveBytes(
  services: Services,
  upload: AwaitedUpload,
  body: AsyncIterable<Uint8Array>,
): Promise<void> {
  const { id, file, files = services.storage, arrived, admit, storageKeyNow } = upload;
  if (arrived) throw alreadyUploaded(id);
  // A new key for each attempt: of two uploads at once, the one that fails must not delete the other's bytes.
  const storageKey = randomBytes(16).toString("hex");
  await files.put(storageKey, checkedBytes(body, file), file.size);
  let shown: ShownCopy | null = null;
  try {
    await refuseMalware(services, upload, files, storageKey);
    shown = await copyToShow(services, upload, files, storageKey);
    await admit({ storageKey, shown });
  } catch (error) {
    // Deletes only when it is certain that no row points at the bytes: a connection may die after its commit.
    if ((await storageKeyNow()) !== storageKey) {
      await files.remove(storageKey);
      if (shown) await services.storage.remove(shown.key);
      throw error;
    }
  }
  // The file is there, and is answered so. Parts of it that cannot be removed now are by `forgetPartials`.
  await services.storage
    .discard(id)
    .catch((error: unknown) =>
      logFault(services.log, error, { uploadId: id }, "the parts of a file could not be removed"),
    );
}

async function refuseMalware(
  { scanner }: Services,
  upload: AwaitedUpload,
  files: Files,
  storageKey: string,
): Promise<void> {
  const found = scanner && (await scanner.scan(await files.get(storageKey)));
  if (!found) return;
  await upload.condemn(found);
  throw rejected("upload.malware", { found });
}

/** An unreadable image is refused even where no copy of it is kept: the people who are to look at it could not read it either. */
async function copyToShow(
  services: Services,
  { accountId, file, images }: AwaitedUpload,
  files: Files,
  storageKey: string,
): Promise<ShownCopy | null> {
  const type = acceptedType(file.declaredType);
  if (!type?.startsWith("image/")) return null;
  const drawn = { type, accountId, limits: images.limits };
  if (images.copied) return makeShownCopy(services, { storageKey, ...drawn });
  await drawCopy(services, () => files.get(storageKey), drawn);
  return null;
}

/** The declared length is enough to refuse a request before a byte is read. */
function refuseLength({ size }: AnnouncedFile, declaredLength: number | null): void {
  if (declaredLength === null || declaredLength === size) return;
  if (declaredLength === 0) throw rejected("upload.empty");
  if (declaredLength > size) throw rejected("upload.tooLong", { size });
  throw rejected("upload.tooShort", { size, received: declaredLength });
}
