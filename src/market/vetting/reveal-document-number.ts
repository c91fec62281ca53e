import { isMemberOf, type Actor } from "../../accounts/actor/actor";
import type { Tx } from "../../platform/database/tx";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { DocumentNumbers } from "./document-numbers";
import { recordReading } from "./record-reading";
import { VerificationDocument } from "./verification-document.entity";
import { maySeeApplication, mayRevealNumbers } from "./vetting.policy";

/** Records that the number is shown. The caller shows it after the commit: a stored result would be another copy of it. */
export async function revealDocumentNumber(
  tx: Tx,
  actor: Actor,
  { documentId }: { documentId: string },
): Promise<{ documentId: string }> {
  const field = "input.documentId";
  const document = isIdOf(VerificationDocument, documentId) ? await tx.byId(VerificationDocument, documentId) : null;
  if (!document || !maySeeApplication(actor, document.providerId)) throw new Refusal("NOT_FOUND", { field });
  if (!mayRevealNumbers(actor)) throw new Refusal("FORBIDDEN", { reason: "role", field });
  DocumentNumbers.of(tx).readOrRefuse(document, field);
  if (!isMemberOf(actor, document.providerId)) await recordReading(tx, actor, document, "VERIFICATION_NUMBER_READ");
  return { documentId };
}
