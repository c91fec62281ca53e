import type { DefaultGuide } from "./default-guide";

export const beforeACase: DefaultGuide[] = [
  {
    code: "before-you-buy",
    audience: "CONSUMER",
    breachKinds: [],
    caseStates: [],
    beforeCase: true,
    title: { zhCN: "下单之前：读懂承诺", en: "Before you buy: reading promises" },
    summary: {
      zhCN: "五分钟看清服务商到底承诺了什么、过去兑现得怎么样。",
      en: "Five minutes to see what a provider really promises, and how it has kept its word.",
    },
    body: {
      zhCN: "1. **看承诺，不看口号。** 页面上的承诺分类列出：价格、赠品、质量、时间、售后、退货。写了期限、数量、标准的才是承诺；“最好”“包满意”不是。\n2. **问清起止。** “48 小时交付”从付款算还是从收到素材算？交的是初稿还是定稿？不清楚就在下单前书面问。\n3. **比一比。** 同类服务可以并排比较价格和承诺。便宜很多的，看看少承诺了什么。\n4. **查记录。** 服务商页面有评价、公示的处理决定与处理措施。看它被投诉什么、是否改正，比看星级更有用。\n5. **在平台内下单付款。** 只有平台订单会把当时的承诺冻结下来；私下转账，平台无从核对。\n6. **留一份。** 下单后打开订单，确认冻结的承诺与您看到的一致。客服在聊天里另外答应的，请对方写清楚。",
      en: "1. **Read promises, not slogans.** A listing shows its promises by kind: price, gift, quality, time, after-sales, returns. What names a date, a number or a standard is a promise. “Best” and “satisfaction guaranteed” are not.\n2. **Ask from when until what.** Does “48 hours” count from payment or from receipt of your material? Is it the draft or the final version? If it is not clear, ask in writing before you order.\n3. **Compare.** Similar services can be set side by side. If one is much cheaper, look at what it does not promise.\n4. **Look at the record.** The provider's page has reviews and the rulings and penalties made public. What others complained of, and whether it was put right, tells more than stars.\n5. **Order and pay on the platform.** Only an order made here freezes the promises as they were. The platform cannot check a private transfer.\n6. **Keep a copy.** Open the order and see that the frozen promises are those you read. If someone promises more in a chat, have them write it down clearly.",
    },
  },
  {
    code: "keep-evidence",
    audience: "CONSUMER",
    breachKinds: [],
    caseStates: ["NEGOTIATING", "SUBMITTED", "INFO_REQUESTED", "EVIDENCE"],
    beforeCase: true,
    title: { zhCN: "留好证据：留什么、怎么留", en: "Keeping evidence: what, and how" },
    summary: {
      zhCN: "案件的结果取决于证据。现在就做，比以后补容易得多。",
      en: "Cases are decided on evidence. Keeping it now is far easier than finding it later.",
    },
    body: {
      zhCN: "**留什么**\n\n- 订单和付款记录（平台订单已自动保存承诺）；\n- 与服务商的对话：**完整**的，从谈承诺到谈问题；\n- 收到的东西：原始文件、照片、视频，包装和快递单；\n- 时间：什么时候收到、什么时候发现问题；\n- 损失：为补救另外花的钱，票据齐全。\n\n**怎么留**\n\n- 截图要带日期、对方名称和上下文；能导出聊天记录就导出。\n- 拆箱、试用时连续录像，不要剪辑。\n- 保留原始文件，不要在上面标注或修图；需要说明的另写一份。\n- 不要删除应用、换手机后丢掉记录。\n\n**怎么交**\n\n在案件里按类型上传，每份写一句“这份证据证明什么”。含有他人个人信息的部分可以选择仅平台可见。证据期结束后再交，只有说明正当理由并经采纳才算数。**不要改动或编造证据**——系统会核对，后果由您承担。",
      en: "**What to keep**\n\n- the order and the payment (orders placed here keep the promises automatically);\n- your conversation with the provider, **all of it**, from the promise to the problem;\n- what you received: the original files, photographs, videos, the packaging and the delivery note;\n- times: when you received it, when you noticed what was wrong;\n- what it cost you to put it right, with receipts.\n\n**How to keep it**\n\n- A screenshot shows the date, the other's name and what was said before and after. Better still, export the chat.\n- Film the unpacking and the first use in one take.\n- Keep originals as they are. Do not draw on them or edit them; write your remarks separately.\n- Do not lose it with an app or a telephone.\n\n**How to hand it in**\n\nUpload it to the case by its kind, and say in a sentence what each piece proves. What shows other people's personal data may be kept between you and the platform. After the evidence stage a piece counts only if there was good reason and it is admitted. **Never alter or invent evidence**: it is checked, and you would answer for it.",
    },
  },
  {
    code: "returning-goods",
    audience: "CONSUMER",
    breachKinds: ["RETURN_REFUND", "QUALITY"],
    caseStates: ["NEGOTIATING", "SETTLING", "ENFORCING"],
    beforeCase: true,
    title: { zhCN: "退货退款：怎样退得顺利", en: "Returning goods and getting the money back" },
    summary: {
      zhCN: "期限、完好、寄回、退款，每一步要注意什么。",
      en: "Time limits, condition, shipping, refund: what matters at each step.",
    },
    body: {
      zhCN: "1. **先看期限。** 服务商的承诺写了几天就是几天。网络购买的商品，法律另外给您自收到之日起七日的无理由退货，但定作的、鲜活易腐的、已拆封的音像和软件、交付的报刊等除外，个别商品按性质并经您购买时确认也可以除外。两者取对您有利的。\n2. **质量问题不同。** 商品不符合质量要求的，可以依照约定或者法律规定要求退货、更换、修理，运费由经营者承担。\n3. **保持完好。** 可以拆开查验、试用，但不要使用到影响再次销售。配件、赠品、说明书一并寄回。\n4. **寄前录像。** 拍下商品状态、装箱、封箱和运单。\n5. **在案件里填运单。** 和解或处理决定约定退货的，在“寄出退货”里填写承运人和单号，过期未寄会失效。\n6. **跟踪退款。** 对方收到后如果说商品不完好，您可以提出异议，由平台决定。无理由退货的，经营者应在收到退回商品之日起七日内退款，运费通常由您承担，另有约定的按约定。",
      en: "1. **Look at the time limit first.** What the provider promises holds. For goods bought online the law also gives you seven days from receipt to return them without a reason, except for goods made to order, fresh and perishable goods, opened recordings and software, newspapers and magazines, and others whose nature excludes it and which you confirmed as such when you bought them. Take whichever is better for you.\n2. **Defects are another matter.** If goods are not of the quality required, you may ask for return, replacement or repair by agreement or by law, and the seller bears the cost of transport.\n3. **Keep it intact.** You may unpack, inspect and try it, but not use it so that it cannot be sold again. Send accessories, gifts and manuals along.\n4. **Film before you ship**: the condition, the packing, the sealing, the waybill.\n5. **Enter the waybill in the case.** Where a settlement or ruling provides for a return, give carrier and number there. What is not shipped in time lapses.\n6. **Follow the refund.** If the provider says that the goods were not intact, you may contest it and the platform decides. After a return without reason the seller refunds within seven days of the goods' coming back; transport is usually at your cost unless agreed otherwise.",
    },
  },
];
