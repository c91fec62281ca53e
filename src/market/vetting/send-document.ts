import type { Readable } from "node:stream";
import type { Services } from "../../platform/graphql/context";
import { isMemberOf, type Actor } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import type { Download } from "../../platform/uploads/file-route";
import { openDocument } from "./open-document";
import { recordReading } from "./record-reading";
import { VerificationDocument } from "./verification-document.entity";
import { maySeeApplication } from "./vetting.policy";

/** Checks the viewer's present rights, not those when the address was issued. Access by platform staff is recorded before they read the file. */
export async function sendDocument(services: Services, documentId: string, actor: Actor): Promise<Download> {
  const document = await services.database.byId(VerificationDocument, documentId);
  const { mediaType = null } = document ?? {};
  if (!document || mediaType === null || !maySeeApplication(actor, document.providerId)) throw new Refusal("NOT_FOUND");
  // What cannot be decrypted is refused before it is recorded that somebody has read it.
  openDocument(services, document);
  if (!isMemberOf(actor, document.providerId))
    await services.database.transact((tx) => recordReading(tx, actor, document, "VERIFICATION_DOCUMENT_READ"));
  return {
    stream: await bytesOf(services, document),
    mediaType,
    fileName: document.fileName,
    size: document.size,
  };
}

async function bytesOf(services: Services, document: VerificationDocument): Promise<Readable> {
  try {
    return await openDocument(services, document)();
  } catch (error) {
    // A sweep may just have put an encrypted file into the place of this one.
    const now = await services.database.byId(VerificationDocument, document.id);
    if (!now || now.storageKey === document.storageKey) throw error;
    return openDocument(services, now)();
  }
}
