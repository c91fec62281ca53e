import { MESSAGES } from "../../src/app/messages";
import { HALF_PROVED } from "./party-walks";
import { when, type Answers, type CaseAction, type DeskAction, type Walk } from "./walks";

const messages = MESSAGES["zh-CN"];

/** A form that is filled in so that the server says no. */
export interface Refused<Action> extends Pick<Walk<Action>, "action" | "situation" | "who"> {
  answers: Answers;
  says: string;
  /** What the refusal stands beside, by its label. */
  about: string;
}

const atLeast = (min: number): string => messages["text.tooShort"].replace("{{min}}", String(min));

export const REFUSED_IN_CASE: Record<string, Refused<CaseAction>> = {
  "damaged goods of which nobody says what is wrong": {
    action: "RECEIVE_RETURN",
    situation: when("SETTLING, goods are on their way back"),
    who: "wang.owner",
    answers: { 到货情况: "损坏或使用过" },
    says: messages["return.noteNeeded"],
    about: "具体问题",
  },
  "a stay for a procedure outside that is not named": {
    action: "STAY",
    situation: when("UNDER_REVIEW, taken"),
    who: "zhou.lead",
    answers: { 理由类别: "外部程序", 理由: "双方已在别处处理同一纠纷。", 外部案号: "77" },
    says: messages["stay.route.OUTSIDE_PROCEDURE"],
    about: "外部途径",
  },
  "evidence that is asked for in too few words": {
    action: "REQUEST_EVIDENCE",
    situation: when("UNDER_REVIEW, taken"),
    who: "chen.mod",
    answers: { 要求对象: "服务商", 需要了解的情况: "记录", 是否必须答复: "案件等待答复" },
    says: atLeast(10),
    about: "需要了解的情况",
  },
  "a remedy confirmed that nobody has proved": {
    action: "CONFIRM_REMEDY",
    situation: HALF_PROVED,
    who: "li.na",
    answers: { 补救措施: "道歉 · 书面道歉" },
    says: messages["remedy.notProved"],
    about: "补救措施",
  },
};

export const REFUSED_AT_DESK: Record<string, Refused<DeskAction>> = {
  "a case held back until a time that is over": {
    action: "HOLD",
    situation: when("SUBMITTED, taken"),
    who: "chen.mod",
    answers: { 直到: "2026-01-05T09:30", 理由: "等待印厂的书面说明。" },
    says: messages["desk.holdUntil"].replace("{{days}}", "14"),
    about: "直到",
  },
  "a case given to a colleague without a reason": {
    action: "REASSIGN",
    situation: when("SUBMITTED, taken"),
    who: "zhou.lead",
    answers: { 处理专员: "刘洋", 理由: "快" },
    says: atLeast(5),
    about: "理由",
  },
};
