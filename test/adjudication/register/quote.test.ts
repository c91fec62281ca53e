import { findQuote } from "../../../src/adjudication/register/quote.pure";

const RULES = { run: 20, whole: 10 };
const MESSAGE = "你们答应送的三张海报一张都没给我,我已经催了五次,再不给我就去消协投诉你们。";

describe("the parties' own words", () => {
  const quoted = (text: string, sources = [MESSAGE], allowed: string[] = []) =>
    findQuote(text, sources, allowed, RULES);

  test("a long run is a quotation, whatever its spaces and punctuation", () => {
    expect(quoted("消费者称:你们答应送的 三张海报、一张都没给我;我已经催了五次,理由成立。")).toBe(
      "你们答应送的三张海报一张都没给我我已经催",
    );
    expect(quoted("服务商答应送三张海报而没有送,消费者多次催促。")).toBeNull();
  });

  test("so is the whole of a shorter text, but not of a very short one", () => {
    expect(quoted("他回复“收到,明天下午给您退款”后未退。", ["收到,明天下午给您退款"])).toBe("收到明天下午给您退款");
    expect(quoted("他回复“好的,收到”后未退。", ["好的,收到"])).toBeNull();
    expect(quoted("I WANT A REFUND, she wrote.", ["I want a refund"])).toBe("iwantarefund");
  });

  test("what the promise says is everybody's", () => {
    const promise = "付款后 48 小时内交付首页初稿,逾期每日退还订单金额的百分之五";
    expect(quoted(`承诺为“${promise}”。`, [`你们写的是${promise}!`], [promise])).toBeNull();
    expect(quoted(`承诺为“${promise}”。`, [`你们写的是${promise}!`])).not.toBeNull();
  });
});
