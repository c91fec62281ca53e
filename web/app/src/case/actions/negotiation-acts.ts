import type { RemedyKind } from "../../api/schema.generated";
import { IS_MONEY, MAY_COMPENSATE, NEEDS_AMOUNT } from "../../design/remedy-kinds";
import type { Case } from "../case-context";
import {
  AcceptOfferDocument,
  ConcedeDocument,
  ConfirmSettlementDocument,
  ContestSettlementDocument,
  CounterOfferDocument,
  DeclineOfferDocument,
  EscalateComplaintDocument,
  FileSettlementProofDocument,
  GiveFinalAnswerDocument,
  GiveVerdictDocument,
  MakeOfferDocument,
  ProposeSettlementDocument,
  RefuseDemandDocument,
  WithdrawOfferDocument,
} from "./act.generated";
import { act, choice, given, money, number, stars, text, type Values } from "./ask";
import { verifiable } from "./verifiable";

export const openOffer = (complaint: Case): Case["offers"]["nodes"][number] | undefined =>
  complaint.offers.nodes.findLast(({ status }) => status === "OPEN");

const offerId = given((complaint) => openOffer(complaint)?.id);

/** Without a lease the server refuses, and says why. */
const leaseToken = given(({ lease }: Case) => lease?.token ?? 0);

const isOf =
  (kinds: ReadonlySet<RemedyKind>) =>
  ({ kind }: Values): boolean =>
    kinds.has(kind as RemedyKind);

const offered = {
  kind: choice("RemedyKind", "offerKind"),
  amount: money("amount", { when: isOf(NEEDS_AMOUNT) }),
  insteadAmount: money("insteadAmount", {
    optional: true,
    hint: "insteadHint",
    when: (values) => Boolean(values.kind) && !isOf(IS_MONEY)(values),
  }),
  basis: choice("CompensationBasis", "basis", {
    optional: ({ kind }) => kind === "CREDIT",
    hint: "basisHint",
    when: isOf(MAY_COMPENSATE),
  }),
  text: text("inWords"),
  settleWithinDays: number("days", { optional: true, hint: "daysHint" }),
};

/** A counter-offer starts from the offer it answers, the first offer from the consumer's demand. */
function startOf(complaint: Case): Values {
  const offer = openOffer(complaint);
  return offer
    ? {
        kind: offer.kind,
        amount: offer.amount?.amount ?? null,
        insteadAmount: offer.insteadAmount?.amount ?? null,
        basis: offer.basis,
        settleWithinDays: offer.settleWithinDays,
      }
    : { kind: complaint.demandKind, amount: complaint.demand?.amount ?? null, basis: complaint.demandBasis };
}

export const negotiationActs = {
  MAKE_OFFER: act(MakeOfferDocument, offered, { initial: startOf }),
  PROPOSE_SETTLEMENT: act(
    ProposeSettlementDocument,
    { leaseToken, ...offered },
    { initial: startOf, leadsTo: "leadsToPropose" },
  ),
  COUNTER_OFFER: act(CounterOfferDocument, { offerId, ...offered }, { about: "OFFER", initial: startOf }),
  ACCEPT_OFFER: act(AcceptOfferDocument, { offerId }, { about: "OFFER", leadsTo: "leadsToAccept" }),
  CONCEDE: act(ConcedeDocument, { text: text("inWords", { optional: true }) }, { leadsTo: "leadsToConcede" }),
  DECLINE_OFFER: act(
    DeclineOfferDocument,
    { offerId, reason: text("why", { optional: true }) },
    { about: "OFFER", danger: true },
  ),
  WITHDRAW_OFFER: act(
    WithdrawOfferDocument,
    { offerId, reason: text("why", { optional: true }) },
    { about: "OFFER", danger: true },
  ),
  REFUSE_DEMAND: act(
    RefuseDemandDocument,
    { reason: text("reason") },
    { leadsTo: "leadsToRefuseDemand", danger: true },
  ),
  GIVE_FINAL_ANSWER: act(GiveFinalAnswerDocument, {
    answer: choice("FinalAnswer", "answer"),
    text: text("inWords"),
  }),
  ESCALATE: act(
    EscalateComplaintDocument,
    { text: text("statement", { optional: true }) },
    { leadsTo: "leadsToEscalate" },
  ),
  FILE_SETTLEMENT_PROOF: act(FileSettlementProofDocument, { text: text("proof"), ...verifiable }),
  CONFIRM_SETTLEMENT: act(ConfirmSettlementDocument, {}, { leadsTo: "leadsToConfirm" }),
  CONTEST_SETTLEMENT: act(
    ContestSettlementDocument,
    { reason: text("reason") },
    { leadsTo: "leadsToContest", danger: true },
  ),
  GIVE_VERDICT: act(GiveVerdictDocument, {
    verdict: choice("Verdict", "verdict"),
    satisfaction: stars("satisfaction"),
    text: text("inWords", { optional: true }),
  }),
};
