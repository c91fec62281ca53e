import { HouseRuleChange } from "../../adjudication/house-rule-changes/house-rule-change.entity";
import { FORMER_VALUES } from "../../house-rules/former-values.table";
import { isHouseRule, isSameValue } from "../../house-rules/house-rule-value.pure";
import { HOUSE_RULES } from "../../house-rules/house-rules.table";
import { PolicyValue } from "../../house-rules/policy-value.entity";
import type { Reader } from "../../platform/database/reader";
import { sql } from "../../platform/database/sql";
import { SANDBOX_RULES } from "../sandboxes/sandbox-limits.table";

/** Values that neither a change by two persons nor a release brought, and those of a change that are not there. */
export async function houseRuleProblems(reader: Reader): Promise<string[]> {
  const found = await compare(reader);
  // Rows were read one after the other: a change may have come in between.
  return found.length === 0 ? found : compare(reader);
}

type Numbers = Readonly<Record<string, number>>;

async function compare(reader: Reader): Promise<string[]> {
  const values = await reader.find(PolicyValue, {}, "ORDER BY code, effective_from");
  const changes = await reader.select(
    HouseRuleChange,
    sql`FROM house_rule_change t WHERE t.state = 'ANNOUNCED' ORDER BY t.id`,
  );
  const decided = new Map<string, Pick<PolicyValue, "effectiveFrom" | "value">>(
    changes.flatMap(({ id, effectiveFrom, differences }) =>
      differences.map(({ code, value }) => [`${id} ${code}`, { effectiveFrom, value }] as const),
    ),
  );
  const found: string[] = [];
  for (const each of values) {
    const name = `${each.changeId} ${each.code}`;
    const change = decided.get(name);
    decided.delete(name);
    const isDecided = change?.effectiveFrom === each.effectiveFrom && isSame(change.value, each.value);
    if (!(each.changeId === null ? isFirst(each) : isDecided))
      found.push(`the house rule ${each.code} has a value that nobody decided: ${JSON.stringify(each.value)}`);
  }
  return [...found, ...[...decided.keys()].map((name) => `a value of a house rule is gone: ${name}`)];
}

/** A database keeps the values that it began with. Those of a release that is not this one are not known. */
function isFirst({ code, effectiveFrom, value }: PolicyValue): boolean {
  if (!isHouseRule(code)) return true;
  const first = [HOUSE_RULES[code][0], SANDBOX_RULES[code], ...(FORMER_VALUES[code] ?? [])];
  return effectiveFrom === 0 && first.some((each) => each !== undefined && isSame(each, value));
}

const isSame = (a: Numbers, b: Numbers): boolean => isSameValue(a, b) && isSameValue(b, a);
