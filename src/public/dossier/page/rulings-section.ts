import type { Bilingual } from "../../../platform/graphql/bilingual";
import { BASIS, REMEDY, SEVERITY, SIDE } from "./case-words";
import {
  APPEAL_GROUND,
  APPEAL_STATUS,
  FINDING,
  FINE_STATUS,
  INTERIM,
  INTERIM_END,
  OUTCOME,
  PENALTY_STATUS,
  REGISTER,
  REVERSAL,
  ROOT_CAUSE,
} from "./decision-words";
import type { Gathered } from "./gathered";
import { markup, type Html } from "./html";
import { facts, paragraph, type Pen, type Shown } from "./pen";

export function rulingsSection(pen: Pen, gathered: Gathered): Html {
  const rulings = gathered.all("ruling");
  return markup`<h2>${pen.say(["六、处理决定与执行", "6. Rulings and what followed"])}</h2>
    ${rulings.length === 0 ? pen.none() : null}
    ${rulings.map((ruling) => oneRuling(pen, gathered, ruling))}
    ${gathered.all("interimMeasure").map((measure) => interimFacts(pen, measure))}`;
}

function interimFacts(pen: Pen, measure: Shown): Html {
  const when = (name: string) => pen.field(measure, name, (at) => pen.when(at));
  return markup`<h3>${pen.say(["临时措施（决定作出前，不代表任何认定）", "Interim measure (before the decision; no finding)"])}</h3>
    ${facts(pen, [
      [["内容", "What"], pen.field(measure, "kind", (code) => pen.code(INTERIM, code))],
      [["理由", "Reason"], pen.field(measure, "reason")],
      [["开始", "From"], when("startsAt")],
      [["结束", "Until"], when("endsAt")],
      [["结束原因", "Why it ended"], pen.field(measure, "endedBecause", (code) => pen.code(INTERIM_END, code))],
      [["服务商申请复核", "The provider asked for a review"], pen.field(measure, "reviewText")],
      [["复核决定", "Decision on the review"], pen.field(measure, "reviewReason")],
    ])}`;
}

function oneRuling(pen: Pen, gathered: Gathered, ruling: Shown): Html {
  const when = (name: string) => pen.field(ruling, name, (at) => pen.when(at));
  const own = (kind: string): readonly Shown[] => gathered.of(kind, "rulingId", ruling.fields.id);
  const round = String(ruling.fields.round);
  return markup`<h3>${pen.say([`处理决定（第 ${round} 轮）`, `Ruling of round ${round}`])}</h3>
    ${facts(pen, [
      [["编号", "No."], pen.field(ruling, "id")],
      [["结果", "Outcome"], pen.field(ruling, "outcome", (code) => pen.code(OUTCOME, code))],
      [["处理人员", "Decided by"], pen.field(ruling, "decidedBy", (label) => pen.person(label, SIDE))],
      [["复核人", "Approved by"], pen.field(ruling, "approvedBy", (label) => pen.person(label, SIDE))],
      [["作出时间", "Issued"], when("issuedAt")],
      [["申诉期至", "Open to appeal until"], when("appealableUntil")],
      [["生效时间", "Final since"], when("finalAt")],
      [["撤销时间", "Reversed"], when("reversedAt")],
      [["撤销原因", "Reversed because"], pen.field(ruling, "reversedBecause", (code) => pen.code(REVERSAL, code))],
      [["违约原因", "Root cause"], pen.field(ruling, "rootCause", (code) => pen.code(ROOT_CAUSE, code))],
    ])}
    <h3>${pen.say(["认定的事实", "Facts held proven"])}</h3>
    ${paragraph(pen.field(ruling, "facts"))}
    <h3>${pen.say(["理由", "Reasons"])}</h3>
    ${paragraph(pen.field(ruling, "reasoning"))}
    ${own("finding").map((finding, index) => findingFacts(pen, gathered, finding, index + 1))}
    ${own("remedy").map((remedy) => remedyFacts(pen, remedy))}
    ${own("penalty").map((penalty) => penaltyFacts(pen, gathered, penalty))}
    ${own("appeal").map((appeal) => appealFacts(pen, appeal))} ${registerLines(pen, own("registerEntry"))}`;
}

function findingFacts(pen: Pen, gathered: Gathered, finding: Shown, number: number): Html {
  const rule = gathered.of("rule", "id", finding.fields.ruleVersionId)[0];
  const breach = gathered.of("breach", "id", finding.fields.breachId)[0];
  const promise = breach && gathered.of("promise", "promiseVersionId", breach.fields.promiseVersionId)[0];
  return markup`<h3>${pen.say([`逐项认定 ${number}`, `Finding ${number}`])}</h3>
    ${facts(pen, [
      [["承诺", "Promise"], promise ? pen.field(promise, "text") : null],
      [["认定", "Finding"], pen.field(finding, "finding", (code) => pen.code(FINDING, code))],
      [["程度", "Severity"], pen.field(finding, "severity", (code) => pen.code(SEVERITY, code))],
      [["适用规则", "Rule applied"], rule ? ruleText(pen, rule) : null],
      [["理由", "Reasons"], pen.field(finding, "reasoning")],
    ])}`;
}

