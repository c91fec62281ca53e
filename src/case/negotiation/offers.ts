import { Field, ID, InputType, Int } from "type-graphql";
import { dueOf } from "../complaints/case-clocks";
import { NEEDS_AMOUNT, RemedyKindEnum, type RemedyKind } from "../complaints/case-enums.types";
import { CaseFile, type CaseResult } from "../complaints/case-file";
import { CaseInput } from "../complaints/case-input.types";
import type { Action } from "../complaints/complaint.lifecycle";
import { Order } from "../../market/orders/order.entity";
import type { Tx } from "../../platform/database/tx";
import { TextField, WithinBounds } from "../../platform/graphql/text-field";
import type { Actor } from "../../accounts/actor";
import { AmountField, moneyOrNull } from "../../platform/graphql/money";
import { newId } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { openReturn } from "../returns/open-return";
import { Offer, type OfferStatus } from "./offer.entity";
import { Settlement } from "./settlement.entity";

@InputType({ description: "An offer of a remedy for the broken promise." })
export class MakeOfferInput extends CaseInput {
  @Field(() => RemedyKindEnum, {
    description: "What is offered (by the provider) or would suffice (for the consumer).",
  })
  kind: RemedyKind;

  @AmountField({
    nullable: true,
    description:
      "How much, in minor units of the order's currency; needed for REFUND_PART and CREDIT, possible for RETURN_AND_REFUND (the order's price when left out). Money back is at most the order's price.",
  })
  amount?: number;

  @TextField({ max: 2_000, description: "The offer in words." })
  text: string;

  @Field(() => Int, {
    nullable: true,
    description:
      "Days from acceptance within which it is performed, 1 to 60; the house rule's 7 when left out. For RETURN_AND_REFUND: from when the goods are back.",
  })
  @WithinBounds(1, 60)
  settleWithinDays?: number;
}

@InputType({ description: "A counter-offer to the open offer." })
export class CounterOfferInput extends MakeOfferInput {
  @Field(() => ID, {
    description: "The open offer this answers, `ofr_…`; refused OFFER_NOT_OPEN when another one is open by now.",
  })
  offerId: string;
}

@InputType({ description: "The open offer, named, so that no one answers an offer they have not seen." })
export class AcceptOfferInput extends CaseInput {
  @Field(() => ID, { description: "The offer, `ofr_…`; only the newest open one can be answered." })
  offerId: string;
}

@InputType({ description: "Declining the open offer." })
export class DeclineOfferInput extends AcceptOfferInput {
  @TextField({ max: 1_000, nullable: true, description: "Why." })
  reason?: string;
}

@InputType({ description: "Withdrawing one's own open offer." })
export class WithdrawOfferInput extends DeclineOfferInput {}

const MONEY_BACK: ReadonlySet<RemedyKind> = new Set(["REFUND_FULL", "REFUND_PART", "RETURN_AND_REFUND"]);

export async function makeOffer(tx: Tx, actor: Actor, input: MakeOfferInput): Promise<CaseResult> {
  const caseFile = await CaseFile.open(tx, actor, input, "MAKE_OFFER");
  const offer = await addOffer(caseFile, input, null);
  caseFile.apply({ type: "OFFER_MADE", data: offerFacts(offer) }, caseFile.spoken());
  return { complaintId: caseFile.complaint.id };
}

export async function counterOffer(tx: Tx, actor: Actor, input: CounterOfferInput): Promise<CaseResult> {
  const { caseFile, offer: answered } = await openAnswer(tx, actor, input, "COUNTER_OFFER");
  end(tx, answered, "COUNTERED", null);
  const offer = await addOffer(caseFile, input, answered.id);
  caseFile.apply(
    { type: "OFFER_COUNTERED", data: { ...offerFacts(offer), countersOfferId: answered.id } },
    caseFile.spoken(),
  );
  return { complaintId: caseFile.complaint.id };
}

export async function declineOffer(tx: Tx, actor: Actor, input: DeclineOfferInput): Promise<CaseResult> {
  const { caseFile, offer } = await openAnswer(tx, actor, input, "DECLINE_OFFER");
  end(tx, offer, "DECLINED", input.reason ?? null);
  caseFile.timers.stop("OFFER_EXPIRY");
  caseFile.apply(
    { type: "OFFER_DECLINED", data: { offerId: offer.id, reason: input.reason ?? null } },
    caseFile.spoken(),
  );
  return { complaintId: caseFile.complaint.id };
}

export async function withdrawOffer(tx: Tx, actor: Actor, input: WithdrawOfferInput): Promise<CaseResult> {
  const { caseFile, offer } = await openAnswer(tx, actor, input, "WITHDRAW_OFFER");
  end(tx, offer, "WITHDRAWN", input.reason ?? null);
  caseFile.timers.stop("OFFER_EXPIRY");
  caseFile.apply({ type: "OFFER_WITHDRAWN", data: { offerId: offer.id, reason: input.reason ?? null } });
  return { complaintId: caseFile.complaint.id };
}

