import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { recordOnProvider } from "../providers/record-on-provider";
import { VerificationDocument } from "./verification-document.entity";
import { VettingFile } from "./vetting-file";
import { maySeeApplication } from "./vetting.policy";

/** A document that was never submitted may be withdrawn; nothing is based on it. The caller deletes the bytes after the commit. */
export async function withdrawDocument(
  tx: Tx,
  actor: Actor,
  input: { documentId: string },
): Promise<{ documentId: string; storageKey: string | null }> {
  const field = "input.documentId";
  const { documentId } = input;
  const found = isIdOf(VerificationDocument, documentId) ? await tx.byId(VerificationDocument, documentId) : null;
  if (!found || !maySeeApplication(actor, found.providerId)) throw new Refusal("NOT_FOUND", { field });
  const { provider } = await VettingFile.ofProvider(tx, actor, found.providerId, "ADD_DOCUMENT");
  const document = await tx.byId(VerificationDocument, documentId);
  if (document?.status !== "STORED" && document?.status !== "PENDING")
    throw new Refusal("NOT_IN_THIS_STATE", { reason: "vetting.documentSubmitted", field });
  const { storageKey } = document;
  tx.change(document, { status: "WITHDRAWN", storageKey: null, fileKey: null, storedSha256: "" });
  recordOnProvider(
    tx,
    provider,
    "VERIFICATION_DOCUMENT_WITHDRAWN",
    { actorId: actor.accountId, actorRole: "PROVIDER_OWNER" },
    "MEMBERS",
    { documentId, kind: document.kind },
  );
  return { documentId, storageKey };
}
