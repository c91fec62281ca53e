import { CURRENCIES, decimalsOf } from "../../src/platform/currencies";
import { moneyText } from "../../src/platform/messages/money-text";
import { mayGoBack } from "../../web/app/src/orders/may-go-back";
import { digitsOf, editableMoney, exampleIn, moneyFormat, parseMoney } from "../../web/app/src/text/money";

test.each<[typed: string, currency: string, amount: number | null]>([
  ["199", "CNY", 19_900],
  ["199.5", "CNY", 19_950],
  [" 1,999.50 ", "CNY", 199_950],
  ["800元", "CNY", 80_000],
  ["¥800", "CNY", 80_000],
  ["￥８００．５", "CNY", 80_050],
  ["人民币 1，000 元", "CNY", 100_000],
  ["800 RMB", "CNY", 80_000],
  ["cny800", "CNY", 80_000],
  ["$12", "USD", 1_200],
  ["12 USD", "USD", 1_200],
  ["HK$12", "HKD", 1_200],
  ["$12", "HKD", 1_200],
  ["US$12", "USD", 1_200],
  ["NT$12", "USD", null],
  ["12 kr", "SEK", 1_200],
  ["¥500", "JPY", 500],
  ["500", "JPY", 500],
  ["500.5", "JPY", null],
  ["12元", "USD", null],
  ["$12", "CNY", null],
  // A comma before decimals would make a hundred times as much of it.
  ["199,50", "CNY", null],
  ["1,99", "CNY", null],
  ["199.505", "CNY", null],
  ["abc", "CNY", null],
  ["元", "CNY", null],
  ["-5", "CNY", null],
  ["1e3", "CNY", null],
  ["八百", "CNY", null],
])("%s of %s is %s", (typed, currency, amount) => {
  expect(parseMoney(typed, currency)).toBe(amount);
});

test("what is shown, and what stands in a field, can be typed again", () => {
  for (const currency of CURRENCIES) {
    const amount = 123_456;
    for (const language of ["en", "zh-CN"] as const) {
      const shown = moneyFormat(language, currency).format(amount / 10 ** decimalsOf(currency));
      expect([shown, parseMoney(shown, currency)]).toEqual([shown, amount]);
      expect(moneyText(amount, currency, language)).toBe(shown);
    }
    expect([currency, parseMoney(editableMoney({ amount, currency }), currency)]).toEqual([currency, amount]);
  }
});

test("an amount has the decimals that the API tells of its currency, whatever Intl leaves out", () => {
  expect([...CURRENCIES].map((currency) => [currency, digitsOf(currency)])).toEqual(
    [...CURRENCIES].map((currency) => [currency, decimalsOf(currency)]),
  );
  expect(["CNY", "JPY", "KWD"].map(exampleIn)).toEqual(["199.50", "1,999", "199.500"]);
  for (const currency of CURRENCIES) expect(parseMoney(exampleIn(currency), currency)).not.toBeNull();
  // No forint is minted in hundredths, and Intl writes whole ones.
  expect(moneyText(1_990_000, "HUF", "en")).toBe("HUF\u00a019,900.00");
  expect(["CNY", "JPY", "KWD"].map((currency) => moneyText(1_234_567, currency, "zh-CN"))).toEqual([
    "¥12,345.67",
    "JP¥1,234,567",
    "KWD\u00a01,234.567",
  ]);
});

test.each(["en", "zh-CN"] as const)("no two currencies look the same (%s)", (language) => {
  const shown = [...CURRENCIES].map((currency) => moneyText(0, currency, language).replace(/[\d.,]/g, ""));
  expect(shown.filter((sign, index) => shown.indexOf(sign) < index)).toEqual([]);
  expect(moneyText(100, "CNY", language)).toBe("¥1.00");
});

test("of an order of which a deposit was paid, no more than that can go back; until something is confirmed, its price", () => {
  const sum = (amount: number) => ({ amount, currency: "CNY" });
  const payments = [
    { status: "CONFIRMED" as const, amount: sum(60_000) },
    { status: "CLAIMED" as const, amount: sum(30_000) },
  ];
  const refunds: { amount: ReturnType<typeof sum> }[] = [];
  const paid = (paymentStatus: "PART_PAID" | "CLAIMED" | "PAID") =>
    mayGoBack({ price: sum(199_900), paymentStatus, payments, refunds }).amount;
  expect([paid("PART_PAID"), paid("CLAIMED"), paid("PAID")]).toEqual([60_000, 199_900, 199_900]);
  refunds.push({ amount: sum(40_000) }, { amount: sum(30_000) });
  expect([paid("PART_PAID"), paid("CLAIMED"), paid("PAID")]).toEqual([0, 129_900, 129_900]);
});
