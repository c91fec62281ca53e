import { demandOf } from "../../../src/case/detection/complaint-draft.pure";
import { findingTexts } from "../../../src/case/detection/finding-texts.pure";
import type { MachineFacts } from "../../../src/market/orders/order-record.pure";
import { MESSAGES } from "../../../src/app/messages";

const { en, "zh-CN": zh } = MESSAGES;

const IN = {
  en: { locale: "en", timeZone: "Asia/Shanghai" },
  "zh-CN": { locale: "zh-CN", timeZone: "Asia/Shanghai" },
} as const;
const facts = (changes: Partial<MachineFacts>): MachineFacts => ({
  ...{ shortfall: "NOT_DELIVERED", promised: 48, observed: 71, unit: "HOURS", certain: true, amount: null },
  ...changes,
});
const said = (changes: Partial<MachineFacts>, kind: "DELIVERY_TIME" | "PRICE" | "RETURN_REFUND" = "DELIVERY_TIME") =>
  findingTexts(kind, facts(changes), "CNY", IN.en).delivered;

test("times are said in whole minutes, rounded down, and never as what was promised", () => {
  expect(said({})).toBe("Not delivered 71 h after the order.");
  expect(said({ observed: 71 + 20 / 60 })).toBe("Not delivered 71 h 20 min after the order.");
  expect(said({ observed: 71 + (21 * 60_000 - 1) / 3_600_000 })).toBe("Not delivered 71 h 20 min after the order.");
  expect(said({ observed: 48 + 1 / 3_600_000 })).toBe("Not delivered just over 48 h after the order.");
  expect(said({ shortfall: "RETURN_REFUSED", promised: 7, observed: 1.5, unit: "DAYS" }, "RETURN_REFUND")).toBe(
    "A return demanded 36 h after delivery was refused.",
  );
});

test("money is said in the order's currency, in the reader's way", () => {
  const dear = facts({ shortfall: "OVERPRICED", promised: 199_900, observed: 210_050, unit: "MINOR_UNITS" });
  expect(findingTexts("PRICE", dear, "CNY", IN["zh-CN"])).toEqual({
    expected: "承诺：价格不超过 ¥1,999.00。",
    delivered: "订单价格为 ¥2,100.50。",
  });
  expect(findingTexts("PRICE", dear, "JPY", IN.en).delivered).toBe("The order cost JPY\u00a0210,050.");
});

test("what can be found has its words in both languages", () => {
  const shortfalls = [
    "NOT_DELIVERED",
    "DELIVERED_LATE",
    "OVERPRICED",
    "NOT_ANSWERED",
    "ANSWERED_LATE",
    "RETURN_REFUSED",
  ];
  const keys = [
    ...["DELIVERY_TIME", "PRICE", "AFTER_SALES", "RETURN_REFUND"].map((kind) => `finding.expected.${kind}`),
    ...shortfalls.flatMap((shortfall) => [`finding.delivered.${shortfall}`, `draft.title.${shortfall}`]),
  ];
  for (const messages of [en, zh]) expect(keys.filter((key) => !(key in messages))).toEqual([]);
});

test("a draft demands what the records speak for, the gravest first, the excess of a price once, and what the promises themselves promise before all", () => {
  const over = (amount: number) => facts({ shortfall: "OVERPRICED", amount });
  const late = facts({ shortfall: "DELIVERED_LATE" });
  expect(demandOf([over(1_000), facts({ amount: 199_900 })])).toEqual({
    kind: "REFUND_FULL",
    amount: null,
    basis: null,
  });
  expect(demandOf([late, over(1_000), over(2_500)])).toEqual({ kind: "REFUND_PART", amount: 2_500, basis: null });
  expect(demandOf([over(1), facts({ shortfall: "RETURN_REFUSED" })])).toEqual({
    kind: "RETURN_AND_REFUND",
    amount: null,
    basis: null,
  });
  expect(demandOf([late], 9_995)).toEqual({ kind: "COMPENSATION", amount: 9_995, basis: "PROMISED" });
  expect(demandOf([late, facts({ shortfall: "NOT_ANSWERED" })])).toBeNull();
});
