import type { Bilingual } from "../../../platform/graphql/bilingual";
import {
  BASIS,
  BREACH_CLASS,
  BUYER,
  CLOSURE,
  FINAL_ANSWER,
  ORDER_STATUS,
  PROMISE,
  REMEDY,
  STATUS,
  TERM,
  VERDICT,
} from "./case-words";
import type { Gathered } from "./gathered";
import { markup, type Html } from "./html";
import { facts, paragraph, type Pen, type Shown } from "./pen";
import type { Words } from "./words";

export function partiesSection(pen: Pen, gathered: Gathered): Html {
  const consumer = gathered.of("person", "id", "CONSUMER")[0];
  const provider = gathered.one("provider");
  return markup`<h2>${pen.say(["一、当事人", "1. The parties"])}</h2>
    ${facts(pen, [
      [["消费者（投诉人）", "Consumer"], consumer ? pen.field(consumer, "displayName") : null],
      [["服务商（被投诉人）", "Provider"], provider ? pen.field(provider, "legalName") : null],
      [["营业执照号", "Business licence"], provider ? licence(pen, provider) : null],
      [["关于该执照", "Of this licence"], provider?.fields.licenceIsAnothers === 1 ? pen.say(ANOTHERS) : null],
    ])}
    <p class="small">
      ${pen.say([
        "双方的经办人员与平台人员以角色和序号表示（例如“平台纠纷处理专员 1”）。其身份已作承诺值封存，必要时平台可向法院公开并供核对。",
        "People acting for the provider and the platform are called by role and number. Their identities are sealed by commitments, which the platform can open to a court.",
      ])}
    </p>`;
}

const ANOTHERS: Words = [
  "经平台认定，该营业执照属于他人，不能据以确定服务商的身份。",
  "The platform found that it is another's: it does not say who the provider is.",
];

const licence = (pen: Pen, provider: Shown): Html | string | null =>
  typeof provider.fields.licenceNo === "string" ? provider.fields.licenceNo : pen.field(provider, "licenceMasked");

export function complaintSection(pen: Pen, gathered: Gathered): Html {
  const complaint = gathered.one("complaint");
  if (!complaint) return markup``;
  const { currency } = complaint.fields;
  const when = (instant: unknown): string | null => pen.when(instant);
  return markup`<h2>${pen.say(["二、投诉", "2. The complaint"])}</h2>
    ${facts(pen, [
      [["案件编号", "Case number"], pen.field(complaint, "number")],
      [["标题", "Title"], pen.field(complaint, "title")],
      [["性质", "Class"], pen.field(complaint, "breachClass", (code) => pen.code(BREACH_CLASS, code))],
      [["提出时间", "Opened"], pen.field(complaint, "openedAt", when)],
      [["状态", "State"], pen.field(complaint, "status", (code) => pen.code(STATUS, code))],
      [["结案原因", "Closed as"], pen.field(complaint, "closureReason", (code) => pen.code(CLOSURE, code))],
      [["结案时间", "Closed"], pen.field(complaint, "closedAt", when)],
      [["涉案金额", "At stake"], pen.field(complaint, "amountAtStake", (amount) => pen.money(amount, currency))],
      [["诉求", "Demand"], pen.field(complaint, "demandKind", (code) => pen.code(REMEDY, code))],
      [["赔偿依据", "Basis of the compensation"], pen.field(complaint, "demandBasis", (code) => pen.code(BASIS, code))],
      [["诉求金额", "Amount demanded"], pen.field(complaint, "demandAmount", (amount) => pen.money(amount, currency))],
      [["诉求说明", "The demand in words"], pen.field(complaint, "demandText")],
    ])}
    <h3>${pen.say(["事实经过（消费者陈述）", "What happened, in the consumer's words"])}</h3>
    ${paragraph(pen.field(complaint, "story"))}
    ${facts(pen, [
      [["此前处理该事项的案件", "The case that decided it before"], pen.field(complaint, "decidedCaseId")],
      [["新的事实", "New facts"], pen.field(complaint, "newFacts")],
    ])} ${answers(pen, complaint)}`;
}

function answers(pen: Pen, complaint: Shown): Html {
  return facts(pen, [
    [
      ["服务商最终答复", "Provider's final answer"],
      pen.field(complaint, "finalAnswer", (code) => pen.code(FINAL_ANSWER, code)),
    ],
    [["答复内容", "The answer in words"], pen.field(complaint, "finalAnswerText")],
    [["消费者评价", "Consumer's verdict"], pen.field(complaint, "verdict", (code) => pen.code(VERDICT, code))],
    [["评价内容", "The verdict in words"], pen.field(complaint, "verdictText")],
  ]);
}

