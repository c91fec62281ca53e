import type { DecisionInput, PenaltyInput, RemedyInput } from "../../../adjudication/rulings/ruling.types";
import { RuleVersion } from "../../../adjudication/rules/rule-version.entity";
import { Breach } from "../../../case/complaints/breach.entity";
import type { PromiseKind } from "../../../market/promises/promise-kind.types";
import { made, shareOf, type Scene } from "./market-story";
import { DECIDED } from "./market-words.table";

export interface Verdict {
  result: keyof typeof DECIDED;
  /** Of what was claimed. */
  share: number;
  /** Done again instead of paid. */
  again?: true;
  penalty?: "WARNING" | "FINE" | "SUSPENSION" | "TERMINATION";
  /** The rule that was broken, where it is not that of the promise's kind. */
  rule?: "FRAUD-1";
  departs?: true;
}

const RULES: Partial<Record<PromiseKind, string>> = {
  PRICE: "PRICE-1",
  GIFT_OR_DISCOUNT: "GIFT-1",
  QUALITY: "QUALITY-1",
  DELIVERY_TIME: "DELIVERY-1",
  AFTER_SALES: "AFTERSALES-1",
  RETURN_REFUND: "RETURN-1",
  CONFIDENTIALITY: "CONF-1",
  AVAILABILITY: "QUALITY-1",
};

const OUTCOMES = { BROKEN: "UPHELD", PARTLY_BROKEN: "PARTLY_UPHELD", NOT_PROVEN: "DISMISSED" } as const;

/** The decision on a case that complains of one promise. */
export async function decisionOf(scene: Scene, verdict: Verdict): Promise<DecisionInput> {
  const { tx } = scene;
  const breach = await tx.findOne(Breach, { complaintId: made(scene, "complaint") });
  const code = verdict.rule ?? (breach && RULES[breach.kind]);
  const rule = code ? await tx.findOne(RuleVersion, { code }) : null;
  if (!breach || !rule) throw new Error(`no rule for ${made(scene, "complaint")}`);
  const text = DECIDED[verdict.result];
  return {
    outcome: OUTCOMES[verdict.result],
    facts: text.facts,
    reasoning: text.reasoning,
    publicText: text.public,
    rootCause: verdict.result === "NOT_PROVEN" ? "NONE" : verdict.rule ? "SHORT_TERM_GAIN" : "CAPACITY",
    findings: [{ breachId: breach.id, result: verdict.result, ruleVersionId: rule.id, reasoning: text.finding }],
    remedies: remediesOf(verdict, shareOf(scene, verdict.share)),
    penalties: penaltiesOf(verdict),
    adverseInferences: [],
    ...(verdict.departs ? { departureReason: "多次出现同类问题，从重处理。" } : {}),
  };
}

function remediesOf({ result, again }: Verdict, amount: number): RemedyInput[] {
  if (result === "NOT_PROVEN") return [];
  if (again)
    return [{ kind: "REPERFORM", insteadAmount: amount, text: "按承诺重新完成未达标的部分。", withinDays: 14 }];
  return [{ kind: "REFUND_PART", amount, text: "退还与未兑现部分相当的费用。", withinDays: 7 }];
}

const REASONS = {
  WARNING: "没有兑现承诺，予以警告。",
  FINE: "同类问题反复发生，按约定收取违约金。",
  SUSPENSION: "以虚假承诺欺骗消费者，暂停经营。",
  TERMINATION: "再次以虚假承诺欺骗消费者，解除合作。",
};

function penaltiesOf({ penalty }: Verdict): PenaltyInput[] {
  if (!penalty) return [];
  const reason = REASONS[penalty];
  if (penalty === "FINE") return [{ kind: penalty, amount: 50_000, reason }];
  return [{ kind: penalty, reason, ...(penalty === "SUSPENSION" ? { days: 90 } : {}) }];
}
