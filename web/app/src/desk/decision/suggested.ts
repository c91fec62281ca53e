import type { PromiseKind, RulingOutcome } from "../../api/schema.generated";
import { labelOf } from "../../text/labels";
import { isBreach, NEW_REMEDY, NO_FINDING, type Decision, type FindingDraft, type RemedyDraft } from "./decision";
import type { DecidableCaseFragment, RulesInForceQuery } from "./decision.generated";

type Rule = RulesInForceQuery["rules"][number];
type Breach = DecidableCaseFragment["breaches"][number];

/** The rules about a kind of promise, by the beginning of their codes; others are broken whatever was promised. */
const RULES_ABOUT: Partial<Record<PromiseKind, string>> = {
  PRICE: "PRICE-",
  GIFT_OR_DISCOUNT: "GIFT-",
  QUALITY: "QUALITY-",
  DELIVERY_TIME: "DELIVERY-",
  AFTER_SALES: "AFTERSALES-",
  RETURN_REFUND: "RETURN-",
  CONFIDENTIALITY: "CONF-",
};

/** Those that are about this kind of promise, before all others. */
export function byKind(rules: readonly Rule[], kind: PromiseKind): { about: Rule[]; others: Rule[] } {
  const begins = RULES_ABOUT[kind];
  const about = rules.filter(({ code }) => begins !== undefined && code.startsWith(begins));
  return { about, others: rules.filter((rule) => !about.includes(rule)) };
}

/** Once something is found and no rule is chosen: the only one about this kind of promise. */
export function withRule(finding: FindingDraft, rules: readonly Rule[], kind: PromiseKind): FindingDraft {
  const { about } = byKind(rules, kind);
  const [only] = about;
  return finding.result && !finding.ruleVersionId && only && about.length === 1
    ? { ...finding, ruleVersionId: only.id }
    : finding;
}

/** What the findings come to; nothing while one is missing. */
export function outcomeOf(findings: Decision["findings"], breaches: readonly Pick<Breach, "id">[]): RulingOutcome | "" {
  const results = breaches.map(({ id }) => (findings[id] ?? NO_FINDING).result);
  if (results.some((result) => result === "")) return "";
  const broken = results.filter(isBreach).length;
  if (broken === 0) return "DISMISSED";
  return results.every((result) => result === "BROKEN") ? "UPHELD" : "PARTLY_UPHELD";
}

/** The change to a decision when its findings change: who has chosen no other outcome and no other remedies gets those that follow. */
export function changeOf(
  decision: Decision,
  findings: Decision["findings"],
  complaint: DecidableCaseFragment,
): Partial<Decision> {
  const { breaches } = complaint;
  const followed = outcomeOf(decision.findings, breaches);
  const outcome = outcomeOf(findings, breaches);
  return {
    findings,
    ...(decision.outcome === followed && { outcome }),
    ...(isSame(decision.remedies, remediesOf(followed, complaint)) && { remedies: remediesOf(outcome, complaint) }),
  };
}

/** What an outcome leads to at first: what was asked for, where a promise was broken. */
const remediesOf = (outcome: RulingOutcome | "", complaint: DecidableCaseFragment): RemedyDraft[] =>
  outcome === "UPHELD" || outcome === "PARTLY_UPHELD" ? [asAsked(complaint)] : [];

const isSame = (one: readonly RemedyDraft[], other: readonly RemedyDraft[]): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** The first remedy begins as what was asked for. */
export function asAsked({ demandKind, demandText, demand }: DecidableCaseFragment): RemedyDraft {
  const text = demandText ?? labelOf("RemedyKind", demandKind);
  return { ...NEW_REMEDY, kind: demandKind, amount: demand?.amount ?? null, text };
}
