import { Appeal } from "../../adjudication/decisions/appeal.entity";
import { InterimMeasure } from "../../adjudication/interim/interim-measure.entity";
import { Referral } from "../../adjudication/referrals/referral.entity";
import { Remedy } from "../../adjudication/remedies/remedy.entity";
import { CaseStay } from "../../adjudication/stays/case-stay.entity";
import { Breach } from "../../case/complaints/breach.entity";
import { CaseRecusal } from "../../case/desk/case-recusal.entity";
import { CaseRequest } from "../../case/evidence/case-request.entity";
import { Message } from "../../case/negotiation/message.entity";
import { Offer } from "../../case/negotiation/offer.entity";
import { Settlement } from "../../case/negotiation/settlement.entity";
import { ReturnCase } from "../../case/returns/return-case.entity";
import { Evidence } from "../../case/evidence/evidence.entity";
import type { EntityClass } from "../../platform/database/row-mapper";

type Row = { id: string };

/** What people wrote in one table of a case. */
interface Words {
  entity: EntityClass<Row & { complaintId: string }>;
  /** What the consumer wrote, in rows of theirs. */
  consumers: readonly never[];
  isConsumers: (row: Row) => boolean;
  /** What the other side and the platform wrote. */
  others: readonly never[];
}

const words = <T extends Row & { complaintId: string }>(
  entity: EntityClass<T>,
  consumers: readonly (keyof T & string)[],
  others: readonly (keyof T & string)[] = [],
  isConsumers: (row: T) => boolean = () => true,
): Words => ({ entity, consumers, others, isConsumers }) as unknown as Words;

/**
 * The words of a case that can be erased once it is closed. Not among them: what was decided, with its reasons, on which the provider's
 * penalties and the public register rest. Those are the platform's words, and name people by their side.
 */
// oxfmt-ignore
export const CASE_WORDS: readonly Words[] = [
  words(Breach, ["expected", "delivered"]),
  words(Message, ["text"], [], ({ side }) => side === "CONSUMER"),
  words(Offer, ["text"], ["answer"], ({ madeBySide }) => madeBySide === "CONSUMER"),
  words(Settlement, ["contestReason"], ["proof"]),
  words(Evidence, ["title", "description", "fileName"], ["lateReason"], ({ side }) => side === "CONSUMER"),
  words(CaseRequest, ["answer"], ["text"], ({ addressedTo }) => addressedTo === "CONSUMER"),
  words(Appeal, ["text"], ["answer", "reason"], ({ bySide }) => bySide === "CONSUMER"),
  words(Remedy, ["contestReason"], ["proof"]),
  words(ReturnCase, ["shipment"], ["conditionNote", "contestReason", "decisionReason"]),
  words(Referral, ["body", "reference", "note", "outcome"]),
  words(CaseStay, [], ["reason", "reference", "outcome"]),
  words(CaseRecusal, [], ["reason"]),
  words(InterimMeasure, [], ["reason", "endReason", "reviewText", "reviewReason"]),
];
