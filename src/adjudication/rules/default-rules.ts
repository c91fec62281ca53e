import type { Severity } from "../../case/complaints/case-enums.types";
import type { Bilingual } from "../../platform/graphql/bilingual";
import type { PenaltyKind } from "../measures/penalty-kind.types";

interface DefaultRule {
  code: string;
  title: Bilingual;
  text: Bilingual;
  severity: Severity;
  measures: readonly PenaltyKind[];
}

const MINOR = ["WARNING", "PUBLIC_NOTICE", "MANDATORY_TRAINING"] as const;
const MATERIAL = [...MINOR, "RANK_DEMOTION", "FINE", "LISTING_FREEZE"] as const;
const CRITICAL = [...MATERIAL, "SUSPENSION", "TERMINATION"] as const;

/**
 * The rulebook of a new installation, in force from the beginning of time. Its words stay: `redress verify` compares what a database began with,
 * by whichever release. What a rule is to say otherwise is announced as its next version.
 */
export const defaultRules: readonly DefaultRule[] = [
  {
    code: "PRICE-1",
    severity: "L2",
    measures: MATERIAL,
    title: { zhCN: "价格承诺", en: "Price promise" },
    text: {
      zhCN: "服务商应当按下单时承诺的价格收费，不得在下单后以任何名目加价或另行收费。",
      en: "A provider charges the price promised when the order was placed. It adds nothing to it afterwards, under whatever name.",
    },
  },
  {
    code: "GIFT-1",
    severity: "L2",
    measures: MATERIAL,
    title: { zhCN: "赠品与优惠承诺", en: "Promised gift or discount" },
    text: {
      zhCN: "服务商承诺的赠品、折扣或返现，应当按承诺的内容和时间兑现，不得附加下单时未说明的条件。",
      en: "A gift, discount or cash-back that was promised is given as promised and in time, without conditions that were not stated when the order was placed.",
    },
  },
  {
    code: "QUALITY-1",
    severity: "L2",
    measures: MATERIAL,
    title: { zhCN: "质量承诺", en: "Promised quality" },
    text: {
      zhCN: "服务和商品应当达到服务商承诺的质量、规格和效果。",
      en: "Services and goods have the quality, specification and effect that the provider promised.",
    },
  },
  {
    code: "DELIVERY-1",
    severity: "L2",
    measures: MATERIAL,
    title: { zhCN: "交付时间承诺", en: "Promised delivery time" },
    text: {
      zhCN: "服务商应当在承诺的时间内开始并完成服务或者交付商品；不能按时的，应当事先告知消费者并取得同意。",
      en: "A provider begins and completes the service, or delivers the goods, within the time promised. When it cannot, it tells the consumer beforehand and obtains consent.",
    },
  },
  {
    code: "AFTERSALES-1",
    severity: "L2",
    measures: MATERIAL,
    title: { zhCN: "售后承诺", en: "Promised after-sales service" },
    text: {
      zhCN: "服务商应当在承诺的期限和范围内提供售后服务，不得拖延、推诿。",
      en: "A provider gives the after-sales service it promised, in scope and time, without delay or passing the consumer on.",
    },
  },
  {
    code: "RETURN-1",
    severity: "L2",
    measures: MATERIAL,
    title: { zhCN: "退货退款承诺", en: "Promised return and refund" },
    text: {
      zhCN: "商品完好且在承诺的期限内的，服务商应当接受退货，并按承诺的时间全额退款。",
      en: "Goods that are intact and within the time promised are taken back, and the price is refunded in full and in time.",
    },
  },
  {
    code: "CONF-1",
    severity: "L4",
    measures: CRITICAL,
    title: { zhCN: "个人信息保护", en: "Confidentiality of personal data" },
    text: {
      zhCN: "服务商不得泄露、出售或者为约定以外的目的使用消费者的个人信息。",
      en: "A provider does not disclose or sell a consumer's personal data, nor use it for anything that was not agreed.",
    },
  },
  {
    code: "FRAUD-1",
    severity: "L4",
    measures: CRITICAL,
    title: { zhCN: "欺诈", en: "Fraud" },
    text: {
      zhCN: "服务商不得以虚假承诺、虚构服务或者伪造证据欺骗消费者或者平台。",
      en: "A provider does not deceive consumers or the platform by promises it never meant to keep, by services that do not exist, or by forged evidence.",
    },
  },
  {
    code: "RETALIATION-1",
    severity: "L4",
    measures: CRITICAL,
    title: { zhCN: "打击报复", en: "Retaliation" },
    text: {
      zhCN: "服务商不得因投诉、评价或者举证而威胁、骚扰或者报复消费者。",
      en: "A provider does not threaten, harass or punish a consumer for a complaint, a review or evidence.",
    },
  },
  {
    code: "RESPONSE-1",
    severity: "L1",
    measures: MINOR,
    title: { zhCN: "及时回应", en: "Timely answer" },
    text: {
      zhCN: "服务商应当在规定的时间内回应消费者的投诉和平台的询问。",
      en: "A provider answers a consumer's complaint and the platform's questions within the time set.",
    },
  },
];
