import fc from "fast-check";
import { findPersonalData, redact } from "../../../src/adjudication/register/redact.pure";

const kinds = (text: string): string[] => findPersonalData(text).map(({ kind, text: found }) => `${kind} ${found}`);

/** A valid identity card number from its first 17 digits. */
function idCard(body: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, place) => total + weight * Number(body[place]), 0);
  return body + "10X98765432"[sum % 11];
}

describe("personal data in Chinese and English texts", () => {
  test.each([
    ["请联系13812345678。", ["MOBILE 13812345678"]],
    ["电话 138 1234 5678 或 199-8765-4321", ["MOBILE 138 1234 5678", "MOBILE 199-8765-4321"]],
    ["+86 13812345678", ["MOBILE +86 13812345678"]],
    [
      "\uff11\uff13\uff18\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff0c微信\uff1alina_1",
      ["MOBILE \uff11\uff13\uff18\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18", "WECHAT lina_1"],
    ],
    ["手机:138-1234-5678", ["MOBILE 138-1234-5678"]],
    [
      "138.0013.8000、138 001 38000、1380 0138 000",
      ["MOBILE 138.0013.8000", "MOBILE 138 001 38000", "MOBILE 1380 0138 000"],
    ],
    ["1 3 8 0 0 1 3 8 0 0 0", ["MOBILE 1 3 8 0 0 1 3 8 0 0 0"]],
    ["138\u200b0013\u200b8000。", ["MOBILE 138\u200b0013\u200b8000"]],
    ["138\ufe0f0013\u034f8000。", ["MOBILE 138\ufe0f0013\u034f8000"]],
    ["0571-8888 8888，（0571）8888-8888", ["LANDLINE 0571-8888 8888", "LANDLINE （0571）8888-8888"]],
    ["Call +44 7700 900123 or +1 (415) 555-0132.", ["LANDLINE +44 7700 900123", "LANDLINE +1 (415) 555-0132"]],
    ["住址：文三路 123 号 2 幢 301 室。", ["ADDRESS 文三路 123 号 2 幢 301 室"]],
    ["送到 12 弄 5 号 602 室", ["ADDRESS 12 弄 5 号 602 室"]],
    ["She lives at 12 Green Lane, Flat 5.", ["ADDRESS 12 Green Lane, Flat 5"]],
    ["Room 301, Building 2", ["ADDRESS Room 301, Building 2"]],
    ["座机010-62345678,深圳(0755)26581234", ["LANDLINE 010-62345678", "LANDLINE (0755)26581234"]],
    ["邮箱 Li.Na+shop@example.com.cn", ["EMAIL Li.Na+shop@example.com.cn"]],
    ["身份证11010519491231002X", ["ID_CARD 11010519491231002X"]],
    ["身份证 110105 19491231 002x", ["ID_CARD 110105 19491231 002x"]],
    ["卡号 6222 0212 3456 7890 128", ["BANK_CARD 6222 0212 3456 7890 128"]],
    ["4111-1111-1111-1111", ["BANK_CARD 4111-1111-1111-1111"]],
    ["加微信号:lina_2020,或微信 lina2020", ["WECHAT lina_2020", "WECHAT lina2020"]],
    ["WeChat ID: shopper", ["WECHAT shopper"]],
    ["QQ:12345678", ["QQ 12345678"]],
    ["车牌京A·12345,新能源沪AD12345", ["PLATE 京A·12345", "PLATE 沪AD12345"]],
  ])("%s", (text, found) => expect(kinds(text)).toEqual(found));

  test.each([
    "约定 48 小时内交付,实际 71 小时后交付;订单金额 199900 分。",
    "2026-03-02 10:30:00 至 2026-03-09",
    "退款单号 20260001,客服热线 400-820-8820",
    "订单 12800138000 号", // not a mobile number: no network begins with 128
    "编号 138123456789012", // too long for one
    "身份证 110105194912310021", // its check digit is wrong
    "卡号 6222021234567890129", // so is this one's
    "通过微信支付 500 元。Paid by WeChat yesterday, refunded by QQ wallet.",
    "订单 ord-2026-0302-0001,金额 199.00 元和 1500.00 元,共 3 笔。",
    "2026.03.02 至 2026.03.09,第 3 号证据第 15 页,见第 2 单元培训。",
    "统一社会信用代码 91330106MA2CFLDG4R,许可证编号 0301 2026-0302",
    "门店位于杭州市西湖区文三路 123 号。Its shop is at 12 Green Lane.",
    "Version 1.3.2026, address 192.168.100.12; amounts +500, +1,000,000 and 1500-2000.",
    "依据 PRICE-1、DELIVERY-1 处理决定,责令七日内退还 300 元。",
  ])("nothing in: %s", (text) => expect(kinds(text)).toEqual([]));

  test("names of the case's people, but not within words, not what names nobody, not what is public anyway", () => {
    const find = (text: string, names: string[], allowed: string[] = []) =>
      findPersonalData(text, { names, allowed }).map(({ text: found }) => found);
    expect(find("李娜投诉称李娜未收到海报", ["李娜"])).toEqual(["李娜", "李娜"]);
    expect(find("李 娜与李·娜", ["李娜"])).toEqual(["李 娜", "李·娜"]);
    expect(find("TOM complained; customers of tomorrow.", ["Tom"])).toEqual(["TOM"]);
    expect(find("消费者与服务商", ["消费者", "服务商", "的"])).toEqual([]);
    expect(find("王强设计工作室违约,王强未答复", ["王强"], ["王强设计工作室"])).toEqual(["王强"]);
  });
});

