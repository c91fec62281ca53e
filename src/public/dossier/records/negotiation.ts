import { Message } from "../../../case/negotiation/message.entity";
import { Offer } from "../../../case/negotiation/offer.entity";
import { Settlement } from "../../../case/negotiation/settlement.entity";
import { ReturnCase } from "../../../case/returns/return-case.entity";
import { pick, type CaseRecord } from "./case-record";
import type { CaseSource } from "./case-source";
import { rowsOf } from "./rows-of";

const AS_WHAT = { CONSUMER: "CONSUMER", PROVIDER: "PROVIDER", PLATFORM: "MODERATOR" } as const;

export async function* messages({ db, complaint, people }: CaseSource): AsyncGenerator<CaseRecord> {
  for await (const row of rowsOf(db, Message, complaint.id))
    yield {
      record: "message",
      id: row.id,
      audience: row.visibility,
      fields: {
        ...pick(row, "side", "visibility", "text", "sentAt"),
        by: people.label(row.authorId, AS_WHAT[row.side]),
      },
    };
}

/** Offers, settlements and returns. */
export async function* agreements({ db, complaint, people }: CaseSource): AsyncGenerator<CaseRecord> {
  for await (const row of rowsOf(db, Offer, complaint.id))
    yield {
      record: "offer",
      id: row.id,
      audience: "PARTIES",
      fields: {
        ...pick(row, "number", "madeBySide", "kind", "amount", "currency", "text", "settleWithinDays", "status"),
        ...pick(row, "countersOfferId", "madeAt", "expiresAt", "answeredAt", "answer"),
        by: people.label(row.madeById, row.madeBySide),
      },
    };
  for await (const row of rowsOf(db, Settlement, complaint.id))
    yield {
      record: "settlement",
      id: row.id,
      audience: "PARTIES",
      fields: {
        ...pick(row, "offerId", "acceptedAt", "dueAt", "proof", "proofFiledAt", "confirmedAt"),
        ...pick(row, "contestedAt", "contestReason", "defaultedAt"),
      },
    };
  for await (const row of rowsOf(db, ReturnCase, complaint.id))
    yield {
      record: "return",
      id: row.id,
      audience: "PARTIES",
      fields: {
        ...pick(row, "remedyId", "settlementId", "status", "openedAt", "shipBy", "shipment", "shippedAt"),
        ...pick(row, "condition", "conditionNote", "receivedAt", "contestReason", "contestedAt"),
        ...pick(row, "decisionReason", "decidedAt", "endedAt", "refundAmount", "refundCurrency", "refundedAt"),
        decidedBy: people.label(row.decidedById, "MODERATOR"),
      },
    };
}
