import { MESSAGES } from "../../src/app/messages";
import type { WorldCase } from "../case/complaints/world-case";
import { and, HISTORY, kept, local, when, type CaseAction, type DeskAction, type Walks } from "./walks";

const messages = MESSAGES["zh-CN"];

/** The consumer has gone to court, and told the platform so. */
export const toCourt = (theCase: WorldCase): Promise<unknown> =>
  theCase.world
    .as("li.na")
    .then((consumer) =>
      consumer.do(
        "createReferral",
        { complaintId: theCase.id, route: "COURT", body: "杭州互联网法院", reference: "(2026)浙0192民初77号" },
        "{ referral { id } }",
      ),
    );

/** A ruled case that waits for a court. */
const RULED_AND_STAYED = and(when("RULED"), (theCase) =>
  theCase.do("zhou.lead", "stayComplaint", {
    ground: "OUTSIDE_PROCEDURE",
    route: "COURT",
    reason: "消费者已就同一事实起诉。",
  }),
);

const REASON = "双方提交的材料已经查明。";

/** What moderators and leads do with a case. */
export const PLATFORM_WALKS: Walks<CaseAction> = {
  "a moderator proposes a settlement to both sides": {
    action: "PROPOSE_SETTLEMENT",
    situation: when("SUBMITTED, taken"),
    who: "chen.mod",
    answers: { 方案: "道歉", 具体说明: "建议书面道歉，双方互不追究。" },
    shows: { 和解方案: "建议书面道歉，双方互不追究。" },
    tells: {
      of: "offers { nodes { madeBySide kind status } }",
      as: { status: "SUBMITTED", offers: [{ madeBySide: "PLATFORM", kind: "APOLOGY", status: "OPEN" }] },
    },
  },
  "a moderator does not accept a complaint": {
    action: "REFUSE",
    situation: when("SUBMITTED, taken"),
    who: "chen.mod",
    answers: { 理由类别: "无此承诺", 具体说明: "订单中没有关于颜色的承诺。" },
    shows: { 经过记录: "订单中没有关于颜色的承诺。" },
    tells: {
      of: HISTORY,
      as: {
        ...{ status: "CLOSED", closureReason: "NOT_ACCEPTED" },
        ...kept("COMPLAINT_REFUSED", '"NO_PROMISE","text":"订单中没有关于颜色的承诺。"'),
      },
    },
  },
  "a moderator asks one side for more, who need not answer": {
    action: "REQUEST_EVIDENCE",
    situation: when("UNDER_REVIEW, taken"),
    who: "chen.mod",
    answers: {
      要求对象: "消费者",
      需要了解的情况: "请提供收到初稿当天的聊天记录。",
      是否必须答复: "案件继续，不等待答复",
    },
    shows: { 平台的要求: "请提供收到初稿当天的聊天记录。" },
    tells: {
      of: "requests { nodes { kind addressedTo text mandatory } }",
      as: {
        status: "EVIDENCE",
        requests: [
          {
            kind: "EVIDENCE",
            addressedTo: "CONSUMER",
            text: "请提供收到初稿当天的聊天记录。",
            mandatory: false,
          },
        ],
      },
    },
  },
  "a moderator lets late evidence count": {
    action: "DECIDE_LATE_EVIDENCE",
    situation: when("UNDER_REVIEW, late evidence came"),
    who: "chen.mod",
    answers: { 决定: "采纳", 理由: "消费者此前住院，无法提交。" },
    shows: { 证据: "消费者此前住院，无法提交。" },
    tells: {
      of: "evidence { nodes { lateDecision lateReason } }",
      as: { evidence: [{ lateDecision: "ADMITTED", lateReason: "消费者此前住院，无法提交。" }] },
    },
  },
  "a moderator does not let late evidence count": {
    action: "DECIDE_LATE_EVIDENCE",
    situation: when("UNDER_REVIEW, late evidence came"),
    who: "chen.mod",
    answers: { 决定: "不采纳", 理由: "没有说明为何迟交。请参阅规则。" },
    tells: {
      of: "evidence { nodes { lateDecision lateReason } }",
      as: { evidence: [{ lateDecision: "NOT_ADMITTED", lateReason: "没有说明为何迟交。请参阅规则。" }] },
    },
  },
  "a moderator ends the evidence stage, whose last answer is missing": {
    action: "END_EVIDENCE_STAGE",
    situation: when("EVIDENCE, second round, both closed, an answer is missing"),
    who: "chen.mod",
    tells: { of: "", as: { status: "UNDER_REVIEW" } },
  },
  "a lead sends a ruling back": {
    action: "DECLINE_RULING",
    situation: when("UNDER_REVIEW, a draft of the moderator awaits approval"),
    who: "zhou.lead",
    answers: { 理由: "等级认定过重，请重新考虑。" },
    shows: { 经过记录: "等级认定过重，请重新考虑。" },
    tells: {
      of: `rulingAwaitingApproval { id } ${HISTORY}`,
      as: {
        ...{ status: "UNDER_REVIEW", rulingAwaitingApproval: null },
        ...kept("RULING_DECLINED", "等级认定过重，请重新考虑。"),
      },
    },
  },
  "a lead finds a contested return and decides it for the consumer": {
    action: "DECIDE_RETURN",
    situation: when("ENFORCING, what came back is contested"),
    who: "zhou.lead",
    tab: "returns",
    answers: { 决定: "支持消费者：应当退款", 理由: "打包视频显示寄出时完好。" },
    shows: { 退货: "打包视频显示寄出时完好。" },
    tells: {
      of: "returnCase { status decisionReason }",
      as: { status: "ENFORCING", returnCase: { status: "RECEIVED", decisionReason: "打包视频显示寄出时完好。" } },
    },
  },
  "a moderator finds that the evidence proves nothing: it is in default": {
    action: "CHECK_REMEDY",
    situation: when("ENFORCING, evidence of a remedy is contested"),
    who: "chen.mod",
    answers: { 核实结论: "未履行：从保证金支付", 理由: "聊天记录中没有退款的内容。" },
    shows: { 处理决定: "逾期未履行" },
    tells: {
      of: "ruling { remedies { proofFiledAt defaultedAt } }",
      as: { status: "ENFORCING", ruling: { remedies: [{ proofFiledAt: null, defaultedAt: expect.any(String) }] } },
    },
  },
  "a moderator decides a contested return for the provider": {
    action: "DECIDE_RETURN",
    situation: when("ENFORCING, what came back is contested"),
    who: "chen.mod",
    answers: { 决定: "支持服务商：不予退款", 理由: "视频中没有显示外壳。" },
    shows: { 退货: "视频中没有显示外壳。" },
    tells: {
      of: "returnCase { status decisionReason }",
      as: { returnCase: { status: "LAPSED", decisionReason: "视频中没有显示外壳。" } },
    },
  },
  "a lead finds a case in default and closes it": {
    action: "CLOSE_UNREMEDIED",
    situation: when("ENFORCING, in default"),
    who: "zhou.lead",
    tab: "defaults",
    answers: { 理由: "服务商已停业，保证金不足。" },
    shows: { 经过记录: "服务商已停业，保证金不足。" },
    tells: {
      of: HISTORY,
      as: {
        ...{ status: "CLOSED", closureReason: "UNREMEDIED" },
        ...kept("COMPLAINT_UNREMEDIED", "服务商已停业，保证金不足。"),
      },
    },
  },
  "a lead stays a case for the court that the consumer has gone to": {
    action: "STAY",
    situation: and(when("UNDER_REVIEW, taken"), toCourt),
    who: "zhou.lead",
    answers: {
      理由类别: "外部程序",
      理由: "法院已立案，等待判决结果。",
      消费者登记的外部程序: "向人民法院起诉 · 已提交",
    },
    shows: { 阶段与时限: "法院已立案，等待判决结果。" },
    tells: {
      of: "stays { ground reason route reference endedAt }",
      as: {
        status: "STAYED",
        stays: [
          {
            ground: "OUTSIDE_PROCEDURE",
            reason: "法院已立案，等待判决结果。",
            route: "COURT",
            reference: "(2026)浙0192民初77号",
            endedAt: null,
          },
        ],
      },
    },
  },
  "a lead stays a case for a procedure that the provider told of": {
    action: "STAY",
    situation: when("RULED"),
    who: "zhou.lead",
    answers: {
      理由类别: "外部程序",
      理由: "双方合同约定的仲裁已经开始。",
      外部途径: "仲裁",
      外部案号: "杭仲 2026-118",
    },
    shows: { 阶段与时限: "杭仲 2026-118" },
    tells: {
      of: "stays { ground route reference }",
      as: {
        status: "STAYED",
        stays: [{ ground: "OUTSIDE_PROCEDURE", route: "ARBITRATION", reference: "杭仲 2026-118" }],
      },
    },
  },
  "a lead lets a stayed case go on": {
    action: "RESUME",
    situation: when("STAYED by force majeure"),
    who: "zhou.lead",
    answers: { 理由: "道路已经恢复通行。请继续。" },
    shows: { 阶段与时限: "道路已经恢复通行。请继续。" },
    tells: {
      of: "stays { outcome }",
      as: { status: "RULED", stays: [{ outcome: "道路已经恢复通行。请继续。" }] },
    },
  },
  "a lead closes a case that a court decided, and its ruling is reversed": {
    action: "CLOSE_EXTERNAL",
    situation: RULED_AND_STAYED,
    who: "zhou.lead",
    answers: {
      外部处理结果: "法院判决驳回全部诉讼请求。",
      结果: "支持服务商",
      "平台已作出的处理决定（如有）": "予以撤销",
    },
    shows: { 阶段与时限: "法院判决驳回全部诉讼请求。" },
    tells: {
      of: "stays { outcome } ruling { id }",
      as: {
        status: "CLOSED",
        closureReason: "EXTERNAL",
        stays: [{ outcome: "法院判决驳回全部诉讼请求。" }],
        ruling: null,
      },
    },
  },
  "a lead closes a case that a court decided, and its ruling stands": {
    action: "CLOSE_EXTERNAL",
    situation: RULED_AND_STAYED,
    who: "zhou.lead",
    answers: {
      外部处理结果: "法院调解，双方另行和解。",
      结果: "达成和解",
      "平台已作出的处理决定（如有）": "继续有效",
    },
    shows: { 处理决定: "生效时间" },
    tells: {
      of: "ruling { finalAt reversedAt }",
      as: {
        status: "CLOSED",
        closureReason: "EXTERNAL",
        ruling: { finalAt: expect.any(String), reversedAt: null },
      },
    },
  },
  "a moderator asks for a pause of orders": {
    action: "IMPOSE_INTERIM_MEASURE",
    situation: when("SUBMITTED, grave, taken"),
    who: "chen.mod",
    answers: { 暂停范围: "该服务暂停接单", 天数: "7", 为何不能等到作出决定: "多名消费者反映同一情况。" },
    shows: { 暂停接单: "待确认" },
    tells: {
      of: "interimMeasures { kind days status reason }",
      as: {
        status: "SUBMITTED",
        interimMeasures: [{ kind: "PAUSE_LISTING", days: 7, status: "PROPOSED", reason: "多名消费者反映同一情况。" }],
      },
    },
  },
  "a lead confirms it as the second person": {
    action: "CONFIRM_INTERIM_MEASURE",
    situation: when("SUBMITTED, grave, a pause of orders was asked for"),
    who: "zhou.lead",
    shows: { 暂停接单: "执行中" },
    tells: {
      of: "interimMeasures { status startsAt }",
      as: { interimMeasures: [{ status: "ACTING", startsAt: expect.any(String) }] },
    },
  },
  "a moderator lifts it": {
    action: "LIFT_INTERIM_MEASURE",
    situation: when("SUBMITTED, grave, orders are paused"),
    who: "chen.mod",
    answers: { 理由: "已核实情况，无需继续暂停。" },
    shows: { 暂停接单: "已核实情况，无需继续暂停。" },
    tells: {
      of: "interimMeasures { status endedBecause }",
      as: { interimMeasures: [{ status: "ENDED", endedBecause: "LIFTED" }] },
    },
  },
  "a lead who took no part decides the provider's request for review": {
    action: "DECIDE_INTERIM_REVIEW",
    situation: when("EVIDENCE, grave, the review of a pause was asked for"),
    who: "qian.lead",
    answers: { 决定: "立即解除", 理由: "现有证据不足以继续暂停。" },
    shows: { 暂停接单: "现有证据不足以继续暂停。" },
    tells: {
      of: "interimMeasures { status endedBecause reviewReason }",
      as: {
        interimMeasures: [{ status: "ENDED", endedBecause: "REVIEW", reviewReason: "现有证据不足以继续暂停。" }],
      },
    },
  },
  "a lead has a withdrawn case taken up again": {
    action: "REOPEN",
    situation: when("CLOSED, withdrawn"),
    who: "zhou.lead",
    answers: { 理由: "撤回是在服务商威胁之下作出的。" },
    shows: { 经过记录: "撤回是在服务商威胁之下作出的。" },
    tells: {
      of: `reopenedCount ${HISTORY}`,
      as: {
        ...{ status: "SUBMITTED", reopenedCount: 1 },
        ...kept("COMPLAINT_REOPENED", "撤回是在服务商威胁之下作出的。"),
      },
    },
  },
};

