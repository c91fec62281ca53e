import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { newId } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { checkAnnounced } from "../../platform/uploads/announced-file";
import { UPLOAD_FOR } from "../../platform/uploads/file-links";
import { foldLicence } from "../providers/licence.pure";
import { countAnnouncement } from "../../accounts/uploads/upload-quota";
import { DocumentNumbers } from "./document-numbers";
import { VerificationDocument } from "./verification-document.entity";
import type { VerificationKind } from "./verification-kind.types";
import { VettingFile } from "./vetting-file";
import type { CreateVerificationUploadInput } from "./vetting-inputs.types";

/** Announces a document. It counts once its bytes have arrived: see awaited-document.ts. */
export async function announceDocument(
  tx: Tx,
  actor: Actor,
  input: CreateVerificationUploadInput,
): Promise<{ documentId: string }> {
  const vetting = await VettingFile.ofProvider(tx, actor, input.providerId, "ADD_DOCUMENT");
  checkAnnounced(input, vetting.rules.number("vetting.documents", "bytes"));
  if (input.validUntil && input.validUntil <= tx.now)
    throw new Refusal("BAD_USER_INPUT", { reason: "vetting.documentRunOut", field: "input.validUntil" });
  await checkCount(vetting, input.kind);
  await countAnnouncement(tx, actor.accountId, input.size);
  const id = newId(VerificationDocument);
  tx.insert(VerificationDocument, {
    id,
    providerId: vetting.provider.id,
    kind: input.kind,
    status: "PENDING",
    ...DocumentNumbers.of(tx).keep(id, input.kind, foldLicence(input.number)),
    issuer: input.issuer,
    validUntil: input.validUntil ?? null,
    fileName: input.fileName,
    declaredType: input.mediaType,
    size: input.size,
    sha256: input.sha256,
    submittedById: actor.accountId,
    createdAt: tx.now,
  });
  return { documentId: id };
}

/** An announced document that never arrived counts only while it may still arrive. */
async function checkCount({ tx, provider, rules }: VettingFile, kind: VerificationKind): Promise<void> {
  const most = rules.number("vetting.documents", "perKind");
  const [row] = await tx.query<{ held: number }>(
    "SELECT COUNT(*) AS held FROM verification_document WHERE provider_id = ? AND kind = ? AND (status = 'STORED' OR (status = 'PENDING' AND created_at > ?))",
    [provider.id, kind, tx.now - UPLOAD_FOR],
  );
  if (row && row.held >= most) throw new Refusal("LIMIT_REACHED", { reason: "vetting.documents", params: { most } });
}
