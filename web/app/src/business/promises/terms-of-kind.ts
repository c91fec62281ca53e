import type { PromiseKind, PromiseTermsInput } from "../../api/schema.generated";

export type TermName = Exclude<keyof PromiseTermsInput, "currency">;

/** The input for a term. The server reports what is missing and what is out of range. */
export type TermInput = "money" | "words" | "whole" | "decimal" | "yesNo";

export const TERM_INPUT: Record<TermName, TermInput> = {
  maxPrice: "money",
  giftDescription: "words",
  discountPercent: "whole",
  qualityStandard: "words",
  defectRatePercent: "decimal",
  withinHours: "whole",
  supportDays: "whole",
  responseWithinHours: "whole",
  returnDays: "whole",
  goodsIntact: "yesNo",
  dataRetentionDays: "whole",
  availabilityPercent: "decimal",
  compensationPercentPerDay: "decimal",
  compensationCapPercent: "whole",
  compensationAmount: "money",
};

/** What is paid when it is broken, where it says so. */
const SUM = ["compensationAmount"] as const;
const BY_DAY = ["compensationPercentPerDay", "compensationCapPercent", ...SUM] as const;

/** The terms that can be entered for a kind of promise, as the schema describes them. */
export const TERMS_OF_KIND: Record<PromiseKind, readonly TermName[]> = {
  PRICE: ["maxPrice", ...SUM],
  GIFT_OR_DISCOUNT: ["giftDescription", "discountPercent", ...SUM],
  QUALITY: ["qualityStandard", "defectRatePercent", ...SUM],
  DELIVERY_TIME: ["withinHours", ...BY_DAY],
  AFTER_SALES: ["supportDays", "responseWithinHours", ...BY_DAY],
  RETURN_REFUND: ["returnDays", "goodsIntact", ...SUM],
  CONFIDENTIALITY: ["dataRetentionDays", ...SUM],
  AVAILABILITY: ["availabilityPercent", ...SUM],
  OTHER: SUM,
};

/** Returns the terms entered; those left empty are omitted. */
export type TypedTerms = Partial<Record<TermName, string | number | boolean>>;

export function termsInput(kind: PromiseKind, typed: TypedTerms, currency: string): PromiseTermsInput {
  const stated = TERMS_OF_KIND[kind].flatMap((term) => {
    const value = typed[term];
    if (value === undefined || value === "") return [];
    const isNumber = TERM_INPUT[term] === "whole" || TERM_INPUT[term] === "decimal";
    return [[term, isNumber ? Number(value) : value] as const];
  });
  const terms: PromiseTermsInput = Object.fromEntries(stated);
  return terms.maxPrice === undefined && terms.compensationAmount === undefined ? terms : { ...terms, currency };
}

export const typedTerms = (terms: PromiseTermsInput): TypedTerms =>
  Object.fromEntries(
    (Object.keys(TERM_INPUT) as TermName[]).flatMap((term) => {
      const value = terms[term];
      return value === null || value === undefined ? [] : [[term, value]];
    }),
  );
