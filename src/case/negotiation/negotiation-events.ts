import type { Amount, Id, Quantity, Text, Time } from "../../platform/database/event";
import type { Side, Speaker, Verdict } from "../complaints/complaint-guards.pure";
import type { CompensationBasis } from "../complaints/compensation.pure";
import type { RemedyKind } from "../complaints/remedy-kind.pure";
import type { FinalAnswer } from "../complaints/case-enums.types";

type OfferMade = {
  offerId: Id;
  number: Quantity;
  kind: RemedyKind;
  amount: Amount | null;
  basis?: CompensationBasis;
  insteadAmount?: Amount;
  expiresAt: Time;
  by: Speaker;
};

declare module "../complaints/case-events" {
  interface CaseEvents {
    MESSAGE_SENT: { messageId: Id; by: Speaker };
    /** Somebody of a side has seen the messages sent until then; nobody is named. */
    MESSAGES_SEEN: { by: Side; upTo: Time };
    DEFENCE_SUBMITTED: { messageId: Id };
    DEMAND_REFUSED: { reason: Text };
    FINAL_ANSWER_GIVEN: { answer: FinalAnswer; text: Text };
    OFFER_MADE: OfferMade;
    SETTLEMENT_PROPOSED: OfferMade;
    /** One side accepted the platform's proposal; the other has not answered yet. */
    PROPOSAL_ACCEPTED: { offerId: Id; by: Side };
    OFFER_COUNTERED: OfferMade & { countersOfferId: Id };
    OFFER_DECLINED: { offerId: Id; reason: Text | null };
    OFFER_WITHDRAWN: { offerId: Id; reason: Text | null };
    OFFER_ACCEPTED: { offerId: Id; by: Side; dueAt: Time };
    /** The provider accepted the demand as it stands: it became an offer, accepted at once. */
    DEMAND_CONCEDED: {
      offerId: Id;
      kind: RemedyKind;
      amount: Amount | null;
      basis?: CompensationBasis;
      dueAt: Time;
    };
    OFFER_EXPIRED: { offerId: Id | null };
    SETTLEMENT_PROOF_FILED: { settlementId: Id; proof: Text };
    SETTLEMENT_CONFIRMED: { settlementId: Id };
    SETTLEMENT_UNCONTESTED: { settlementId: Id };
    SETTLEMENT_CONTESTED: { settlementId: Id; reason: Text };
    /** Nothing is owed for it in money: the platform looks at the case. */
    SETTLEMENT_DEFAULTED: { settlementId: Id; dueAt: Time };
    VERDICT_GIVEN: { verdict: Verdict; satisfaction: Quantity; text: Text | null };
    /** The reason is unknown in imported cases. */
    COMPLAINT_SETTLED: { because?: "SOLVED" | "RETURN_LAPSED" | "PERFORMED" | "PAID_FROM_DEPOSIT" };
  }
}
