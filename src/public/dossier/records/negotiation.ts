import { Message } from "../../../case/negotiation/message.entity";
import { Offer } from "../../../case/negotiation/offer.entity";
import { Settlement } from "../../../case/negotiation/settlement.entity";
import { ReturnCase } from "../../../case/returns/return-case.entity";
import { pick } from "./case-record";
import { sectionOf } from "./section-of";

const AS_WHAT = { CONSUMER: "CONSUMER", PROVIDER: "PROVIDER", PLATFORM: "MODERATOR" } as const;

export const messages = sectionOf("message", Message, (row, { people }) => ({
  audience: row.visibility,
  fields: {
    ...pick(row, "side", "visibility", "text", "sentAt"),
    by: people.label(row.authorId, AS_WHAT[row.side]),
  },
}));

export const offers = sectionOf("offer", Offer, (row, { people }) => ({
  audience: "PARTIES",
  fields: {
    ...pick(
      row,
      "number",
      "madeBySide",
      "kind",
      "amount",
      "basis",
      "insteadAmount",
      "currency",
      "text",
      "settleWithinDays",
      "status",
    ),
    ...pick(row, "countersOfferId", "madeAt", "expiresAt", "answeredAt", "answer"),
    ...pick(row, "acceptedBySide", "acceptedBySideAt"),
    by: people.label(row.madeById, AS_WHAT[row.madeBySide]),
  },
}));

export const settlements = sectionOf("settlement", Settlement, (row) => ({
  audience: "PARTIES",
  fields: {
    ...pick(row, "offerId", "acceptedAt", "dueAt", "proof", "proofFiledAt", "confirmedAt"),
    ...pick(row, "contestedAt", "contestReason", "defaultedAt"),
  },
}));

export const returns = sectionOf("return", ReturnCase, (row, { people }) => ({
  audience: "PARTIES",
  fields: {
    ...pick(row, "remedyId", "settlementId", "status", "openedAt", "shipBy", "shipment", "shippedAt"),
    ...pick(row, "condition", "conditionNote", "receivedAt", "contestReason", "contestedAt"),
    ...pick(row, "decisionReason", "decidedAt", "endedAt", "refundAmount", "refundCurrency", "refundedAt"),
    decidedBy: people.label(row.decidedById, "MODERATOR"),
  },
}));
