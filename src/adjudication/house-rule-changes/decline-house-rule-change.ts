import type { Actor } from "../../accounts/actor/actor";
import type { Tx } from "../../platform/database/tx";
import type { DeclineHouseRuleChangeInput } from "./house-rule-change.types";
import { openHouseRuleChange } from "./open-house-rule-change";
import { recordHouseRules } from "./record-house-rules";

export async function declineHouseRuleChange(
  tx: Tx,
  actor: Actor,
  { changeId, reason }: DeclineHouseRuleChangeInput,
): Promise<{ changeId: string }> {
  const { head, change, role, author } = await openHouseRuleChange(tx, actor, changeId, "DECLINE");
  const decision = { decidedById: actor.accountId, decidedAs: role, decidedAt: tx.now, note: reason };
  tx.change(change, { ...decision, state: "DECLINED" });
  await recordHouseRules(tx, head, "HOUSE_RULES_DECLINED", author, change);
  return { changeId };
}
