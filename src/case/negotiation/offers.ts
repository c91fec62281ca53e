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

@InputType({ description: "An offer to make the broken promise good." })
export class MakeOfferInput extends CaseInput {
  @Field(() => RemedyKindEnum, { description: "What is offered (by the provider) or would do (for the consumer)." })
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

@InputType({ description: "An answer to the open offer, by an offer of one's own." })
export class CounterOfferInput extends MakeOfferInput {
  @Field(() => ID, {
    description: "The open offer this answers, `ofr_…`; refused OFFER_NOT_OPEN when another one is open by now.",
  })
  offerId: string;
}

@InputType({ description: "The open offer, named, so that nobody answers one they have not seen." })
export class AcceptOfferInput extends CaseInput {
  @Field(() => ID, { description: "The offer, `ofr_…`; only the newest open one can be answered." })
  offerId: string;
}

@InputType({ description: "Saying no to the open offer." })
export class DeclineOfferInput extends AcceptOfferInput {
  @TextField({ max: 1_000, nullable: true, description: "Why." })
  reason?: string;
}

@InputType({ description: "Taking one's own open offer back." })
export class WithdrawOfferInput extends DeclineOfferInput {}

const MONEY_BACK: ReadonlySet<RemedyKind> = new Set(["REFUND_FULL", "REFUND_PART", "RETURN_AND_REFUND"]);

export async function makeOffer(tx: Tx, actor: Actor, input: MakeOfferInput): Promise<CaseResult> {
  const file = await CaseFile.open(tx, actor, input, "MAKE_OFFER");
  const offer = await addOffer(file, input, null);
  file.apply({ type: "OFFER_MADE", data: offerFacts(offer) }, file.spoken());
  return { complaintId: file.complaint.id };
}

export async function counterOffer(tx: Tx, actor: Actor, input: CounterOfferInput): Promise<CaseResult> {
  const { file, offer: answered } = await openAnswer(tx, actor, input, "COUNTER_OFFER");
  end(tx, answered, "COUNTERED", null);
  const offer = await addOffer(file, input, answered.id);
  file.apply({ type: "OFFER_COUNTERED", data: { ...offerFacts(offer), countersOfferId: answered.id } }, file.spoken());
  return { complaintId: file.complaint.id };
}

export async function declineOffer(tx: Tx, actor: Actor, input: DeclineOfferInput): Promise<CaseResult> {
  const { file, offer } = await openAnswer(tx, actor, input, "DECLINE_OFFER");
  end(tx, offer, "DECLINED", input.reason ?? null);
  file.timers.stop("OFFER_EXPIRY");
  file.apply({ type: "OFFER_DECLINED", data: { offerId: offer.id, reason: input.reason ?? null } }, file.spoken());
  return { complaintId: file.complaint.id };
}

export async function withdrawOffer(tx: Tx, actor: Actor, input: WithdrawOfferInput): Promise<CaseResult> {
  const { file, offer } = await openAnswer(tx, actor, input, "WITHDRAW_OFFER");
  end(tx, offer, "WITHDRAWN", input.reason ?? null);
  file.timers.stop("OFFER_EXPIRY");
  file.apply({ type: "OFFER_WITHDRAWN", data: { offerId: offer.id, reason: input.reason ?? null } });
  return { complaintId: file.complaint.id };
}

/** Row 4: the newest open offer, by the side it was made to. */
export async function acceptOffer(tx: Tx, actor: Actor, input: AcceptOfferInput): Promise<CaseResult> {
  const { file, offer } = await openAnswer(tx, actor, input, "ACCEPT_OFFER");
  end(tx, offer, "ACCEPTED", null);
  const settlement = Object.assign(new Settlement(), {
    id: newId(Settlement),
    complaintId: file.complaint.id,
    offerId: offer.id,
    acceptedAt: tx.now,
    dueAt: offer.dueFrom(tx.now),
  });
  tx.insert(Settlement, settlement);
  if (offer.kind === "RETURN_AND_REFUND") {
    const agreed = moneyOrNull(offer.amount, offer.currency);
    const backAt = await openReturn(file, { settlementId: settlement.id }, agreed);
    tx.change(settlement, { dueAt: offer.dueFrom(backAt) });
  }
  const { dueAt } = settlement;
  const spoken = file.spoken();
  file.startsWith("SETTLEMENT_DUE", dueAt);
  file.apply({ type: "OFFER_ACCEPTED", data: { offerId: offer.id, by: file.side, dueAt } }, spoken);
  return { complaintId: file.complaint.id };
}

export async function offerExpires(file: CaseFile): Promise<void> {
  const offer = await file.tx.findOne(Offer, { openKey: file.complaint.id });
  if (offer) end(file.tx, offer, "EXPIRED", null);
  file.apply({ type: "OFFER_EXPIRED", data: { offerId: offer?.id ?? null } });
}

async function openAnswer(
  tx: Tx,
  actor: Actor,
  input: AcceptOfferInput,
  action: Action,
): Promise<{ file: CaseFile; offer: Offer }> {
  const file = await CaseFile.open(tx, actor, input, action);
  const offer = await tx.findOne(Offer, { openKey: file.complaint.id });
  if (offer?.id !== input.offerId || !offer)
    throw new Refusal("OFFER_NOT_OPEN", { reason: "guard.anotherOffer", field: "input.offerId" });
  return { file, offer };
}

async function addOffer(file: CaseFile, input: MakeOfferInput, countersOfferId: string | null): Promise<Offer> {
  const { tx, complaint } = file;
  const amount = input.amount ?? null;
  await checkAmount(file, input.kind, amount);
  const [last] = await tx.query<{ number: number | null }>(
    "SELECT MAX(number) AS number FROM offer WHERE complaint_id = ?",
    [complaint.id],
  );
  const expiresAt = dueOf(file.rules, "OFFER_EXPIRY", tx.now);
  const offer = Object.assign(new Offer(), {
    id: newId(Offer),
    complaintId: complaint.id,
    number: Number(last?.number ?? 0) + 1,
    madeBySide: file.side,
    madeById: file.actor?.accountId,
    kind: input.kind,
    amount,
    currency: amount === null ? null : complaint.currency,
    text: input.text,
    settleWithinDays: input.settleWithinDays ?? file.rules.number("clock.SETTLEMENT_DUE", "days"),
    status: "OPEN",
    countersOfferId,
    madeAt: tx.now,
    expiresAt,
    openKey: complaint.id,
  } satisfies Partial<Offer>);
  // An offer that ran out but was not yet swept must not hold the place.
  tx.execute(
    "UPDATE offer SET status = 'EXPIRED', answered_at = expires_at, open_key = NULL WHERE open_key = ? AND expires_at <= ?",
    [complaint.id, tx.now],
  );
  tx.insert(Offer, offer);
  file.timers.start("OFFER_EXPIRY", tx.now, expiresAt);
  return offer;
}

/** Nobody is offered more money back than was paid. */
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