/** Each breach beside the promise as it was frozen into the order. */
export function promisesSection(pen: Pen, gathered: Gathered): Html {
  const order = gathered.one("order");
  const breaches = gathered.all("breach");
  const complained = new Set(breaches.map(({ fields }) => fields.promiseVersionId));
  const others = gathered.all("promise").filter(({ fields }) => !complained.has(fields.promiseVersionId));
  const currency = order?.fields.priceCurrency;
  return markup`<h2>${pen.say(["三、订单与承诺", "3. The order and what was promised"])}</h2>
    ${order ? orderFacts(pen, order) : null}
    ${breaches.map(
      (breach, index) =>
        markup`<h3>${pen.say([`被诉承诺 ${index + 1}`, `Promise complained of ${index + 1}`])}</h3>
          ${facts(pen, [
            ...promiseFacts(pen, gathered.of("promise", "promiseVersionId", breach.fields.promiseVersionId)[0]),
            [["消费者的期待", "Expected"], pen.field(breach, "expected")],
            [["实际交付", "Delivered"], pen.field(breach, "delivered")],
            [["涉及金额", "Amount"], pen.field(breach, "amount", (amount) => pen.money(amount, currency))],
          ])}`,
    )}
    ${others.length > 0 ? markup`<h3>${pen.say(["订单中的其他承诺", "Other promises in the order"])}</h3>` : null}
    ${others.map((promise) => facts(pen, promiseFacts(pen, promise)))}`;
}

function orderFacts(pen: Pen, order: Shown): Html {
  const { priceCurrency } = order.fields;
  return facts(pen, [
    [["订单", "Order"], pen.field(order, "title")],
    [["订单编号", "Order no."], pen.field(order, "id")],
    [["下单时的描述", "As described when it was ordered"], pen.field(order, "description")],
    [["价格", "Price"], pen.field(order, "priceAmount", (amount) => pen.money(amount, priceCurrency))],
    [["购买目的", "Bought for"], pen.field(order, "buyerKind", (code) => pen.code(BUYER, code))],
    [["下单时间", "Placed"], pen.field(order, "placedAt", (at) => pen.when(at))],
    [["交付时间（服务商）", "Delivered, says the provider"], pen.field(order, "deliveredAt", (at) => pen.when(at))],
    [
      ["完成时间（消费者确认或自动完成）", "Completed (confirmed by the consumer, or by itself)"],
      pen.field(order, "completedAt", (at) => pen.when(at)),
    ],
    [["状态", "State"], pen.field(order, "status", (code) => pen.code(ORDER_STATUS, code))],
  ]);
}

function promiseFacts(pen: Pen, promise: Shown | undefined): Parameters<typeof facts>[1] {
  if (!promise) return [];
  const { kind, version } = promise.fields;
  return [
    [["承诺（下单时冻结）", "Promise, frozen in the order"], words(pen, promise)],
    [["承诺人", "Promised by"], pen.say(promise.fields.platformPromise ? PLATFORM : PROVIDER)],
    [["类型与版本", "Kind and version"], `${pen.code(PROMISE, kind) ?? ""} · v${String(version)}`],
    [["可核验条款", "Terms"], pen.field(promise, "terms", (terms) => termLines(pen, terms))],
    [["内容摘要", "Digest"], markup`<span class="digest">${pen.field(promise, "digest")}</span>`],
  ];
}

const PROVIDER: Words = ["服务商", "The provider"];
const PLATFORM: Words = ["平台，对所有服务商有约束力", "The platform, for every provider"];

/** The platform's own promises are in both languages. */
function words(pen: Pen, promise: Shown): ReturnType<Pen["field"]> {
  const bilingual = promise.fields.bilingual as Bilingual | undefined;
  return bilingual ? pen.say([bilingual.zhCN, bilingual.en]) : pen.field(promise, "text");
}

function termLines(pen: Pen, value: unknown): string | null {
  const terms = (value ?? {}) as Record<string, unknown>;
  const lines = Object.entries(terms)
    .filter(([name]) => name !== "currency")
    .map(([name, term]) => `${pen.code(TERM, name)}: ${termValue(pen, terms, name, term)}`);
  return lines.length === 0 ? null : lines.join("\n");
}

function termValue(pen: Pen, { currency }: Record<string, unknown>, name: string, term: unknown): string {
  if (name === "maxPrice") return pen.money(term, currency) ?? "";
  return typeof term === "boolean" ? pen.say(term ? ["是", "yes"] : ["否", "no"]) : String(term);
}
