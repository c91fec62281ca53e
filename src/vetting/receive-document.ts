import type { Tx } from "../platform/database/tx";
import type { Services } from "../platform/graphql/context";
import type { Actor } from "../platform/identity/actor";
import { Refusal } from "../platform/refusal";
import { alreadyUploaded, type AwaitedUpload } from "../platform/uploads/awaited-upload";
import { acceptedType } from "../platform/uploads/media-type";
import { recordOnProvider } from "../providers/record-on-provider";
import { VerificationDocument } from "./verification-document.entity";
import { VettingFile } from "./vetting-file";

/** What the address that `createVerificationUpload` gave is for. */
export async function awaitedDocument(services: Services, id: string, accountId: string): Promise<AwaitedUpload> {
  const { database } = services;
  const announced = await database.byId(VerificationDocument, id);
  if (!announced || announced.status === "WITHDRAWN") throw new Refusal("NOT_FOUND");
  return {
    id,
    file: announced,
    arrived: announced.status !== "PENDING",
    async admit(storageKey) {
      const actor = await services.currentActor(accountId);
      if (!actor) throw new Refusal("PERMISSION_REVOKED");
      await database.transact((tx) => admit(tx, actor, announced, storageKey));
    },
    storageKeyNow: async () => (await database.byId(VerificationDocument, id))?.storageKey ?? null,
    answer: { documentId: id },
  };
}

/** The application may have gone before the platform since the announcement: everything is asked again, under the provider's lock. */
async function admit(tx: Tx, actor: Actor, announced: VerificationDocument, storageKey: string): Promise<void> {
  const { provider } = await VettingFile.ofProvider(tx, actor, announced.providerId, "ADD_DOCUMENT");
  const document = await tx.byId(VerificationDocument, announced.id);
  if (!document) throw new Refusal("NOT_FOUND");
  if (document.status !== "PENDING") throw alreadyUploaded(document.id);
  tx.change(document, {
    status: "STORED",
    storageKey,
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
