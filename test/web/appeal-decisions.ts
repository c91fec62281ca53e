import type { Locator } from "playwright-core";
import { fillIn, when, type Answers, type Walk } from "./walks";

interface AppealDecision extends Pick<Walk<unknown>, "situation" | "shows" | "tells"> {
  answers: Answers;
  /** How the ruling, copied, is changed into what takes its place. */
  replace?: (editor: Locator) => Promise<void>;
}

const remedyOf = (editor: Locator): Locator => editor.getByRole("group", { name: "补救 1" });

async function dismiss(editor: Locator): Promise<void> {
  await fillIn(editor.getByRole("article", { name: /^违约项 1/ }), {
    未能证明: "checked",
    违规等级: "按规则",
    理由: "日志显示按时交付。",
  });
  await fillIn(editor, { 结果: "驳回投诉", 偏离先例的理由: "新证据推翻了原认定。" });
  await remedyOf(editor).getByRole("button", { name: "移除" }).click();
  await editor.getByRole("group", { name: "处理措施 1" }).getByRole("button", { name: "移除" }).click();
}

async function refundLess(editor: Locator): Promise<void> {
  await fillIn(remedyOf(editor), { "金额（CNY）": "299.50", 具体内容: "退还 299.5 元", "期限（天）": "10" });
  await fillIn(editor, { 偏离先例的理由: "逾期时间短，影响有限。" });
}

/** How a lead decides otherwise than that the ruling stands, which is walked where the desk is. */
export const APPEAL_DECISIONS: Record<string, AppealDecision> = {
  "is granted: the ruling's place is taken by a dismissal": {
    situation: when("APPEALED by the provider, and answered"),
    answers: { 结果: "申诉成立", 理由: "日志证明初稿按时交付。", 以新的处理决定取代原处理决定: "checked" },
    replace: dismiss,
    shows: { 处理决定: "驳回投诉", 申诉: "日志证明初稿按时交付。" },
    tells: {
      of: "ruling { outcome findings { result reasoning } remedies { id } penalties { status } replaces { outcome } } appeals { status reason }",
      as: {
        ...{ status: "CLOSED", closureReason: "DISMISSED" },
        ruling: {
          outcome: "DISMISSED",
          findings: [{ result: "NOT_PROVEN", reasoning: "日志显示按时交付。" }],
          remedies: [],
          penalties: [],
          replaces: { outcome: "UPHELD" },
        },
        appeals: [{ status: "GRANTED", reason: "日志证明初稿按时交付。" }],
      },
    },
  },
  "is granted in part: less is to be refunded, and later": {
    situation: when("APPEALED by the provider, and answered"),
    answers: { 结果: "申诉部分成立", 理由: "金额过高，应予减少。", 以新的处理决定取代原处理决定: "checked" },
    replace: refundLess,
    shows: { 处理决定: "¥299.50", 申诉: "申诉部分成立" },
    tells: {
      of: "ruling { outcome departureReason remedies { amount { amount } text withinDays } } appeals { status }",
      as: {
        status: "ENFORCING",
        ruling: {
          outcome: "UPHELD",
          departureReason: "逾期时间短，影响有限。",
          remedies: [{ amount: { amount: 29_950 }, text: "退还 299.5 元", withinDays: 10 }],
        },
        appeals: [{ status: "PARTLY_GRANTED" }],
      },
    },
  },
  "is granted by sending the case back": {
    situation: when("APPEALED by both, and answered"),
    answers: { 结果: "发回重审", 理由: "原审未听取服务商意见。" },
    shows: { 申诉: "原审未听取服务商意见。" },
    tells: {
      of: "ruling { id } appeals { status reason }",
      as: {
        status: "EVIDENCE",
        ruling: null,
        appeals: Array.from({ length: 2 }, () => ({ status: "REMITTED", reason: "原审未听取服务商意见。" })),
      },
    },
  },
};
