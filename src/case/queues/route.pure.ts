/** The conditions of a rule; null matches every case. */
export interface RoutingConditions {
  category: string | null;
  /** L1 to L4, in alphabetical order. */
  severityAtLeast: string | null;
  /** Minor units: of `currency`, or without one of whatever currency the case is in. */
  amountAtLeast: number | null;
  currency: string | null;
  breachClass: string | null;
}

export interface Routing extends RoutingConditions {
  queue: string;
}

/** What the rules may know of a case. */
export interface Routed {
  category: string | null;
  severity: string;
  amountAtStake: number;
  currency: string;
  breachClass: string;
}

/** The queue of the first rule that matches. The last rule matches everything, so there always is one. */
export function route(rules: readonly Routing[], subject: Routed): string {
  const rule = rules.find((candidate) => fits(candidate, subject));
  if (!rule) throw new Error("no routing rule matches; the last one must match everything");
  return rule.queue;
}

function fits(rule: RoutingConditions, subject: Routed): boolean {
  return (
    (rule.category === null || rule.category === subject.category) &&
    (rule.severityAtLeast === null || subject.severity >= rule.severityAtLeast) &&
    (rule.amountAtLeast === null || subject.amountAtStake >= rule.amountAtLeast) &&
    (rule.currency === null || rule.currency === subject.currency) &&
    (rule.breachClass === null || rule.breachClass === subject.breachClass)
  );
}

/** The rule has no conditions, so every case that reaches it matches. */
export const fitsEverything = (rule: RoutingConditions): boolean =>
  rule.category === null &&
  rule.severityAtLeast === null &&
  rule.amountAtLeast === null &&
  rule.currency === null &&
  rule.breachClass === null;
