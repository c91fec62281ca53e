import type { Readable } from "node:stream";
import type { SweptServices } from "../../platform/graphql/context";
import { Refusal } from "../../platform/refusal";
import { EncryptedStorage, type Files } from "../../platform/storage/encrypted-storage";
import { FileKeys } from "./file-keys";
import type { VerificationDocument } from "./verification-document.entity";

type Named = Pick<VerificationDocument, "id" | "storageKey" | "fileKey">;

/** Where the document's bytes are read from; refuses when they cannot be decrypted. */
export function openDocument(
  { storage, sealer }: Pick<SweptServices, "storage" | "sealer">,
  document: Named,
): () => Promise<Readable> {
  const { storageKey, fileKey } = document;
  if (storageKey === null) throw new Refusal("NOT_FOUND");
  // An earlier version stored it as it was sent, until a sweep has encrypted it.
  if (fileKey === null) return () => storage.get(storageKey);
  const key = new FileKeys(sealer).read(document);
  if (!key) throw new Refusal("NOT_IN_THIS_STATE", { reason: "vetting.fileUnreadable" });
  const files: Files = new EncryptedStorage(storage, key);
  return () => files.get(storageKey);
}
