import type { Tx } from "../platform/database/tx";
import type { Services } from "../platform/graphql/context";
import type { Actor } from "../platform/identity/actor";
import { Refusal } from "../platform/refusal";
import { acceptedType } from "../platform/uploads/media-type";
import { receiveBytes } from "../platform/uploads/receive-bytes";
import { recordOnProvider } from "../providers/record-on-provider";
import { VerificationDocument } from "./verification-document.entity";
import { VettingFile } from "./vetting-file";

/** Takes the bytes that `createVerificationUpload` announced. */
export async function receiveDocument(
  services: Services,
  documentId: string,
  accountId: string,
  body: AsyncIterable<Uint8Array>,
  declaredLength: number | null,
): Promise<void> {
  const { database, storage } = services;
  const announced = await database.byId(VerificationDocument, documentId);
  if (!announced) throw new Refusal("NOT_FOUND");
  refuseSecond(announced);
  const awaited = {
    file: announced,
    async admit(storageKey: string): Promise<void> {
      const actor = await services.currentActor(accountId);
      if (!actor) throw new Refusal("PERMISSION_REVOKED");
      await database.transact((tx) => admit(tx, actor, announced, storageKey));
    },
    storageKeyNow: async () => (await database.byId(VerificationDocument, documentId))?.storageKey ?? null,
  };
  await receiveBytes(storage, awaited, body, declaredLength);
}

/** The application may have gone before the platform since the announcement: everything is asked again, under the provider's lock. */
async function admit(tx: Tx, actor: Actor, announced: VerificationDocument, storageKey: string): Promise<void> {
  const { provider } = await VettingFile.ofProvider(tx, actor, announced.providerId, "ADD_DOCUMENT");
  const document = await tx.byId(VerificationDocument, announced.id);
  if (!document) throw new Refusal("NOT_FOUND");
  refuseSecond(document);
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

function refuseSecond({ status, id }: VerificationDocument): void {
  if (status !== "PENDING") throw new Refusal("ALREADY_EXISTS", { reason: "upload.alreadyUploaded", existingId: id });
}
