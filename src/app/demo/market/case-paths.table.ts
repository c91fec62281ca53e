import type { BreachClass } from "../../../case/complaints/complaint.lifecycle";
import type { CaseTold } from "./case-told";
import type { Verdict } from "./case-decision";
import type { Fault } from "./market-trades.table";

/** How a case goes, and how often it does in the full market and in the small one. */
export interface CasePath {
  name: string;
  full: number;
  small: number;
  tell: (told: CaseTold) => CaseTold;
  /** Still running: so many hours ago its last step was, and by how many each further one of the path is older. */
  hoursAgo?: number;
  apart?: number;
  /** Over, and begun so many days ago; the others are spread over the whole time. */
  daysAgo?: number;
  /** Nothing but small sums: with the shorter clocks, which count hours on every day of the week. */
  isSmall?: true;
  breachClass?: BreachClass;
  /** Its consumer or its provider, where it is somebody's of the story. */
  consumer?: string;
  provider?: number;
  moderator?: string;
  /** One of the trade's when left out. */
  fault?: Fault;
  /** Mostly against the providers that keep their word least. */
  isBad?: true;
}

const BROKEN: Verdict = { result: "BROKEN", share: 1, penalty: "WARNING" };
const PARTLY: Verdict = { result: "PARTLY_BROKEN", share: 0.5 };
const NOT_PROVEN: Verdict = { result: "NOT_PROVEN", share: 0 };
const AGAIN: Verdict = { result: "BROKEN", share: 1, again: true, penalty: "WARNING" };
const FRAUD: Verdict = { result: "BROKEN", share: 1, rule: "FRAUD-1", penalty: "SUSPENSION" };
const TERMINATED: Verdict = { ...FRAUD, penalty: "TERMINATION", departs: true };

const LATE: Fault = [
  "DELIVERY_TIME",
  "The first draft came three days late",
  "I ordered the home page for a campaign. The draft came three days after the time on the listing, and the campaign had begun without it.",
  "A first draft within 72 hours",
  "A first draft after six days",
];

/** All within the shorter clocks of small sums: whether a case has them is known once there is an order. */
const refused = (told: CaseTold): CaseTold => told.open().talk(1).refuse(told.hours(6, 18));
const submitted = (told: CaseTold): CaseTold => refused(told).escalate(told.hours(5, 120));
const accepted = (told: CaseTold): CaseTold => submitted(told).acceptCase(told.hours(8, 20));
const reviewed = (told: CaseTold): CaseTold =>
  closing(accepted(told).evidence(4, "CONSUMER", "CHAT").defend(told.hours(6, 12)));
const closing = (told: CaseTold): CaseTold =>
  told.closeEvidence(told.hours(3, 12), "CONSUMER").closeEvidence(told.hours(4, 8), "PROVIDER");
const ruled = (verdict: Verdict) => (told: CaseTold) => reviewed(told).rule(told.hours(22, 68), verdict);
const final = (told: CaseTold): CaseTold =>
  told.waive(told.hours(20, 120), "CONSUMER").waive(told.hours(10, 120), "PROVIDER");
const APPEALABLE_HOURS = 15 * 24 + 30;
/** After the sides have stopped talking. */
const EXPIRED_HOURS = 9 * 24;
/** Grave cases begin before the platform. */
const grave = (told: CaseTold): CaseTold =>
  closing(told.open().acceptCase(6).evidence(4, "CONSUMER", "CHAT").evidence(2, "CONSUMER", "INVOICE"));
const performed = (told: CaseTold): CaseTold => {
  told.proveRemedy(told.hours(30, 130)).confirmRemedy(told.hours(6, 60));
  // Most say that they accept it; for the others it is over when the time to appeal is.
  if (told.hours(1, 3) === 1) return told.verdict(APPEALABLE_HOURS);
  return told.waive(told.hours(20, 80), "CONSUMER").waive(told.hours(10, 70), "PROVIDER").verdict(9);
};

