import { SYSTEM } from "../../accounts/account/record-on-account";
import { dueIds, sweepDue, type Sweep } from "../../platform/database/sweep-due";
import type { Tx } from "../../platform/database/tx";
import { HouseRuleChange } from "./house-rule-change.entity";
import { HouseRuleHead, THE_HOUSE_RULES } from "./house-rule-head.entity";
import { recordHouseRules } from "./record-house-rules";

/** Proposals that no one decided lapse, each recorded once by whichever node is first. */
export const sweepHouseRuleChanges: Sweep = ({ database, clock, log }) =>
  sweepDue(database, log, {
    find: (limit) =>
      dueIds(
        database,
        "SELECT id FROM house_rule_change WHERE state = 'PROPOSED' AND ends_at <= ? ORDER BY ends_at LIMIT ?",
        [clock.now(), limit],
      ),
    act: lapse,
    what: "a proposed change of house rules could not lapse",
  });

async function lapse(tx: Tx, id: string): Promise<boolean> {
  const head = await tx.lock(HouseRuleHead, THE_HOUSE_RULES);
  const change = await tx.byId(HouseRuleChange, id);
  if (!head || change?.state !== "PROPOSED" || change.endsAt > tx.now) return false;
  tx.change(change, { state: "LAPSED" });
  await recordHouseRules(tx, head, "HOUSE_RULES_LAPSED", SYSTEM, change);
  return true;
}
