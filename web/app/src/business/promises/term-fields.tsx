import type { ReactNode } from "react";
import type { PromiseKind } from "../../api/schema.generated";
import type { Refusal } from "../../api/refusal";
import { Checkbox, Select, TextInput } from "../../design/field";
import { MoneyInput } from "../../design/money-input";
import { defineText, useText } from "../../text/language";
import { CURRENCY_OPTIONS } from "../../text/currencies";
import { TERM_INPUT, TERMS_OF_KIND, type TermName, type TypedTerms } from "./terms-of-kind";

const text = defineText("termFields", {
  en: {
    legend: "What can be checked",
    hint: "These numbers are compared with the records of each order.",
    maxPrice: "Highest price",
    giftDescription: "The gift",
    discountPercent: "Discount (%)",
    qualityStandard: "The standard it meets",
    defectRatePercent: "Defects at most (%)",
    withinHours: "Delivered within (hours)",
    supportDays: "Support for (days)",
    responseWithinHours: "Answered within (hours)",
    returnDays: "Returns within (days)",
    goodsIntact: "Only intact goods are taken back",
    dataRetentionDays: "Personal data deleted after (days)",
    availabilityPercent: "Usable at least (% of each month)",
    compensationPercentPerDay: "Paid for each day of delay (% of the price)",
    compensationCapPercent: "Paid for delay at most (% of the price)",
    compensationAmount: "Or a sum paid when it is broken",
    currency: "Currency",
  },
  zh: {
    legend: "可核对的条款",
    hint: "平台会将这些数字与每笔订单的记录核对。",
    maxPrice: "最高价格",
    giftDescription: "赠品内容",
    discountPercent: "优惠（%）",
    qualityStandard: "达到的质量标准",
    defectRatePercent: "次品率不超过（%）",
    withinHours: "交付时限（小时）",
    supportDays: "售后期限（天）",
    responseWithinHours: "回复时限（小时）",
    returnDays: "退货期限（天）",
    goodsIntact: "仅接受完好的商品退货",
    dataRetentionDays: "个人信息最长保存（天）",
    availabilityPercent: "每月可用率不低于（%）",
    compensationPercentPerDay: "迟延每天赔付（价格的 %）",
    compensationCapPercent: "迟延赔付封顶（价格的 %）",
    compensationAmount: "或者：未兑现时赔付的固定金额",
    currency: "币种",
  },
});

interface Props {
  kind: PromiseKind;
  typed: TypedTerms;
  onTyped: (typed: TypedTerms) => void;
  currency: string;
  onCurrency: (currency: string) => void;
  refusal: Refusal | null;
}

/** The terms that fit the kind of promise. */
export function TermFields({ kind, ...rest }: Props): ReactNode {
  const say = useText(text);
  const terms = TERMS_OF_KIND[kind];
  if (terms.length === 0) return null;
  return (
    <fieldset className="stack">
      <legend>{say("legend")}</legend>
      <p className="small muted">{say("hint")}</p>
      {terms.map((term) => (
        <TermField key={term} term={term} {...rest} />
      ))}
    </fieldset>
  );
}

function TermField({
  term,
  typed,
  onTyped,
  currency,
  onCurrency,
  refusal,
}: Omit<Props, "kind"> & { term: TermName }): ReactNode {
  const say = useText(text);
  const value = typed[term];
  const change = (next: string | number | boolean | undefined): void => onTyped({ ...typed, [term]: next });
  const common = { label: say(term), error: refusal?.at(`terms.${term}`) };
  switch (TERM_INPUT[term]) {
    case "money":
      return (
        <div className="beside">
          <MoneyInput
            key={currency}
            {...common}
            currency={currency}
            amount={typeof value === "number" ? value : null}
            onAmount={(amount) => change(amount ?? undefined)}
          />
          <Select
            label={say("currency")}
            value={currency}
            options={CURRENCY_OPTIONS}
            error={refusal?.at("terms.currency")}
            onChange={({ target }) => onCurrency(target.value)}
          />
        </div>
      );
    case "yesNo":
      return (
        <Checkbox
          label={common.label}
          checked={value === true}
          onChange={({ target }) => change(target.checked || undefined)}
        />
      );
    default:
      return (
        <TextInput
          {...common}
          {...INPUT_OF[TERM_INPUT[term]]}
          value={String(value ?? "")}
          onChange={({ target }) => change(target.value)}
        />
      );
  }
}

const INPUT_OF = {
  words: {},
  whole: { type: "number", step: 1, inputMode: "numeric" },
  decimal: { type: "number", step: "any", inputMode: "decimal" },
  money: {},
  yesNo: {},
} as const;
