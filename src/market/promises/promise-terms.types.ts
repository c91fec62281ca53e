import { Field, Float, InputType, Int, ObjectType, type FieldOptions } from "type-graphql";
import { AmountField, CurrencyField } from "../../platform/graphql/money";
import { MinorUnitsScalar } from "../../platform/graphql/scalars";
import { TextField } from "../../platform/graphql/text-field";
import { TERM_BOUNDS, type TermName } from "./terms-by-kind.pure";

const DESCRIPTIONS: Record<TermName, string> = {
  maxPrice: "PRICE: the most it will cost, in minor units of `currency`.",
  currency: "ISO 4217 code of the currency of `maxPrice` or `compensationAmount`, three capital letters.",
  giftDescription: "GIFT_OR_DISCOUNT: what is given in addition.",
  discountPercent: "GIFT_OR_DISCOUNT: whole per cent off the listed price.",
  qualityStandard: "QUALITY: the standard it meets, such that a third person can check it.",
  defectRatePercent: "QUALITY: at most this many of a hundred are defective.",
  withinHours: "DELIVERY_TIME: delivered at most this many hours after the order was placed.",
  supportDays: "AFTER_SALES: help is given for this many days after completion.",
  responseWithinHours: "AFTER_SALES: a request is answered within this many hours.",
  returnDays: "RETURN_REFUND: may be returned for this many days after delivery.",
  goodsIntact: "RETURN_REFUND: true when only intact goods are taken back.",
  dataRetentionDays: "CONFIDENTIALITY: personal data is deleted this many days after completion.",
  availabilityPercent: "AVAILABILITY: usable for at least this share of each calendar month, in per cent.",
  compensationPercentPerDay:
    "DELIVERY_TIME and AFTER_SALES: what is paid for each begun day of delay, in per cent of the order's price; with `compensationCapPercent`.",
  compensationCapPercent: "The most that is paid for the delay, in per cent of the order's price.",
  compensationAmount:
    "Any kind: the sum that is paid when the promise is broken, in minor units of `currency`; never more than the order's price.",
};

/** A promise's terms, or the input for them: every term is optional here; the kind decides. */
const term = (name: TermName): FieldOptions & { description: string; nullable: true } => {
  const bounds = TERM_BOUNDS[name];
  const limits = bounds
    ? ` From ${bounds.least} to ${bounds.most}${bounds.decimals ? `, at most ${bounds.decimals} decimals` : ""}.`
    : "";
  return { description: DESCRIPTIONS[name] + limits, nullable: true };
};

@ObjectType({
  simpleResolvers: true,
  description:
    "The part of a promise that a machine can check. Each field begins with the kind it belongs to; the others are null.",
})
export class PromiseTerms {
  @Field(() => MinorUnitsScalar, term("maxPrice"))
  maxPrice?: number;

  @Field(() => String, term("currency"))
  currency?: string;

  @Field(() => String, term("giftDescription"))
  giftDescription?: string;

  @Field(() => Int, term("discountPercent"))
  discountPercent?: number;

  @Field(() => String, term("qualityStandard"))
  qualityStandard?: string;

  @Field(() => Float, term("defectRatePercent"))
  defectRatePercent?: number;

  @Field(() => Int, term("withinHours"))
  withinHours?: number;

  @Field(() => Int, term("supportDays"))
  supportDays?: number;

  @Field(() => Int, term("responseWithinHours"))
  responseWithinHours?: number;

  @Field(() => Int, term("returnDays"))
  returnDays?: number;

  @Field(() => Boolean, term("goodsIntact"))
  goodsIntact?: boolean;

  @Field(() => Int, term("dataRetentionDays"))
  dataRetentionDays?: number;

  @Field(() => Float, term("availabilityPercent"))
  availabilityPercent?: number;

  @Field(() => Float, term("compensationPercentPerDay"))
  compensationPercentPerDay?: number;

  @Field(() => Int, term("compensationCapPercent"))
  compensationCapPercent?: number;

  @Field(() => MinorUnitsScalar, term("compensationAmount"))
  compensationAmount?: number;
}

@InputType({
  description:
    "The part of a promise that a machine can check. Give the terms of the promise's kind and no others; refused BAD_USER_INPUT, naming the field.",
})
export class PromiseTermsInput {
  @AmountField(term("maxPrice"))
  maxPrice?: number | null;

  @CurrencyField(term("currency"))
  currency?: string | null;

  @TextField({ ...term("giftDescription"), max: 500 })
  giftDescription?: string | null;

  @Field(() => Int, term("discountPercent"))
  discountPercent?: number | null;

  @TextField({ ...term("qualityStandard"), max: 500 })
  qualityStandard?: string | null;

  @Field(() => Float, term("defectRatePercent"))
  defectRatePercent?: number | null;

  @Field(() => Int, term("withinHours"))
  withinHours?: number | null;

  @Field(() => Int, term("supportDays"))
  supportDays?: number | null;

  @Field(() => Int, term("responseWithinHours"))
  responseWithinHours?: number | null;

  @Field(() => Int, term("returnDays"))
  returnDays?: number | null;

  @Field(() => Boolean, term("goodsIntact"))
  goodsIntact?: boolean | null;

  @Field(() => Int, term("dataRetentionDays"))
  dataRetentionDays?: number | null;

  @Field(() => Float, term("availabilityPercent"))
  availabilityPercent?: number | null;

  @Field(() => Float, term("compensationPercentPerDay"))
  compensationPercentPerDay?: number | null;

  @Field(() => Int, term("compensationCapPercent"))
  compensationCapPercent?: number | null;

  @AmountField({ ...term("compensationAmount"), least: 1 })
  compensationAmount?: number | null;
}
