import { registerEnumType } from "type-graphql";

const KINDS = {
  ORDER_RECORD: "The order as the marketplace or the provider recorded it.",
  PROMISE_CAPTURE: "A capture of the promise: an advert, a product page, a live stream.",
  CHAT_LOG: "A conversation in writing.",
  EMAIL: "An e-mail, with its headers where possible.",
  CALL_RECORD: "A recorded or logged telephone call.",
  SCREENSHOT: "A picture of a screen.",
  PHOTO: "A photograph.",
  VIDEO: "A film.",
  AUDIO: "A sound recording other than a call.",
  INVOICE: "An invoice or tax receipt (发票).",
  RECEIPT: "A proof of payment.",
  BANK_STATEMENT: "An extract of an account.",
  CONTRACT: "A contract or terms that both sides agreed.",
  DELIVERY_PROOF: "Proof that something was delivered or performed.",
  TRACKING_RECORD: "The carrier's record of a shipment.",
  RETURN_PROOF: "Proof that goods went back.",
  REFUND_PROOF: "Proof that money went back.",
  INSPECTION_REPORT: "A report of an inspection or test.",
  EXPERT_OPINION: "The opinion of an expert.",
  WITNESS_STATEMENT: "What somebody else saw or heard, signed.",
  IDENTITY_DOCUMENT: "A document that says who somebody is.",
  OTHER: "Anything else; say in the description what it is.",
} as const;
const VISIBILITIES = {
  PARTIES: "Both sides and the platform.",
  CONSUMER_SIDE: "The consumer and the platform.",
  PROVIDER_SIDE: "The provider's members and the platform.",
} as const;
const STATUSES = {
  PENDING: "The address for the upload was given; nothing has arrived yet. Seen only by whoever asked for it.",
  STORED: "Complete and checked.",
  REFUSED: "Its bytes came and carry malware; they were thrown away. Seen only by whoever announced it.",
  SUPERSEDED: "Replaced by a later piece of the same side; still kept and shown.",
} as const;

const LATE_DECISIONS = {
  ADMITTED: "It counts for the decision as if it had come in time.",
  NOT_ADMITTED: "It stays visible, but the decision is not founded on it.",
} as const;

export type EvidenceKind = keyof typeof KINDS;
export const EvidenceKind = enumOf("EvidenceKind", "What a piece of evidence is.", KINDS);
export type EvidenceVisibility = keyof typeof VISIBILITIES;
export const EvidenceVisibility = enumOf(
  "EvidenceVisibility",
  "Who sees a piece of evidence. A side chooses PARTIES or itself.",
  VISIBILITIES,
);
export type EvidenceStatus = keyof typeof STATUSES;
export const EvidenceStatus = enumOf("EvidenceStatus", "How far a piece of evidence has come.", STATUSES);

export type LateEvidenceDecision = keyof typeof LATE_DECISIONS;
export const LateEvidenceDecision = enumOf(
  "LateEvidenceDecision",
  "A moderator's reasoned order on evidence that came late.",
  LATE_DECISIONS,
);

/** Key, value, SDL and column are one word. */
function enumOf<T extends string>(name: string, description: string, values: Record<T, string>): { [K in T]: K } {
  const entries = Object.entries(values) as [T, string][];
  const members = Object.fromEntries(entries.map(([value]) => [value, value])) as { [K in T]: K };
  registerEnumType(members, {
    name,
    description,
    valuesConfig: Object.fromEntries(entries.map(([value, text]) => [value, { description: text }])) as never,
  });
  return members;
}
