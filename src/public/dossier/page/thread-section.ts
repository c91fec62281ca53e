import type { RecordLine } from "../archive/case-json";
import { CONDITION, OFFER_STATUS, REMEDY, RETURN_STATUS, SEEN_BY, SIDE } from "./case-words";
import { onlyOf, type Gathered } from "./gathered";
import { markup, type Html } from "./html";
import { facts, paragraph, type Pen, type Shown } from "./pen";

export async function* threadSection(
  pen: Pen,
  gathered: Gathered,
  records: AsyncIterable<RecordLine>,
): AsyncGenerator<Html> {
  yield markup`<h2>${pen.say(["四、协商", "4. The negotiation"])}</h2>
    <h3>${pen.say(["往来消息", "Messages"])}</h3>`;
  let count = 0;
  for await (const message of onlyOf("message", records)) {
    count += 1;
    yield messageEntry(pen, message);
  }
  if (count === 0) yield pen.none();
  yield markup`${gathered.all("offer").map((offer) => offerEntry(pen, offer))}
  ${gathered.all("settlement").map((settlement) => settlementFacts(pen, settlement))}
  ${gathered.all("return").map((goods) => returnFacts(pen, goods))}`;
}

function messageEntry(pen: Pen, message: Shown): Html {
  const { visibility } = message.fields;
  const note = visibility === "PARTIES" ? "" : ` · ${pen.code(SEEN_BY, visibility)}`;
  return markup`<div class="entry long">
    <div class="small">${pen.person(message.fields.by, SIDE)} · ${pen.when(message.fields.sentAt)}${note}</div>
    ${paragraph(pen.field(message, "text"))}
  </div>`;
}

function offerEntry(pen: Pen, offer: Shown): Html {
  const { currency, number } = offer.fields;
  return markup`<h3>${pen.say([`方案 ${String(number)}`, `Offer ${String(number)}`])}</h3>
    ${facts(pen, [
      [["提出方", "Made by"], pen.field(offer, "madeBySide", (side) => pen.code(SIDE, side))],
      [["内容", "What"], pen.field(offer, "kind", (code) => pen.code(REMEDY, code))],
      [["金额", "Amount"], pen.field(offer, "amount", (amount) => pen.money(amount, currency))],
      [["说明", "In words"], pen.field(offer, "text")],
      [["提出时间", "Made"], pen.field(offer, "madeAt", (at) => pen.when(at))],
      [["结果", "What became of it"], pen.field(offer, "status", (code) => pen.code(OFFER_STATUS, code))],
      [["答复", "Answer"], pen.field(offer, "answer")],
    ])}`;
}

function settlementFacts(pen: Pen, settlement: Shown): Html {
  const when = (name: string) => pen.field(settlement, name, (at) => pen.when(at));
  return markup`<h3>${pen.say(["和解", "Settlement"])}</h3>
    ${facts(pen, [
      [["达成时间", "Agreed"], when("acceptedAt")],
      [["履行期限", "Due"], when("dueAt")],
      [["履行证明", "Proof"], pen.field(settlement, "proof")],
      [["提交证明时间", "Proof filed"], when("proofFiledAt")],
      [["确认时间", "Confirmed"], when("confirmedAt")],
      [["异议", "Contested because"], pen.field(settlement, "contestReason")],
      [["违约时间", "Defaulted"], when("defaultedAt")],
    ])}`;
}

function returnFacts(pen: Pen, goods: Shown): Html {
  const when = (name: string) => pen.field(goods, name, (at) => pen.when(at));
  const { refundCurrency } = goods.fields;
  return markup`<h3>${pen.say(["退货", "Return"])}</h3>
    ${facts(pen, [
      [["状态", "State"], pen.field(goods, "status", (code) => pen.code(RETURN_STATUS, code))],
      [["寄回期限", "To be sent by"], when("shipBy")],
      [["寄回时间", "Sent"], when("shippedAt")],
      [["物流", "Shipment"], pen.field(goods, "shipment")],
      [["收到情况", "What arrived"], pen.field(goods, "condition", (code) => pen.code(CONDITION, code))],
      [["服务商说明", "Provider's note"], pen.field(goods, "conditionNote")],
      [["消费者异议", "Contested because"], pen.field(goods, "contestReason")],
      [["平台决定理由", "The platform's reasons"], pen.field(goods, "decisionReason")],
      [["应退金额", "Refund"], pen.field(goods, "refundAmount", (amount) => pen.money(amount, refundCurrency))],
      [["退款时间", "Refunded"], when("refundedAt")],
    ])}`;
}