/** Those that still run. Together they are in every state, and everybody of the story has something to do. */
const OPEN: readonly CasePath[] = [
  // 王强 and 赵敏: two complaints whose first answer is due today.
  { name: "answer-due", full: 2, small: 1, hoursAgo: 43, provider: 0, tell: (told) => told.open() },
  // 李娜: an offer to answer.
  {
    name: "offer-to-answer",
    full: 1,
    small: 1,
    hoursAgo: 5,
    consumer: "li.na",
    provider: 0,
    tell: (told) => told.open().talk(2).offer(3, 0.5),
  },
  { name: "talking", full: 5, small: 1, hoursAgo: 4, apart: 20, tell: (told) => told.open().talk(3) },
  { name: "offered", full: 3, small: 0, hoursAgo: 7, apart: 18, tell: (told) => told.open().talk(2).offer(4, 0.4) },
  {
    name: "countered",
    full: 3,
    small: 1,
    hoursAgo: 6,
    apart: 18,
    tell: (told) => told.open().talk(4).offer(5, 0.3).counter(6, "CONSUMER", 0.9),
  },
  {
    name: "settling",
    full: 4,
    small: 1,
    hoursAgo: 20,
    apart: 38,
    tell: (told) => told.open().talk(2).offer(4, 0.7).accept(6),
  },
  {
    name: "settlement-proved",
    full: 2,
    small: 0,
    hoursAgo: 12,
    apart: 70,
    tell: (told) => told.open().talk(1).offer(4, 0.8).accept(6).proveSettlement(20),
  },
  { name: "due-soon", full: 2, small: 1, hoursAgo: 21.6, isSmall: true, tell: submitted },
  { name: "overdue", full: 1, small: 1, hoursAgo: 30, isSmall: true, tell: submitted },
  { name: "submitted", full: 7, small: 1, hoursAgo: 6, apart: 9, tell: submitted },
  { name: "grave", full: 1, small: 0, hoursAgo: 9, breachClass: "FRAUD", tell: (told) => told.open() },
  { name: "assigned", full: 1, small: 1, hoursAgo: 3, tell: (told) => submitted(told).assign(2, "chen.mod") },
  // Tom: the platform asks him for information.
  {
    name: "asked-tom",
    full: 1,
    small: 1,
    hoursAgo: 10,
    consumer: "tom",
    provider: 12,
    fault: LATE,
    tell: (told) => submitted(told).askInformation(6),
  },
  { name: "asked", full: 3, small: 0, hoursAgo: 14, apart: 30, tell: (told) => submitted(told).askInformation(6) },
  {
    name: "evidence",
    full: 7,
    small: 1,
    hoursAgo: 5,
    apart: 13,
    tell: (told) => accepted(told).evidence(5, "CONSUMER", "CHAT"),
  },
  {
    name: "evidence-assigned",
    full: 2,
    small: 1,
    hoursAgo: 8,
    apart: 20,
    moderator: "liu.mod",
    tell: (told) => accepted(told).evidence(5, "CONSUMER", "LABEL").evidence(3, "PROVIDER", "INVOICE"),
  },
  // 陈静: cases of hers, one of them nearly due.
  {
    name: "review-due",
    full: 1,
    small: 1,
    hoursAgo: 64,
    isSmall: true,
    tell: (told) => reviewed(told).assign(5, "chen.mod"),
  },
  {
    name: "review-hers",
    full: 2,
    small: 1,
    hoursAgo: 9,
    apart: 50,
    tell: (told) => reviewed(told).assign(4, "chen.mod"),
  },
  {
    name: "review-his",
    full: 2,
    small: 1,
    hoursAgo: 12,
    apart: 60,
    tell: (told) => reviewed(told).assign(4, "liu.mod"),
  },
  { name: "review", full: 3, small: 0, hoursAgo: 15, apart: 70, tell: reviewed },
  // 周敏 and the other leads: two rulings to approve.
  {
    name: "to-approve",
    full: 2,
    small: 1,
    hoursAgo: 8,
    breachClass: "FRAUD",
    isBad: true,
    tell: (told) => grave(told).rule(20, FRAUD),
  },
  { name: "ruled", full: 4, small: 1, hoursAgo: 30, apart: 35, tell: ruled(BROKEN) },
  {
    name: "ruled-proved",
    full: 2,
    small: 0,
    hoursAgo: 26,
    apart: 60,
    tell: (told) => ruled(PARTLY)(told).proveRemedy(40),
  },
  { name: "ruled-dismissed", full: 1, small: 0, hoursAgo: 60, tell: ruled(NOT_PROVEN) },
  {
    name: "appealed",
    full: 2,
    small: 0,
    hoursAgo: 20,
    apart: 40,
    tell: (told) => ruled(BROKEN)(told).appeal(40, "PROVIDER"),
  },
  // 周敏: an appeal to decide.
  {
    name: "appeal-answered",
    full: 1,
    small: 1,
    hoursAgo: 16,
    tell: (told) => ruled(PARTLY)(told).appeal(30, "CONSUMER").answerAppeal(20, "PROVIDER"),
  },
  { name: "enforcing", full: 5, small: 1, hoursAgo: 24, apart: 55, tell: (told) => final(ruled(AGAIN)(told)) },
  { name: "stayed", full: 1, small: 1, hoursAgo: 400, tell: (told) => accepted(told).stay(20, "qian.lead") },
  {
    name: "return-open",
    full: 1,
    small: 0,
    hoursAgo: 30,
    tell: (told) => told.open().talk(1).offer(4, 1, "RETURN_AND_REFUND").accept(5),
  },
  {
    name: "return-shipped",
    full: 1,
    small: 1,
    hoursAgo: 20,
    tell: (told) => told.open().talk(1).offer(4, 1, "RETURN_AND_REFUND").accept(5).ship(20),
  },
  {
    name: "return-received",
    full: 1,
    small: 0,
    hoursAgo: 18,
    tell: (told) => told.open().talk(1).offer(4, 1, "RETURN_AND_REFUND").accept(5).ship(20).receive(48),
  },
];

