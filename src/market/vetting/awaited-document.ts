import type { Author } from "../../accounts/account/record-on-account";
import type { Reader } from "../../platform/database/reader";
import type { Tx } from "../../platform/database/tx";
import type { Services } from "../../platform/graphql/context";
import type { Actor } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import { alreadyUploaded } from "../../platform/uploads/awaited-upload";
import type { AnnouncedUpload } from "../../platform/uploads/file-route";
import { acceptedType } from "../../platform/uploads/media-type";
import { EncryptedStorage, newFileKey } from "../../platform/storage/encrypted-storage";
import { Provider } from "../providers/provider.entity";
import { recordOnProvider } from "../providers/record-on-provider";
import { imageLimits } from "../../accounts/uploads/image-limits.queries";
import { meterOf } from "../../accounts/uploads/upload-quota";
import { FileKeys } from "./file-keys";
import { VerificationDocument } from "./verification-document.entity";
import { VettingFile } from "./vetting-file";

/** What the address that `createVerificationUpload` returned is for. */
export async function awaitedDocument(services: Services, id: string, { accountId }: Actor): Promise<AnnouncedUpload> {
  const { database, clock, sealer, storage } = services;
  const announced = await database.byId(VerificationDocument, id);
  if (!announced || announced.status === "WITHDRAWN" || announced.status === "REFUSED") throw new Refusal("NOT_FOUND");
  const fileKey = newFileKey();
  const files = new EncryptedStorage(storage, fileKey);
  return {
    id,
    accountId,
    file: announced,
    files,
    arrived: announced.status !== "PENDING",
    meter: meterOf(database, accountId),
    // No copy is made, since only the provider's own people and the platform's see it.
    images: { limits: await imageLimits(database, clock.now()), copied: false },
    async admit({ storageKey }, actor) {
      const stored = {
        storageKey,
        fileKey: new FileKeys(sealer).keep(id, fileKey),
        storedSha256: files.storedSha256(storageKey),
      };
      await database.transact((tx) => admit(tx, actor, announced, stored));
    },
    condemn: (found) => database.transact((tx) => condemn(tx, accountId, announced, found)),
    storageKeyNow: () => database.transact((tx) => storageKeyNow(tx, announced)),
    answer: { documentId: id },
  };
}

/** The application may have been submitted since the announcement: everything is checked again, under the provider's lock. */
async function admit(
  tx: Tx,
  actor: Actor,
  announced: VerificationDocument,
  stored: Pick<VerificationDocument, "storageKey" | "fileKey" | "storedSha256">,
): Promise<void> {
  const { provider } = await VettingFile.ofProvider(tx, actor, announced.providerId, "ADD_DOCUMENT");
  const document = await tx.byId(VerificationDocument, announced.id);
  if (!document) throw new Refusal("NOT_FOUND");
  if (document.status !== "PENDING") throw alreadyUploaded(document.id);
  tx.change(document, {
    status: "STORED",
    ...stored,
    mediaType: acceptedType(document.declaredType),
    storedAt: tx.now,
  });
  recordOnProvider(
    tx,
    provider,
    "VERIFICATION_DOCUMENT_ADDED",
    { actorId: actor.accountId, actorRole: "PROVIDER_OWNER" },
    "MEMBERS",
    { documentId: document.id, kind: document.kind },
  );
}

/** Under the lock of `admit`: one whose commit nobody has heard of may still be under way. */
async function storageKeyNow(tx: Tx, { id, providerId }: VerificationDocument): Promise<string | null> {
  await tx.lock(Provider, providerId);
  return (await tx.byId(VerificationDocument, id))?.storageKey ?? null;
}

/** Those of the ids that were announced later than `since` and have not arrived. */
export async function documentsStillAwaited(reader: Reader, ids: readonly string[], since: number): Promise<string[]> {
  const documents = await reader.find(VerificationDocument, { id: [...ids], status: "PENDING" });
  return documents.filter(({ createdAt }) => createdAt > since).map(({ id }) => id);
}

/** Once for each announcement: the same file is not scanned again. */
async function condemn(tx: Tx, accountId: string, announced: VerificationDocument, found: string): Promise<void> {
  const provider = await tx.lock(Provider, announced.providerId);
  const document = await tx.byId(VerificationDocument, announced.id);
  if (!provider || document?.status !== "PENDING") return;
  tx.change(document, { status: "REFUSED" });
  const author: Author = { actorId: accountId, actorRole: "PROVIDER_OWNER" };
  const data = { documentId: document.id, kind: document.kind, found };
  recordOnProvider(tx, provider, "VERIFICATION_DOCUMENT_REFUSED", author, "MEMBERS", data);
}
