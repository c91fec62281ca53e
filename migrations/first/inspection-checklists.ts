/** The first checklists of inspectors: for every provider, and for each kind of promise. English, Chinese. */
export const FIRST_CHECKLISTS: readonly { kind: string | null; items: [en: string, zh: string][] }[] = [
  {
    kind: null,
    items: [
      ["Do the listings say what is really sold?", "商品页面的描述与实际提供的服务是否一致?"],
      ["Does the provider answer a buyer's questions within a day?", "服务商是否在一天内回复买家咨询?"],
      ["Are buyers asked to pay or to talk outside the platform?", "是否引导买家在平台外付款或沟通?(未引导为守约)"],
    ],
  },
  {
    kind: "PRICE",
    items: [["Was no more charged than was promised, extras included?", "实际收费(含附加费用)是否未超过承诺的价格?"]],
  },
  {
    kind: "GIFT_OR_DISCOUNT",
    items: [
      ["Was the gift given, or the discount taken off, without being asked for?", "赠品或优惠是否无需催要即已兑现?"],
    ],
  },
  {
    kind: "QUALITY",
    items: [["Does what was delivered meet the standard promised?", "交付成果是否达到承诺的质量标准?"]],
  },
  {
    kind: "DELIVERY_TIME",
    items: [["Was the order delivered within the time promised?", "订单是否在承诺的时间内交付?"]],
  },
  {
    kind: "AFTER_SALES",
    items: [["Was a request after the sale answered and dealt with as promised?", "售后请求是否按承诺得到回应和处理?"]],
  },
  {
    kind: "RETURN_REFUND",
    items: [["Was a return within the time promised taken and refunded?", "承诺期限内的退货是否被接受并退款?"]],
  },
  {
    kind: "CONFIDENTIALITY",
    items: [["Is what the buyer handed over kept from others?", "买家提供的资料是否未向他人泄露?"]],
  },
  {
    kind: "AVAILABILITY",
    items: [["Could the service be used whenever it was tried?", "每次尝试时服务是否可用?"]],
  },
  {
    kind: "OTHER",
    items: [["Is what the promise says being kept?", "该承诺的内容是否得到遵守?"]],
  },
];
