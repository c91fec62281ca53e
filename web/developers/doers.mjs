/** The words in which the examples say whose they are (`# as: consumer, then provider`); what begins with another comes before it. */
const IN_CHINESE = {
  "anyone signed in": "任何已登录的人",
  anyone: "任何人",
  "another of ": "另一位",
  "another ": "另一位",
  ", then ": "，再由",
  ", ": "、",
  " or ": "或",
  administrator: "管理员",
  auditor: "审计员",
  consumer: "消费者",
  finance: "财务",
  inspector: "巡查员",
  lead: "纠纷处理主管",
  moderator: "处理专员",
  provider: "服务商",
  trainer: "培训师",
};

export const inChinese = (doers) =>
  doers.replace(new RegExp(Object.keys(IN_CHINESE).join("|"), "g"), (words) => IN_CHINESE[words]);
