import { type Situation } from "../case/complaints/situations";
import { caseIn } from "../case/complaints/world-case";
import { and, HISTORY, kept, when, type CaseAction, type Walks } from "./walks";

const TWO_REMEDIES: Situation = (world) =>
  caseIn(world, "ENFORCING", {
    ruling: {
      remedies: [
        { kind: "REFUND_PART", amount: 50_000, text: "退还 500 元", withinDays: 7 },
        { kind: "APOLOGY", insteadAmount: 5_000, text: "书面道歉", withinDays: 7 },
      ],
    },
  });

const proveFirst: Parameters<typeof and>[1] = async (theCase) => {
  const [remedyId] = await theCase.remedies();
  await theCase.do("wang.owner", "fileRemedyProof", { remedyId, text: "退款单号 20260001" });
};

/** One remedy is proved, the other is not. */
export const HALF_PROVED = and(TWO_REMEDIES, proveFirst);

/** What the consumer and the provider do. */
export const PARTY_WALKS: Walks<CaseAction> = {
  "the consumer declines an offer and says why": {
    action: "DECLINE_OFFER",
    situation: when("NEGOTIATING, an offer of the provider is open"),
    who: "li.na",
    answers: { 理由: "退款太少，海报也没有补寄。" },
    shows: { 和解方案: "退款太少，海报也没有补寄。" },
    tells: {
      of: "offers { nodes { status answer } }",
      as: { status: "NEGOTIATING", offers: [{ status: "DECLINED", answer: "退款太少，海报也没有补寄。" }] },
    },
  },
  "the provider takes its offer back": {
    action: "WITHDRAW_OFFER",
    situation: when("NEGOTIATING, an offer of the provider is open"),
    who: "wang.owner",
    answers: { 理由: "金额写错了，重新提出。" },
    shows: { 和解方案: "已撤回" },
    tells: {
      of: "offers { nodes { status answer } }",
      as: { offers: [{ status: "WITHDRAWN", answer: "金额写错了，重新提出。" }] },
    },
  },
  "the provider accepts the demand while the platform decides": {
    action: "CONCEDE",
    situation: when("UNDER_REVIEW, taken"),
    who: "wang.owner",
    answers: { 具体说明: "同意全额退款，今天原路退回。" },
    shows: { 达成的和解: "同意全额退款，今天原路退回。" },
    tells: {
      of: "settlement { offer { kind text status } }",
      as: {
        status: "SETTLING",
        settlement: { offer: { kind: "REFUND_FULL", text: "同意全额退款，今天原路退回。", status: "ACCEPTED" } },
      },
    },
  },
  "the provider gives its final answer": {
    action: "GIVE_FINAL_ANSWER",
    situation: when("NEGOTIATING, just opened"),
    who: "wang.owner",
    answers: { 答复: "给予非金钱补偿", 具体说明: "免费重做一版首页设计。" },
    shows: { 服务商的最终答复: "免费重做一版首页设计。" },
    tells: {
      of: "finalAnswer finalAnswerText",
      as: { finalAnswer: "NON_MONETARY_RELIEF", finalAnswerText: "免费重做一版首页设计。" },
    },
  },
  "the consumer says how satisfied they are with how it ended": {
    action: "GIVE_VERDICT",
    situation: when("CLOSED, remedied"),
    who: "li.na",
    answers: { "问题解决了吗？": "部分解决", "3 星（满分 5 星）": "checked", 具体说明: "退款到了，只是慢。" },
    shows: { 消费者的评价: "退款到了，只是慢。" },
    tells: {
      of: "verdict verdictSatisfaction verdictText",
      as: { verdict: "PARTLY_SOLVED", verdictSatisfaction: 3, verdictText: "退款到了，只是慢。" },
    },
  },
  "the consumer contests that what was agreed was done": {
    action: "CONTEST_SETTLEMENT",
    situation: when("SETTLING, proof is filed"),
    who: "li.na",
    answers: { 理由: "单号查不到，钱没有到账。" },
    shows: { 达成的和解: "单号查不到，钱没有到账。" },
    tells: {
      of: "settlement { contestReason }",
      as: { status: "ENFORCING", settlement: { contestReason: "单号查不到，钱没有到账。" } },
    },
  },
  "the consumer takes the complaint back": {
    action: "WITHDRAW",
    situation: when("NEGOTIATING, just opened"),
    who: "li.na",
    answers: { 理由: "已经私下解决了。" },
    shows: { 经过记录: "已经私下解决了。" },
    tells: {
      of: HISTORY,
      as: { ...{ status: "CLOSED", closureReason: "WITHDRAWN" }, ...kept("COMPLAINT_WITHDRAWN", "已经私下解决了。") },
    },
  },
  "the provider answers what the platform asks for": {
    action: "ANSWER_EVIDENCE_REQUEST",
    situation: when("EVIDENCE, second round, the provider is asked"),
    who: "wang.owner",
    answers: { 答复: "交付记录见证据，初稿于 3 月 5 日上传。" },
    shows: { 平台的要求: "交付记录见证据，初稿于 3 月 5 日上传。" },
    tells: {
      of: "requests { nodes { answer } }",
      as: { requests: [{ answer: "交付记录见证据，初稿于 3 月 5 日上传。" }] },
    },
  },
  "the provider appeals": {
    action: "APPEAL",
    situation: when("RULED"),
    who: "wang.owner",
    answers: { 理由类别: "措施不相当", 申诉理由和请求: "逾期一天，退还 500 元过重，应减为 100 元。" },
    shows: { 申诉: "逾期一天，退还 500 元过重，应减为 100 元。" },
    tells: {
      of: "appeals { bySide ground text status }",
      as: {
        status: "APPEALED",
        appeals: [
          {
            bySide: "PROVIDER",
            ground: "DISPROPORTIONATE",
            text: "逾期一天，退还 500 元过重，应减为 100 元。",
            status: "FILED",
          },
        ],
      },
    },
  },
  "the provider takes its appeal back": {
    action: "WITHDRAW_APPEAL",
    situation: when("APPEALED by the provider"),
    who: "wang.owner",
    shows: { 申诉: "已撤回" },
    tells: { of: "appeals { status }", as: { status: "RULED", appeals: [{ status: "WITHDRAWN" }] } },
  },
  "the last who could appeal waives it, and the ruling is final": {
    action: "WAIVE_APPEAL",
    situation: and(when("RULED"), (theCase) => theCase.do("wang.owner", "waiveAppeal")),
    who: "li.na",
    shows: { 处理决定: "生效时间" },
    tells: { of: "ruling { finalAt }", as: { status: "ENFORCING", ruling: { finalAt: expect.any(String) } } },
  },
  "the provider proves one of two remedies": {
    action: "FILE_REMEDY_PROOF",
    situation: TWO_REMEDIES,
    who: "wang.owner",
    answers: { 补救措施: "道歉 · 书面道歉", "履行情况（附单号）": "道歉信已寄出，EMS 1234567890。" },
    shows: { 处理决定: "道歉信已寄出，EMS 1234567890。" },
    tells: {
      of: "ruling { remedies { kind proof } }",
      as: {
        status: "ENFORCING",
        ruling: {
          remedies: [
            { kind: "REFUND_PART", proof: null },
            { kind: "APOLOGY", proof: "道歉信已寄出，EMS 1234567890。" },
          ],
        },
      },
    },
  },
  "the consumer confirms what came only after the case was in default": {
    action: "CONFIRM_REMEDY",
    situation: and(when("ENFORCING, in default"), proveFirst),
    who: "li.na",
    shows: { 处理决定: "消费者已确认" },
    tells: {
      of: "ruling { remedies { confirmedAt } }",
      as: {
        status: "CLOSED",
        closureReason: "REMEDIED",
        ruling: { remedies: [{ confirmedAt: expect.any(String) }] },
      },
    },
  },
  "the provider asks that a pause of orders be reviewed": {
    action: "REQUEST_INTERIM_REVIEW",
    situation: when("SUBMITTED, grave, orders are paused"),
    who: "wang.owner",
    answers: { 为何应当解除: "我方未实施欺诈，请予解除。" },
    shows: { 暂停接单: "我方未实施欺诈，请予解除。" },
    tells: {
      of: "interimMeasures { status reviewText }",
      as: { interimMeasures: [{ status: "ACTING", reviewText: "我方未实施欺诈，请予解除。" }] },
    },
  },
  "the consumer answers the provider's appeal": {
    action: "ANSWER_APPEAL",
    situation: when("APPEALED by the provider"),
    who: "li.na",
    answers: { 对方申诉有误或遗漏之处: "初稿确实晚到了两天。" },
    shows: { 申诉: "初稿确实晚到了两天。" },
    tells: {
      of: "appeals { answer answeredAt }",
      as: { status: "APPEALED", appeals: [{ answer: "初稿确实晚到了两天。", answeredAt: expect.any(String) }] },
    },
  },
  "the provider contests a compensation that its silence brought": {
    action: "CONTEST_COMPENSATION",
    situation: when("CLOSED, compensated by silence"),
    who: "wang.owner",
    answers: { 理由: "素材是消费者迟交的，应当顺延。" },
    shows: { 经过记录: "素材是消费者迟交的，应当顺延。" },
    tells: {
      of: "closureReason timeline(first: 100) { nodes { type } }",
      as: {
        status: "SUBMITTED",
        closureReason: null,
        timeline: expect.arrayContaining([expect.objectContaining({ type: "COMPENSATION_CONTESTED" })]),
      },
    },
  },
  "the consumer contests a proof: words no longer suffice": {
    action: "CONTEST_REMEDY",
    situation: when("ENFORCING, proof is filed"),
    who: "li.na",
    answers: { "缺少什么、哪里不对": "至今没有收到退款。" },
    shows: { 处理决定: "至今没有收到退款。" },
    tells: {
      of: "ruling { remedies { proofFiledAt contestReason } }",
      as: { status: "ENFORCING", ruling: { remedies: [{ proofFiledAt: null, contestReason: "至今没有收到退款。" }] } },
    },
  },
  "the provider proves it by its payment": {
    action: "FILE_REMEDY_PROOF",
    situation: when("ENFORCING, proof was contested"),
    who: "wang.owner",
    answers: { "履行情况（附单号）": "已原路退款。", 退款凭证号: "ALIPAY 20260417 001" },
    shows: { 处理决定: "ALIPAY 20260417 001" },
    tells: {
      of: "ruling { remedies { checkSince payments { purpose status } } }",
      as: {
        status: "ENFORCING",
        ruling: {
          remedies: [{ checkSince: expect.any(String), payments: [{ purpose: "REFUND", status: "CLAIMED" }] }],
        },
      },
    },
  },
  "the consumer of a case in default gives the remedy up": {
    action: "WAIVE_REMEDY",
    situation: when("ENFORCING, in default"),
    who: "li.na",
    shows: { 处理决定: "消费者已放弃" },
    tells: {
      of: "ruling { remedies { waivedAt confirmedAt } }",
      as: { status: "CLOSED", ruling: { remedies: [{ waivedAt: expect.any(String), confirmedAt: null }] } },
    },
  },
  "the consumer says that the compensation never came": {
    action: "REPORT_COMPENSATION_MISSING",
    situation: when("CLOSED, compensation was paid out"),
    who: "li.na",
    answers: { 理由: "已核对银行卡至今日，没有这笔款项。" },
    shows: { 处理决定: "消费者称未收到" },
    tells: {
      of: "ruling { remedies { reportedMissingAt payments { status } } }",
      as: {
        status: "CLOSED",
        ruling: { remedies: [{ reportedMissingAt: expect.any(String), payments: [{ status: "DISPUTED" }] }] },
      },
    },
  },
  "the consumer sends the goods back": {
    action: "SHIP_RETURN",
    situation: when("ENFORCING, goods are to go back"),
    who: "li.na",
    answers: { 快递公司和单号: "中通 75123456789" },
    shows: { 退货: "中通 75123456789" },
    tells: {
      of: "returnCase { status shipment }",
      as: { returnCase: { status: "SHIPPED", shipment: "中通 75123456789" } },
    },
  },
  "the provider says that what came back is damaged": {
    action: "RECEIVE_RETURN",
    situation: when("SETTLING, goods are on their way back"),
    who: "wang.owner",
    answers: { 到货情况: "损坏或使用过", 具体问题: "屏幕碎裂，缺充电器。" },
    shows: { 退货: "屏幕碎裂，缺充电器。" },
    tells: {
      of: "returnCase { status condition conditionNote }",
      as: { returnCase: { status: "REJECTED", condition: "DAMAGED", conditionNote: "屏幕碎裂，缺充电器。" } },
    },
  },
  "the provider says that all came back well": {
    action: "RECEIVE_RETURN",
    situation: when("SETTLING, goods are on their way back"),
    who: "wang.owner",
    answers: { 到货情况: "商品完好" },
    shows: { 退货: "已收到，待退款" },
    tells: {
      of: "returnCase { status condition conditionNote }",
      as: { returnCase: { status: "RECEIVED", condition: "INTACT", conditionNote: null } },
    },
  },
  "the consumer contests what the provider says of the goods": {
    action: "CONTEST_RETURN",
    situation: when("ENFORCING, goods were rejected"),
    who: "li.na",
    answers: { 理由: "寄出时完好，有打包视频。" },
    shows: { 退货: "寄出时完好，有打包视频。" },
    tells: {
      of: "returnCase { status contestReason }",
      as: { returnCase: { status: "CONTESTED", contestReason: "寄出时完好，有打包视频。" } },
    },
  },
  "the consumer has a settled case taken up again": {
    action: "REOPEN",
    situation: when("CLOSED, settled by silence"),
    who: "li.na",
    answers: { 理由: "退款第二天被撤回了。" },
    shows: { 经过记录: "退款第二天被撤回了。" },
    tells: {
      of: `reopenedCount ${HISTORY}`,
      as: {
        ...{ status: "SUBMITTED", closureReason: null, reopenedCount: 1 },
        ...kept("COMPLAINT_REOPENED", "退款第二天被撤回了。"),
      },
    },
  },
};