const inTwoDays = new Date(Date.now() + 48 * 3_600_000);
inTwoDays.setSeconds(0, 0);

/** What is done with a case at the desk. */
export const DESK_WALKS: Walks<DeskAction> = {
  "a moderator keeps a case longer": {
    action: "RENEW",
    situation: and(when("SUBMITTED, taken"), ({ world, id }) =>
      world.db.transact(async (tx) =>
        tx.execute("UPDATE complaint SET lease_expires_at = ? WHERE id = ?", [tx.now + 15 * 60_000, id]),
      ),
    ),
    who: "chen.mod",
    shows: { 办理情况: /^领取有效期还剩 (29|30) 分钟/ },
    tells: { of: "lease { holderName }", as: { lease: { holderName: "陈静" } } },
  },
  "a moderator gives a case back": {
    action: "RELEASE",
    situation: when("SUBMITTED, taken"),
    who: "chen.mod",
    shows: { 办理情况: "尚无人处理。" },
    tells: { of: "lease { holderName }", as: { lease: null } },
  },
  "a moderator holds a case back": {
    action: "HOLD",
    situation: when("SUBMITTED, taken"),
    who: "chen.mod",
    answers: { 直到: local(inTwoDays), 理由: "等待印厂的书面说明。" },
    shows: { 办理情况: "暂挂：等待印厂的书面说明。" },
    tells: {
      of: "held { until reason }",
      as: { held: { until: inTwoDays.toISOString(), reason: "等待印厂的书面说明。" } },
    },
  },
  "a lead gives a case to another moderator": {
    action: "REASSIGN",
    situation: when("SUBMITTED, taken"),
    who: "zhou.lead",
    answers: { 处理专员: "刘洋", 理由: REASON },
    shows: { 办理情况: "刘洋" },
    tells: {
      of: `assignedTo { displayName } lease { holderName } ${HISTORY}`,
      as: { ...{ assignedTo: { displayName: "刘洋" }, lease: null }, ...kept("COMPLAINT_REASSIGNED", REASON) },
    },
  },
  "a moderator hands a case to a lead": {
    action: "ESCALATE_TO_LEAD",
    situation: when("UNDER_REVIEW, taken"),
    who: "chen.mod",
    answers: { 理由: REASON },
    shows: { 办理情况: "待主管处理。" },
    tells: {
      of: `escalated lease { holderName } ${HISTORY}`,
      as: { ...{ escalated: true, lease: null }, ...kept("COMPLAINT_ESCALATED_TO_LEAD", REASON) },
    },
  },
  "a moderator declares a conflict of interest": {
    action: "RECUSE",
    situation: when("SUBMITTED, taken"),
    who: "chen.mod",
    answers: { 理由: "服务商是我的亲戚。" },
    shows: { 办理情况: messages["recused.DECLARED"] },
    tells: {
      of: `lease { holderName } ${HISTORY}`,
      as: { lease: null, ...kept("MODERATOR_RECUSED", "服务商是我的亲戚。") },
    },
  },
};
