import { createHash } from "node:crypto";
import { Refusal } from "../refusal";
import type { OperationRequest } from "./pipeline";

/** Whose documents must be registered: nobody's, those of senders who are not signed in, or everybody's. */
export const DOCUMENT_POLICIES = ["any", "registered-for-visitors", "registered"] as const;
export type DocumentPolicy = (typeof DOCUMENT_POLICIES)[number];

/** An operation as it is sent: its document's text, its id, or both. Nothing is known of the values yet. */
export type SentOperation = { readonly [Key in keyof OperationRequest | "documentId"]?: unknown };

/** Documents by the SHA-256 of their text. The operator registers them before the start, nobody afterwards. */
export class RegisteredDocuments {
  constructor(
    private readonly texts: ReadonlyMap<string, string>,
    private readonly policy: DocumentPolicy,
  ) {}

  /**
   * The operation with its text. A hash of Apollo's clients that is not registered is left for the pipeline to answer, as those clients
   * expect it.
   */
  read(sent: SentOperation, isVisitor: boolean): OperationRequest {
    const { query, documentId } = sent;
    const ids = [documentId, apolloId(sent)].filter((id) => id !== undefined && id !== null);
    if (query !== undefined && query !== null && query !== "") {
      this.refuseText(query, ids, isVisitor);
      return sent as OperationRequest;
    }
    const [id] = ids;
    if (ids.some((other) => other !== id)) throw new Refusal("BAD_USER_INPUT", { reason: "document.otherText" });
    const text = typeof id === "string" && id.startsWith(PREFIX) ? this.texts.get(id.slice(PREFIX.length)) : undefined;
    if (text === undefined && documentId !== undefined && documentId !== null)
      throw new Refusal("PERSISTED_DOCUMENT_NOT_FOUND");
    return { ...(sent as OperationRequest), query: text ?? "" };
  }

  private refuseText(text: unknown, ids: readonly unknown[], isVisitor: boolean): void {
    const restricted = this.policy === "registered" || (this.policy === "registered-for-visitors" && isVisitor);
    if (typeof text !== "string" || (ids.length === 0 && !restricted)) return;
    const hash = hashOf(text);
    if (ids.some((id) => id !== PREFIX + hash)) throw new Refusal("BAD_USER_INPUT", { reason: "document.otherText" });
    // Not only by the hash: what is no Unicode has the hash of another text.
    if (restricted && this.texts.get(hash) !== text) throw new Refusal("PERSISTED_DOCUMENT_REQUIRED");
  }
}

/** How the ids of GraphQL over HTTP say which hash they are. */
export const PREFIX = "sha256:";

export const hashOf = (...parts: (string | Buffer)[]): string => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
};

/** Apollo's clients send the hash among the extensions. */
function apolloId({ extensions }: SentOperation): unknown {
  const { persistedQuery } = (extensions ?? {}) as { persistedQuery?: { sha256Hash?: unknown } | null };
  const hash = persistedQuery?.sha256Hash;
  return typeof hash === "string" ? PREFIX + hash : hash;
}
