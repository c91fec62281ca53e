import { defineEnum } from "../../platform/graphql/enum";

export const EvidenceKind = defineEnum("EvidenceKind", "What a piece of evidence is.", {
  ORDER_RECORD: "The order as the marketplace or the provider recorded it.",
  PROMISE_CAPTURE: "A capture of the promise: an advert, a product page, a live stream.",
  CHAT_LOG: "A conversation in writing.",
  EMAIL: "An e-mail, with its headers where possible.",
  CALL_RECORD: "A recorded or logged telephone call.",
  SCREENSHOT: "A picture of a screen.",
  PHOTO: "A photograph, not a screenshot.",
  VIDEO: "A film, with sound or without.",
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
  WITNESS_STATEMENT: "What another person saw or heard, signed.",
  IDENTITY_DOCUMENT: "A document that proves a person's identity.",
  OTHER: "Anything else; the description must say what it is.",
});
export type EvidenceKind = keyof typeof EvidenceKind;

export const EvidenceVisibility = defineEnum(
  "EvidenceVisibility",
  "Who sees a piece of evidence. A side chooses PARTIES or itself.",
  {
    PARTIES: "Both sides and the platform.",
    CONSUMER_SIDE: "The consumer and the platform.",
    PROVIDER_SIDE: "The provider's members and the platform.",
  },
);
export type EvidenceVisibility = keyof typeof EvidenceVisibility;

export const EvidenceStatus = defineEnum("EvidenceStatus", "How far a piece of evidence has come.", {
  PENDING: "The address for the upload was given; nothing has arrived yet. Seen only by whoever asked for it.",
  STORED: "Complete and checked.",
  REFUSED: "Its bytes came and carry malware; they were thrown away. Seen only by whoever announced it.",
  SUPERSEDED: "Replaced by a later piece of the same side; still kept and shown.",
});
export type EvidenceStatus = keyof typeof EvidenceStatus;

export const LateEvidenceDecision = defineEnum(
  "LateEvidenceDecision",
  "A moderator's reasoned decision on late evidence.",
  {
    ADMITTED: "It counts for the decision as if it had come in time.",
    NOT_ADMITTED: "It stays visible, but the decision is not founded on it.",
  },
);
export type LateEvidenceDecision = keyof typeof LateEvidenceDecision;