/** ACCEPT_OFFER. The newest open offer, by the side it was made to. */
export async function acceptOffer(tx: Tx, actor: Actor, input: AcceptOfferInput): Promise<CaseResult> {
  const { caseFile, offer } = await openAnswer(tx, actor, input, "ACCEPT_OFFER");
  end(tx, offer, "ACCEPTED", null);
  const settlement = Object.assign(new Settlement(), {
    id: newId(Settlement),
    complaintId: caseFile.complaint.id,
    offerId: offer.id,
    acceptedAt: tx.now,
    dueAt: offer.dueFrom(tx.now),
  });
  tx.insert(Settlement, settlement);
  if (offer.kind === "RETURN_AND_REFUND") {
    const agreed = moneyOrNull(offer.amount, offer.currency);
    const backAt = await openReturn(caseFile, { settlementId: settlement.id }, agreed);
    tx.change(settlement, { dueAt: offer.dueFrom(backAt) });
  }
  const { dueAt } = settlement;
  const spoken = caseFile.spoken();
  caseFile.startsWith("SETTLEMENT_DUE", dueAt);
  caseFile.apply({ type: "OFFER_ACCEPTED", data: { offerId: offer.id, by: caseFile.side, dueAt } }, spoken);
  return { complaintId: caseFile.complaint.id };
}

export async function offerExpires(caseFile: CaseFile): Promise<void> {
  const offer = await caseFile.tx.findOne(Offer, { openKey: caseFile.complaint.id });
  if (offer) end(caseFile.tx, offer, "EXPIRED", null);
  caseFile.apply({ type: "OFFER_EXPIRED", data: { offerId: offer?.id ?? null } });
}

async function openAnswer(
  tx: Tx,
  actor: Actor,
  input: AcceptOfferInput,
  action: Action,
): Promise<{ caseFile: CaseFile; offer: Offer }> {
  const caseFile = await CaseFile.open(tx, actor, input, action);
  const offer = await tx.findOne(Offer, { openKey: caseFile.complaint.id });
  if (offer?.id !== input.offerId || !offer)
    throw new Refusal("OFFER_NOT_OPEN", { reason: "guard.anotherOffer", field: "input.offerId" });
  return { caseFile, offer };
}

async function addOffer(caseFile: CaseFile, input: MakeOfferInput, countersOfferId: string | null): Promise<Offer> {
  const { tx, complaint } = caseFile;
  const amount = input.amount ?? null;
  await checkAmount(caseFile, input.kind, amount);
  const [last] = await tx.query<{ number: number | null }>(
    "SELECT MAX(number) AS number FROM offer WHERE complaint_id = ?",
    [complaint.id],
  );
  const expiresAt = dueOf(caseFile.rules, "OFFER_EXPIRY", tx.now);
  const offer = Object.assign(new Offer(), {
    id: newId(Offer),
    complaintId: complaint.id,
    number: Number(last?.number ?? 0) + 1,
    madeBySide: caseFile.side,
    madeById: caseFile.actor?.accountId,
    kind: input.kind,
    amount,
    currency: amount === null ? null : complaint.currency,
    text: input.text,
    settleWithinDays: input.settleWithinDays ?? caseFile.rules.number("clock.SETTLEMENT_DUE", "days"),
    status: "OPEN",
    countersOfferId,
    madeAt: tx.now,
    expiresAt,
    openKey: complaint.id,
  } satisfies Partial<Offer>);
  // An expired offer that was not yet swept must not block a new one.
  tx.execute(
    "UPDATE offer SET status = 'EXPIRED', answered_at = expires_at, open_key = NULL WHERE open_key = ? AND expires_at <= ?",
    [complaint.id, tx.now],
  );
  tx.insert(Offer, offer);
  caseFile.timers.start("OFFER_EXPIRY", tx.now, expiresAt);
  return offer;
}

/** No more money back may be offered than was paid. */
async function checkAmount({ tx, complaint }: CaseFile, kind: RemedyKind, amount: number | null): Promise<void> {
  const refuse = (reason: string, params = {}): never => {
    throw new Refusal("BAD_USER_INPUT", { reason, field: "input.amount", params });
  };
  if (!amount && (NEEDS_AMOUNT.has(kind) || amount === 0)) refuse("amount.needed");
  if (!amount || !MONEY_BACK.has(kind)) return;
  const most = (await tx.byId(Order, complaint.orderId))?.priceAmount ?? 0;
  if (amount > most) refuse("amount.aboveOrder", { most });
}

function end(tx: Tx, offer: Offer, status: OfferStatus, answer: string | null): void {
  tx.change(offer, { status, answer, answeredAt: tx.now, openKey: null });
}

const offerFacts = (offer: Offer) => ({
  offerId: offer.id,
  number: offer.number,
  kind: offer.kind,
  amount: offer.amount,
  expiresAt: offer.expiresAt,
  by: offer.madeBySide,
});
