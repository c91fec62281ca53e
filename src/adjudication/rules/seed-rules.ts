import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import { defaultRules } from "./default-rules";
import { Rule } from "./rule.entity";
import { RuleVersion } from "./rule-version.entity";

/** Adds the missing default rules; safe to run twice. */
export async function seedRules(tx: Tx): Promise<void> {
  const known = new Set((await tx.find(Rule, {})).map(({ code }) => code));
  for (const { measures, ...rule } of defaultRules.filter(({ code }) => !known.has(code))) {
    const ruleId = newId(Rule);
    tx.insert(Rule, { id: ruleId, code: rule.code });
    tx.insert(RuleVersion, {
      ...rule,
      id: newId(RuleVersion),
      ruleId,
      measures: [...measures],
      version: 1,
      noticeAt: 0,
      effectiveFrom: 0,
      effectiveUntil: null,
    });
  }
}
