/** What a rule asks of a case; null asks nothing. */
export interface RoutingConditions {
  category: string | null;
  /** L1 to L4, in the order of the alphabet. */
  severityAtLeast: string | null;
  /** Minor units, of whatever currency the case is in. */
  amountAtLeast: number | null;
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
  breachClass: string;
}

/** The queue of the first rule that fits. The last rule fits everything, so there always is one. */
export function route(rules: readonly Routing[], subject: Routed): string {
  const rule = rules.find((candidate) => fits(candidate, subject));
  if (!rule) throw new Error("no routing rule fits: the last one must fit everything");
  return rule.queue;
}

function fits(rule: RoutingConditions, subject: Routed): boolean {
  return (
    (rule.category === null || rule.category === subject.category) &&
    (rule.severityAtLeast === null || subject.severity >= rule.severityAtLeast) &&
    (rule.amountAtLeast === null || subject.amountAtStake >= rule.amountAtLeast) &&
    (rule.breachClass === null || rule.breachClass === subject.breachClass)
  );
}

/** The rule asks nothing, so whatever comes to it stays. */
export const fitsEverything = (rule: RoutingConditions): boolean =>
  rule.category === null && rule.severityAtLeast === null && rule.amountAtLeast === null && rule.breachClass === null;
