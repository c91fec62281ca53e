import type { Side, Speaker, Verdict } from "../complaints/complaint-guards.pure";
import type { CompensationBasis } from "../complaints/compensation.pure";
import type { RemedyKind } from "../complaints/remedy-kind.pure";
import type { FinalAnswer } from "../complaints/case-enums.types";

type OfferMade = {
  offerId: string;
  number: number;
  kind: RemedyKind;
  amount: number | null;
  basis?: CompensationBasis;
  insteadAmount?: number;
  expiresAt: number;
  by: Speaker;
};

declare module "../complaints/case-events" {
  interface CaseEvents {
    MESSAGE_SENT: { messageId: string; by: Speaker };
    DEFENCE_SUBMITTED: { messageId: string };
    DEMAND_REFUSED: { reason: string };
    FINAL_ANSWER_GIVEN: { answer: FinalAnswer; text: string };
    OFFER_MADE: OfferMade;
    SETTLEMENT_PROPOSED: OfferMade;
    /** One side accepted the platform's proposal; the other has not answered yet. */
    PROPOSAL_ACCEPTED: { offerId: string; by: Side };
    OFFER_COUNTERED: OfferMade & { countersOfferId: string };
    OFFER_DECLINED: { offerId: string; reason: string | null };
    OFFER_WITHDRAWN: { offerId: string; reason: string | null };
    OFFER_ACCEPTED: { offerId: string; by: Side; dueAt: number };
    /** The provider accepted the demand as it stands: it became an offer, accepted at once. */
    DEMAND_CONCEDED: {
      offerId: string;
      kind: RemedyKind;
      amount: number | null;
      basis?: CompensationBasis;
      dueAt: number;
    };
    OFFER_EXPIRED: { offerId: string | null };
    SETTLEMENT_PROOF_FILED: { settlementId: string; proof: string };
    SETTLEMENT_CONFIRMED: { settlementId: string };
    SETTLEMENT_UNCONTESTED: { settlementId: string };
    SETTLEMENT_CONTESTED: { settlementId: string; reason: string };
    /** Nothing is owed for it in money: the platform looks at the case. */
    SETTLEMENT_DEFAULTED: { settlementId: string; dueAt: number };
    VERDICT_GIVEN: { verdict: Verdict; satisfaction: number; text: string | null };
    /** The reason is unknown in imported cases. */
    COMPLAINT_SETTLED: { because?: "SOLVED" | "RETURN_LAPSED" | "PERFORMED" | "PAID_FROM_DEPOSIT" };
  }
}
