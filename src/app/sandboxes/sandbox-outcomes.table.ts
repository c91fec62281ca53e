import type { ComplaintStatus } from "../../case/complaints/complaint.lifecycle";
import type { Verdict } from "../demo/market/case-decision";
import type { CaseTold } from "../demo/market/case-told";

const BROKEN: Verdict = { result: "BROKEN", share: 1 };
const NOT_PROVEN: Verdict = { result: "NOT_PROVEN", share: 0 };
const AGAIN: Verdict = { ...BROKEN, again: true };

/** `from`: the state in which it was opened; grave cases begin before the platform. */
type Path = (told: CaseTold, from: ComplaintStatus) => CaseTold;

/** Each begins with what the one before it has done. */
const submitted: Path = (told, from) => (from === "NEGOTIATING" ? told.refuse(0).escalate(0) : told);
const accepted: Path = (told, from) => submitted(told, from).acceptCase(0);
const reviewed: Path = (told, from) => closing(accepted(told, from));
const closing = (told: CaseTold): CaseTold => told.closeEvidence(0, "CONSUMER").closeEvidence(0, "PROVIDER");
const ruled: Path = (told, from) => reviewed(told, from).rule(0, BROKEN);

/** How a test case comes from its opening to each state, by what the people in it do; no time passes. */
export const PATHS_TO: Readonly<Record<ComplaintStatus, Path>> = {
  NEGOTIATING: (told) => told,
  SETTLING: (told) => told.concede(0),
  SUBMITTED: submitted,
  INFO_REQUESTED: (told, from) => submitted(told, from).askInformation(0),
  EVIDENCE: accepted,
  UNDER_REVIEW: reviewed,
  RULED: ruled,
  APPEALED: (told, from) => ruled(told, from).appeal(0, "PROVIDER"),
  ENFORCING: (told, from) => reviewed(told, from).rule(0, AGAIN).waive(0, "CONSUMER").waive(0, "PROVIDER"),
  STAYED: (told, from) => accepted(told, from).stay(0, "qian.lead"),
  CLOSED: (told) => told.concede(0).proveSettlement(0).confirmSettlement(0),
};

export interface Outcome {
  word: string;
  /** What acts, in the words of the documentation. */
  en: string;
  zh: string;
  tell: Path;
}

/** What happens at once when a word is found in the title of a complaint that is opened. */
// oxfmt-ignore
export const TITLE_WORDS: readonly Outcome[] = [
  { word: "test:provider_accepts", en: "The provider gives what is demanded (SETTLING).", zh: "服务商接受诉求（SETTLING）。", tell: PATHS_TO.SETTLING },
  { word: "test:provider_pays", en: "The same, and it files the proof of the refund (SETTLING).", zh: "同上，并提交退款凭证（SETTLING）。", tell: (told) => told.concede(0).proveSettlement(0) },
  { word: "test:provider_offers", en: "The provider offers half of it (NEGOTIATING).", zh: "服务商提出退还一半（NEGOTIATING）。", tell: (told) => told.offer(0, 0.5) },
  { word: "test:provider_refuses", en: "The provider refuses the demand (NEGOTIATING).", zh: "服务商拒绝诉求（NEGOTIATING）。", tell: (told) => told.refuse(0) },
  { word: "test:refuse", en: "It is escalated, and a moderator does not accept it (CLOSED).", zh: "提交平台后，处理专员不予受理（CLOSED）。", tell: (told, from) => submitted(told, from).refuseCase(0, "NO_PROMISE") },
  { word: "test:ask", en: "It is escalated, and a moderator asks the consumer for information (INFO_REQUESTED).", zh: "提交平台后，处理专员要求消费者补充资料（INFO_REQUESTED）。", tell: PATHS_TO.INFO_REQUESTED },
  { word: "test:accept", en: "It is escalated, and a moderator accepts it (EVIDENCE).", zh: "提交平台后，处理专员予以受理（EVIDENCE）。", tell: PATHS_TO.EVIDENCE },
  { word: "test:uphold", en: "It is heard, and the ruling orders the refund (RULED).", zh: "审理后，处理决定认定投诉成立并责令退款（RULED）。", tell: PATHS_TO.RULED },
  { word: "test:dismiss", en: "It is heard and dismissed (RULED).", zh: "审理后，处理决定驳回投诉（RULED）。", tell: (told, from) => reviewed(told, from).rule(0, NOT_PROVEN) },
  { word: "test:appeal", en: "It is upheld, and the provider appeals (APPEALED).", zh: "处理决定认定投诉成立，服务商提出申诉（APPEALED）。", tell: PATHS_TO.APPEALED },
];

/** The same in what the provider writes of an offer, or of the proof of a settlement or a remedy. */
// oxfmt-ignore
export const ANSWER_WORDS: Readonly<Record<"OFFER" | "SETTLEMENT" | "REMEDY", readonly Outcome[]>> = {
  OFFER: [
    { word: "test:consumer_accepts", en: "Offer: the consumer accepts it (SETTLING).", zh: "和解方案：消费者接受（SETTLING）。", tell: (told) => told.accept(0) },
    { word: "test:consumer_declines", en: "Offer: the consumer declines it (NEGOTIATING).", zh: "和解方案：消费者拒绝（NEGOTIATING）。", tell: (told) => told.decline(0) },
  ],
  SETTLEMENT: [
    { word: "test:consumer_confirms", en: "Proof of a settlement: the consumer confirms it (CLOSED).", zh: "和解凭证：消费者确认（CLOSED）。", tell: (told) => told.confirmSettlement(0) },
    { word: "test:refund_fails", en: "Proof of a settlement: the consumer says that nothing came (ENFORCING).", zh: "和解凭证：消费者称款项未到（ENFORCING）。", tell: (told) => told.contestSettlement(0) },
  ],
  REMEDY: [
    { word: "test:consumer_confirms", en: "Proof of a ruling's remedy: the consumer confirms it.", zh: "处理决定的补救凭证：消费者确认。", tell: (told) => told.confirmRemedy(0) },
    { word: "test:refund_fails", en: "Proof of a ruling's remedy: the consumer says that nothing came.", zh: "处理决定的补救凭证：消费者称款项未到。", tell: (told) => told.contestRemedy(0) },
  ],
};
