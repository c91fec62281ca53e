import type { Actor } from "../../accounts/actor/actor";
import { HouseRules } from "../../house-rules/house-rules";
import { withdrawValues } from "../../house-rules/policy-value-changes";
import type { Tx } from "../../platform/database/tx";
import { Refusal } from "../../platform/refusal";
import type { HouseRuleChange } from "./house-rule-change.entity";
import type { WithdrawHouseRuleChangeInput } from "./house-rule-change.types";
import { openHouseRuleChange } from "./open-house-rule-change";
import { pendingChanges } from "./pending-changes.queries";
import { recordHouseRules } from "./record-house-rules";
import { whyUnfit } from "./why-unfit.queries";

/** Before it is in force: what was stays. */
export async function withdrawHouseRuleChange(
  tx: Tx,
  actor: Actor,
  { changeId, reason }: WithdrawHouseRuleChangeInput,
): Promise<{ changeId: string }> {
  const { head, change, author } = await openHouseRuleChange(tx, actor, changeId, "WITHDRAW");
  if (change.state === "ANNOUNCED") {
    await refuseNeeded(tx, change);
    withdrawValues(tx, change.id);
  }
  tx.change(change, {
    state: "WITHDRAWN",
    withdrawnById: actor.accountId,
    withdrawnAt: tx.now,
    withdrawnBecause: reason,
  });
  await recordHouseRules(tx, head, "HOUSE_RULES_WITHDRAWN", author, change);
  return { changeId };
}

/** Another announced change may fit only together with this one. */
async function refuseNeeded(tx: Tx, { id }: HouseRuleChange): Promise<void> {
  const rules = await HouseRules.readAnew(tx, tx.now);
  const announced = (await pendingChanges(tx, tx.now)).filter((each) => each.state === "ANNOUNCED" && each.id !== id);
  for (const other of announced) {
    const codes = other.differences.map(({ code }) => code);
    const whyNot = (all: HouseRules) =>
      whyUnfit(tx, all.withoutChange(other.id).at(other.effectiveFrom), all.at(other.effectiveFrom), codes);
    const unfit = (await whyNot(rules)) === null && (await whyNot(rules.withoutChange(id)));
    if (unfit) throw new Refusal(unfit.code, { ...unfit, field: "input.changeId", existingId: other.id });
  }
}
