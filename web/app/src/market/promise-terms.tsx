import type { ReactNode } from "react";
import type { PromiseKind, PromiseTermUnit } from "../api/schema.generated";
import { formatMoney, formatNumber, formatPercent } from "../text/format";
import { defineText, useText, type Say } from "../text/language";
import type { TermsShownFragment } from "./shared.generated";

/** The names of a promise's machine-readable terms, and the format of their numbers. */
export const termText = defineText("promiseTerms", {
  en: {
    maxPrice: "Highest price",
    giftDescription: "Gift",
    discountPercent: "Discount",
    qualityStandard: "Standard",
    defectRatePercent: "Defects at most",
    withinHours: "Delivered within",
    supportDays: "Support for",
    responseWithinHours: "Answered within",
    returnDays: "Returns within",
    goodsIntact: "Goods to be returned",
    dataRetentionDays: "Personal data kept at most",
    availabilityPercent: "Available",
    compensationPercentPerDay: "Paid for each day of delay",
    compensationCapPercent: "Paid for delay at most",
    compensationAmount: "Paid when broken",
    intact: "intact",
    inAnyState: "in any state",
    hours_one: "{{count}} hour",
    hours_other: "{{count}} hours",
    days_one: "{{count}} day",
    days_other: "{{count}} days",
  },
  zh: {
    maxPrice: "最高价格",
    giftDescription: "赠品",
    discountPercent: "优惠幅度",
    qualityStandard: "质量标准",
    defectRatePercent: "次品率不超过",
    withinHours: "交付时限",
    supportDays: "售后期限",
    responseWithinHours: "回复时限",
    returnDays: "退货期限",
    goodsIntact: "退货时商品",
    dataRetentionDays: "个人信息最长保存",
    availabilityPercent: "可用率",
    compensationPercentPerDay: "迟延每天赔付",
    compensationCapPercent: "迟延赔付封顶",
    compensationAmount: "未兑现时赔付",
    intact: "须完好",
    inAnyState: "状态不限",
    hours_other: "{{count}} 小时",
    days_other: "{{count}} 天",
  },
});

type SayTerm = Say<(typeof termText)["texts"]["en"]>;
type Term = Exclude<keyof TermsShownFragment, "currency">;

const TERMS: readonly Term[] = [
  "maxPrice",
  "giftDescription",
  "discountPercent",
  "qualityStandard",
  "defectRatePercent",
  "withinHours",
  "supportDays",
  "responseWithinHours",
  "returnDays",
  "goodsIntact",
  "dataRetentionDays",
  "availabilityPercent",
  "compensationPercentPerDay",
  "compensationCapPercent",
  "compensationAmount",
];

/** The terms that a promise states, by name; nothing if it is only text. */
export function PromiseTerms({ terms }: { terms: TermsShownFragment }): ReactNode {
  const say = useText(termText);
  const stated = TERMS.filter((term) => terms[term] !== null && terms[term] !== undefined);
  if (stated.length === 0) return null;
  return (
    <dl className="facts small">
      {stated.map((term) => (
        <TermShown key={term} name={say(term)} value={valueOf(term, terms, say)} />
      ))}
    </dl>
  );
}

const TermShown = ({ name, value }: { name: string; value: string }): ReactNode => (
  <>
    <dt>{name}</dt>
    <dd className="numeric">{value}</dd>
  </>
);

/** By which a promise of a kind is told from others at a glance. */
const MAIN: Record<PromiseKind, readonly Term[]> = {
  PRICE: ["maxPrice"],
  GIFT_OR_DISCOUNT: ["giftDescription", "discountPercent"],
  QUALITY: ["defectRatePercent"],
  DELIVERY_TIME: ["withinHours"],
  AFTER_SALES: ["supportDays", "responseWithinHours"],
  RETURN_REFUND: ["returnDays"],
  CONFIDENTIALITY: ["dataRetentionDays"],
  AVAILABILITY: ["availabilityPercent"],
  OTHER: [],
};

/** The one term that matters most, without its name; null if it is not stated. */
export function mainTerm(kind: PromiseKind, terms: TermsShownFragment, say: SayTerm): string | null {
  const term = MAIN[kind].find((one) => terms[one] !== null && terms[one] !== undefined);
  return term === undefined ? null : valueOf(term, terms, say);
}

function valueOf(term: Term, terms: TermsShownFragment, say: SayTerm): string {
  const value = terms[term];
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return say(value ? "intact" : "inAnyState");
  const number = value ?? 0;
  if (term === "maxPrice" || term === "compensationAmount")
    return terms.currency ? formatMoney({ amount: number, currency: terms.currency }) : "";
  if (term.includes("Percent")) return formatPercent(number / 100, 2);
  return term.endsWith("Hours") ? say("hours", { count: number }) : say("days", { count: number });
}

/** A number of a comparison, in the unit that the server names. */
export function formatTerm(
  value: number,
  unit: PromiseTermUnit,
  currency: string | null | undefined,
  say: SayTerm,
): string {
  switch (unit) {
    case "MINOR_UNITS":
      return currency ? formatMoney({ amount: value, currency }) : formatNumber(value);
    case "PERCENT":
      return formatPercent(value / 100, 2);
    case "HOURS":
      return say("hours", { count: value });
    case "DAYS":
      return say("days", { count: value });
  }
}
