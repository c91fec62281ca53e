/** How people of the demo speak: what recurs in every trade. */

export const SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜";
// oxfmt-ignore
export const GIVEN = [
  "思远", "雨桐", "浩然", "梓涵", "嘉怡", "子轩", "晓雯", "建国", "秀兰", "志强", "佳宁", "一鸣", "若曦", "文博", "丽华",
  "俊杰", "海燕", "明哲", "欣妍", "永康",
];
export const FOREIGN = ["Anna Keller", "James Wright", "Maria Silva", "Kenji Mori", "Olga Petrova", "David Cohen"];

/** What one side says and the other answers. */
export const TALKS: readonly (readonly [consumer: string, provider: string])[] = [
  ["您好，这件事什么时候能给个说法？", "您好，收到，我先向负责的同事了解一下。"],
  ["聊天记录和订单截图我都留着，可以随时提供。", "麻烦您把截图发在这里，我们核对。"],
  ["已经影响我这边上新了。", "理解您的着急，我们今天内给方案。"],
  ["下单页面写得很清楚，请按承诺来。", "页面是上个月的版本，我们会按您下单时的版本处理。"],
  ["再拖下去我只能找平台了。", "请再给我们一天时间，经理正在看。"],
  ["之前合作一直不错，希望能好好解决。", "感谢理解，这次确实是我们排期出了问题。"],
  ["我只要求把没做到的部分退给我。", "金额方面我们需要内部审批，稍后答复。"],
  ["请不要再让我重复说明了。", "抱歉，换了对接人，之前的记录我已经看完。"],
];
export const TALKS_EN: readonly (readonly [consumer: string, provider: string])[] = [
  ["Could you tell me who is looking into this?", "Hello, our project lead is checking the record now."],
  ["I have attached the confirmation you sent me.", "Thank you, we have found the order."],
  ["This has cost us a launch date.", "We are sorry. We will come back with a proposal today."],
];

/** As many in one language as in the other: the same draw of chance picks in both. */
export type Spoken = Readonly<Record<"zh" | "en", readonly string[]>>;

export const REFUSALS: Spoken = {
  zh: [
    "我们认为已经按约定完成，验收时您没有提出异议。",
    "延误是因为素材迟到，不属于我方责任。",
    "该要求超出了订单约定的范围。",
  ],
  en: [
    "We believe that we delivered what was agreed; you raised nothing when you accepted it.",
    "The delay came from material that reached us late, so it is not our responsibility.",
    "What you ask for goes beyond the order.",
  ],
};
export const DEFENCES: Spoken = {
  zh: [
    "交付记录显示我方在约定时间内发出了第一版，后续调整是客户新增的要求。",
    "当时对接人离职，交接不及时，我们承认沟通有问题，但主体工作已经完成。",
    "我方系统有完整的操作日志，请平台核对后再作判断。",
  ],
  en: [
    "The delivery record shows that our first version was sent in time; the later changes were new wishes of the customer.",
    "Our contact person left and the handover was slow. We admit that communication failed, but the main work is done.",
    "Our system has a complete log. Please check it before you decide.",
  ],
};
export const OFFERS: Spoken = {
  zh: [
    "我们愿意退还部分费用，并继续把工作做完。",
    "给您造成不便非常抱歉，按这个方案尽快处理。",
    "这是我们能给到的方案，同意的话三天内办好。",
  ],
  en: [
    "We are willing to refund a part and to finish the work.",
    "We are sorry for the trouble and will settle this quickly on these terms.",
    "This is what we can offer; if you agree, it is done within three days.",
  ],
};
export const COUNTERS: Spoken = {
  zh: ["这个数目不够弥补我的损失，请再考虑。", "可以退一步，但至少按这个数来。"],
  en: ["That does not cover my loss. Please think again.", "I can meet you halfway, but not for less than this."],
};
export const ASKS_INFORMATION = [
  "请补充下单时的页面截图，以及您最后一次催促的日期。",
  "请说明您实际收到交付物的时间，并附上凭证。",
];
export const INFORMATION: Spoken = {
  zh: ["截图已上传，最后一次催促是当天下午三点。", "收到时间以附件的签收记录为准。"],
  en: [
    "The screenshots are attached; my last reminder was at three that afternoon.",
    "The signed receipt that I attached shows when it came.",
  ],
};

// oxfmt-ignore
export const PRAISE: readonly string[] = [
  "按时交付，沟通顺畅，下次还找他们。", "比预期好，细节到位。", "响应很快，改了两轮都很耐心。", "专业，报价透明，没有加价。",
  "合作第三次了，一如既往。", "Delivered a day early, and exactly as agreed.", "交付说明写得很清楚，省心。", "性价比高，推荐给同行了。",
];
export const FINE: readonly string[] = [
  "整体不错，中间催过一次。",
  "质量可以，排期稍慢。",
  "Good work, though answers took a while.",
  "第二轮修改后满意。",
];
export const MIXED: readonly string[] = [
  "能用，但和样稿有差距。",
  "服务一般，问题最后解决了。",
  "时间拖了两天，好在结果还行。",
];
export const POOR: readonly string[] = [
  "承诺的没有做到，解决也很慢。",
  "迟交，还要自己反复催。",
  "Promised a lot and delivered little.",
  "售后基本找不到人。",
];
export const THANKS: readonly string[] = [
  "感谢认可，期待再次合作。",
  "谢谢反馈，我们会继续改进。",
  "抱歉这次没做好，已经安排负责人跟进。",
];

/** What the platform says when it decides, by what it finds. In these words nobody is named. */
export const DECIDED = {
  BROKEN: {
    facts: "订单、聊天记录与交付记录相互印证：约定的内容没有按时、按质完成。",
    reasoning: "承诺在下单时已经固定在订单中，服务商没有证明存在双方同意的变更，应当承担未履行的后果。",
    finding: "证据显示承诺没有兑现。",
    public: "服务商没有兑现下单时作出的承诺，应当退还相应费用。",
  },
  PARTLY_BROKEN: {
    facts: "主体工作已经完成，其中一项承诺没有完全做到。",
    reasoning: "双方对其余部分没有争议，责任限于没有做到的部分。",
    finding: "部分做到，部分没有做到。",
    public: "服务商完成了主要工作，其中一项承诺只兑现了一部分，应当退还与之相当的费用。",
  },
  NOT_PROVEN: {
    facts: "现有证据不能证明服务商没有履行承诺；交付记录完整。",
    reasoning: "主张事实的一方没有提供足以采信的凭证，投诉不予支持。",
    finding: "证据不足以证明承诺被违反。",
    public: "现有证据不足以证明承诺没有兑现，投诉不予支持。",
  },
} as const;

export const APPEALS: Spoken = {
  zh: ["处理决定没有考虑我方提交的交付日志，责任比例明显过重。", "决定认定的事实与聊天记录不符，请重新审查。"],
  en: [
    "The ruling does not take our delivery log into account, and the share of blame is far too high.",
    "What the ruling found does not match the chat record. Please review it.",
  ],
};
export const APPEAL_ANSWERS: Spoken = {
  zh: ["同意原来的决定，对方没有提出任何新的事实。", "日志是事后补的，原决定并无不当。"],
  en: [
    "The ruling is right; the other side has told no new fact.",
    "The log was written afterwards, and the ruling is sound.",
  ],
};