test("a long run of house numbers leads to no room, and is gone through once", () => {
  // With the work growing as its square it would not end.
  expect(kinds("12345号 ".repeat(100_000))).toEqual([]);
});

test("masks what it finds and nothing else; masking again changes nothing", () => {
  expect(redact("李娜(13812345678)称已付款 500 元。", { names: ["李娜"] })).toBe("***(***)称已付款 500 元。");
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(fc.string({ unit: "grapheme", maxLength: 8 }), fc.constantFrom("13812345678", "a@b.cn", "李娜")),
      ),
      (parts) => {
        const text = parts.join(",");
        const masked = redact(text, { names: ["李娜"] });
        expect(masked).not.toMatch(/13812345678|a@b\.cn|李娜/);
        expect(redact(masked, { names: ["李娜"] })).toBe(masked);
      },
    ),
  );
});

test("long runs of spaces cost no more than other texts", () => {
  const gap = " ".repeat(10_000);
  const text = ["qq", "qq群", "微信", "微信号", "a@b.", "卡号 6222"].map((words) => `${words}${gap}x`).join("");
  expect(findPersonalData(text)).toEqual([]);
  // Where each space began a search of its own it would be thousands of times as much.
  expect(fastestOf(5, () => findPersonalData(text))).toBeLessThan(
    100 * fastestOf(5, () => findPersonalData("初".repeat(text.length))),
  );
  expect(kinds(`qq 群 : 12345678${gap}微信 号 是 lina_2020`)).toEqual(["QQ 12345678", "WECHAT lina_2020"]);
});

test("every identity card number with a right check digit is found, and none with a wrong one", () => {
  const body = fc
    .tuple(
      fc.integer({ min: 100_000, max: 999_999 }),
      fc.date({ min: new Date("1920-01-01"), max: new Date("2020-12-31"), noInvalidDate: true }),
      fc.integer({ min: 0, max: 999 }),
    )
    .map(
      ([region, born, order]) =>
        `${region}${born.toISOString().slice(0, 10).replace(/-/g, "")}${String(order).padStart(3, "0")}`,
    );
  fc.assert(
    fc.property(body, fc.integer({ min: 1, max: 9 }), (digits, by) => {
      const number = idCard(digits);
      expect(kinds(`证号${number}。`)).toEqual([`ID_CARD ${number}`]);
      const last = number.at(-1) ?? "";
      const wrong = digits + (last === "X" ? String(by - 1) : String((Number(last) + by) % 10));
      expect(findPersonalData(wrong).map(({ kind }) => kind)).not.toContain("ID_CARD");
    }),
  );
});

function fastestOf(times: number, work: () => unknown): number {
  const costs = Array.from({ length: times }, () => {
    const begun = performance.now();
    work();
    return performance.now() - begun;
  });
  return Math.min(...costs);
}