/** Those that are over, in every way in which a case ends. */
const CLOSED: readonly CasePath[] = [
  {
    name: "settled",
    full: 20,
    small: 1,
    tell: (told) =>
      told
        .open()
        .talk(2)
        .offer(5, 0.7)
        .accept(told.hours(8, 60))
        .proveSettlement(told.hours(30, 140))
        .confirmSettlement(10)
        .verdict(7),
  },
  {
    name: "settled-after-bargaining",
    full: 10,
    small: 1,
    tell: (told) =>
      told
        .open()
        .talk(4)
        .offer(6, 0.3)
        .counter(5, "CONSUMER", 0.9)
        .counter(4, "PROVIDER", 0.6)
        .accept(told.hours(6, 60))
        .proveSettlement(told.hours(30, 140))
        .confirmSettlement(20)
        .verdict(8),
  },
  { name: "withdrawn", full: 9, small: 1, tell: (told) => told.open().talk(2).withdraw(9) },
  { name: "refused-no-promise", full: 4, small: 1, tell: (told) => submitted(told).refuseCase(12, "NO_PROMISE") },
  {
    name: "refused-not-covered",
    full: 2,
    small: 0,
    tell: (told) => submitted(told).askInformation(5).supply(20).refuseCase(12, "NOT_COVERED"),
  },
  { name: "expired", full: 4, small: 1, tell: (told) => told.open().talk(1).finalAnswer(6).verdict(EXPIRED_HOURS) },
  {
    name: "outside",
    full: 1,
    small: 1,
    tell: (told) => accepted(told).stay(20, "gao.lead").closeExternal(300, "gao.lead"),
  },
  { name: "upheld", full: 17, small: 1, tell: (told) => performed(ruled(BROKEN)(told)) },
  { name: "upheld-of-the-bad", full: 13, small: 0, isBad: true, tell: (told) => performed(ruled(BROKEN)(told)) },
  { name: "upheld-small", full: 5, small: 0, isSmall: true, tell: (told) => performed(ruled(BROKEN)(told)) },
  {
    name: "upheld-fraud",
    full: 1,
    small: 0,
    breachClass: "FRAUD",
    provider: 5,
    daysAgo: 45,
    tell: (told) => grave(told).rule(20, FRAUD).approve(9, "qian.lead").proveRemedy(20).confirmRemedy(9),
  },
  {
    name: "terminated",
    full: 1,
    small: 0,
    breachClass: "FRAUD",
    provider: 10,
    daysAgo: 210,
    tell: (told) => grave(told).rule(20, TERMINATED).approve(9, "gao.lead").proveRemedy(20).confirmRemedy(9),
  },
  { name: "upheld-in-part", full: 9, small: 1, tell: (told) => performed(ruled(PARTLY)(told)) },
  { name: "dismissed", full: 6, small: 1, tell: (told) => final(ruled(NOT_PROVEN)(told)) },
  {
    name: "dismissed-after-information",
    full: 1,
    small: 0,
    tell: (told) => final(closing(submitted(told).askInformation(5).supply(10).acceptCase(9)).rule(20, NOT_PROVEN)),
  },
  {
    name: "appeal-dismissed",
    full: 4,
    small: 1,
    tell: (told) =>
      ruled(BROKEN)(told)
        .appeal(40, "PROVIDER")
        .answerAppeal(20, "CONSUMER")
        .decideAppeal(30, "qian.lead", null)
        .proveRemedy(20)
        .confirmRemedy(10),
  },
  {
    name: "appeal-won",
    full: 2,
    small: 1,
    tell: (told) =>
      ruled(BROKEN)(told)
        .appeal(40, "PROVIDER")
        .answerAppeal(20, "CONSUMER")
        .decideAppeal(30, "zhou.lead", PARTLY)
        .proveRemedy(20)
        .confirmRemedy(10),
  },
];

export const CASE_PATHS: readonly CasePath[] = [...OPEN, ...CLOSED];
