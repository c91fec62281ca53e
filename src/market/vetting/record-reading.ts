import type { Actor } from "../../accounts/actor/actor";
import type { Author } from "../../accounts/account/record-on-account";
import type { Tx } from "../../platform/database/tx";
import { Refusal } from "../../platform/refusal";
import { Provider } from "../providers/provider.entity";
import { recordOnProvider } from "../providers/record-on-provider";
import type { VerificationDocument } from "./verification-document.entity";

/** Records in the provider's history, for its members, that staff read something of a document. */
export async function recordReading(
  tx: Tx,
  actor: Actor,
  { id: documentId, kind, providerId }: VerificationDocument,
  type: "VERIFICATION_DOCUMENT_READ" | "VERIFICATION_NUMBER_READ",
): Promise<void> {
  const provider = await tx.lock(Provider, providerId);
  if (!provider) throw new Refusal("NOT_FOUND");
  const author: Author = {
    actorId: actor.accountId,
    actorRole: actor.roles.has("INSPECTOR") ? "INSPECTOR" : "AUDITOR",
  };
  recordOnProvider(tx, provider, type, author, "MEMBERS", { documentId, kind });
}