function ruleText(pen: Pen, { fields }: Shown): string {
  const { code, version } = fields;
  const [title, text] = [fields.title as Bilingual, fields.text as Bilingual];
  const inWords = (language: keyof Bilingual): string =>
    `${String(code)} v${String(version)} ${title[language]}\n${text[language]}`;
  return pen.say([inWords("zhCN"), inWords("en")]);
}

function remedyFacts(pen: Pen, remedy: Shown): Html {
  const when = (name: string) => pen.field(remedy, name, (at) => pen.when(at));
  const { currency, insteadCurrency } = remedy.fields;
  return markup`<h3>${pen.say(["责令补救", "Remedy ordered"])}</h3>
    ${facts(pen, [
      [["方式", "What"], pen.field(remedy, "kind", (code) => pen.code(REMEDY, code))],
      [["金额", "Amount"], pen.field(remedy, "amount", (amount) => pen.money(amount, currency))],
      [["赔偿依据", "Basis of the compensation"], pen.field(remedy, "basis", (code) => pen.code(BASIS, code))],
      [["法律依据", "The law that grants it"], pen.field(remedy, "ground")],
      [["折价", "Worth in money"], pen.field(remedy, "insteadAmount", (sum) => pen.money(sum, insteadCurrency))],
      [["内容", "In words"], pen.field(remedy, "text")],
      [["期限", "Due"], when("dueAt")],
      [["履行证明", "Proof"], pen.field(remedy, "proof")],
      [["提交证明时间", "Proof filed"], when("proofFiledAt")],
      [["消费者异议", "Contested by the consumer"], pen.field(remedy, "contestReason")],
      [["要求核实", "Verification asked for"], when("verificationRequestedAt")],
      [["平台核实", "Verified by the platform"], when("verifiedAt")],
      [["消费者确认", "Confirmed by the consumer"], when("confirmedAt")],
      [["消费者放弃", "Waived by the consumer"], when("waivedAt")],
      [["逾期", "Defaulted"], when("defaultedAt")],
      [["从保证金支付", "Paid from the deposit"], when("paidFromDepositAt")],
    ])}`;
}

function penaltyFacts(pen: Pen, gathered: Gathered, penalty: Shown): Html {
  const when = (name: string) => pen.field(penalty, name, (at) => pen.when(at));
  const fine = gathered.of("fine", "penaltyId", penalty.fields.id)[0];
  const { currency, days } = penalty.fields;
  return markup`<h3>${pen.say(["对服务商的处理措施", "Penalty"])}</h3>
    ${facts(pen, [
      [["种类", "Kind"], pen.field(penalty, "kind", (kind) => pen.penaltyKind(kind))],
      [["金额", "Amount"], pen.field(penalty, "amount", (amount) => pen.money(amount, currency))],
      [["期限", "Lasts"], typeof days === "number" ? pen.say([`${days} 天`, `${days} days`]) : null],
      [["理由", "Reason"], pen.field(penalty, "reason")],
      [["状态", "State"], pen.field(penalty, "status", (code) => pen.code(PENALTY_STATUS, code))],
      [["生效", "From"], when("startsAt")],
      [["结束", "Until"], when("endsAt")],
      [["服务商陈述", "The provider's statement"], hearing(pen, penalty)],
      [
        ["违约金缴纳", "Payment of the contract charge"],
        fine ? pen.field(fine, "status", (code) => pen.code(FINE_STATUS, code)) : null,
      ],
    ])}`;
}

/** Most penalties have no hearing: a redaction mark there would suggest that one was withheld. */
const hearing = (pen: Pen, penalty: Shown): Html | string | null =>
  penalty.fields.hearingUntil === null ? null : pen.field(penalty, "hearingStatement");

function appealFacts(pen: Pen, appeal: Shown): Html {
  return markup`<h3>${pen.say(["申诉", "Appeal"])}</h3>
    ${facts(pen, [
      [["申诉方", "By"], pen.field(appeal, "bySide", (side) => pen.code(SIDE, side))],
      [["理由类别", "Ground"], pen.field(appeal, "ground", (code) => pen.code(APPEAL_GROUND, code))],
      [["申诉理由", "Why"], pen.field(appeal, "text")],
      [["提出时间", "Filed"], pen.field(appeal, "filedAt", (at) => pen.when(at))],
      [["对方答辩", "Answer of the other side"], pen.field(appeal, "answer")],
      [["答辩时间", "Answered"], pen.field(appeal, "answeredAt", (at) => pen.when(at))],
      [["结果", "Result"], pen.field(appeal, "status", (code) => pen.code(APPEAL_STATUS, code))],
      [["决定人", "Decided by"], pen.field(appeal, "decidedBy", (label) => pen.person(label, SIDE))],
      [["决定理由", "Reasons"], pen.field(appeal, "reason")],
    ])}`;
}

function registerLines(pen: Pen, entries: readonly Shown[]): Html {
  if (entries.length === 0) return markup``;
  return markup`<h3>${pen.say(["公示", "Public register"])}</h3>
    ${entries.map(({ fields }) => markup`<p>${pen.when(fields.at)} ${pen.code(REGISTER, fields.kind)}</p>`)}`;
}
