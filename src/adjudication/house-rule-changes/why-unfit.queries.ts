import { activeLeads } from "../../accounts/account/leads.queries";
import { lacksVersion, misfit } from "../../house-rules/house-rule-combination.pure";
import { titleOfRule } from "../../house-rules/house-rule-titles.pure";
import type { HouseRules } from "../../house-rules/house-rules";
import type { HouseRule } from "../../house-rules/house-rules.table";
import type { Reader } from "../../platform/database/reader";
import type { Obstacle } from "../../platform/refusal";
import { approvalShortages } from "../penalties/approval-reach.pure";
import { toApprovalRule } from "../penalties/approval-reach.queries";

const APPROVALS = /^approvals\.(SUSPENSION|TERMINATION|exclusion)$/;

/**
 * What can never be met: numbers that do not fit each other, or more approvals than there are leads to give, which is the check made at
 * start. Both `before` and `after` are at the moment the change begins; asked for it, and for each later one that is decided already.
 */
export async function whyUnfit(
  reader: Reader,
  before: HouseRules,
  after: HouseRules,
  codes: readonly HouseRule[],
): Promise<Obstacle | null> {
  const code = "BAD_USER_INPUT";
  const leads = codes.some((each) => APPROVALS.test(each)) ? await activeLeads(reader) : null;
  for (const moment of after.moments) {
    const rules = after.at(moment);
    const unfit = misfit(rules, codes);
    if (unfit) return { code, reason: "houseRules.unfit", params: { rules: unfit.map(titleOfRule), from: moment } };
    const [shortage] = leads ? approvalShortages(leads, [], toApprovalRule(rules)) : [];
    if (shortage) {
      const { kind, needed, possible } = shortage;
      return { code, reason: "houseRules.outOfReach", params: { kind, needed, possible } };
    }
  }
  return lacksVersion(before, after, codes) ? { code, reason: "houseRules.version" } : null;
}
