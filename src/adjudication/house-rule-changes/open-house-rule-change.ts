import type { Actor } from "../../accounts/actor/actor";
import { readSigner } from "../../accounts/roles/signer.queries";
import type { Tx } from "../../platform/database/tx";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { HouseRuleChange } from "./house-rule-change.entity";
import { DECIDERS, PROPOSERS, whyNot, type HouseRuleChangeAction } from "./house-rule-change.policy";
import { lockHouseRules, type LockedHouseRules } from "./lock-house-rules";

const field = "input.changeId";

/** The change, under the lock of all, and whether this person may do this to it. */
export async function openHouseRuleChange(
  tx: Tx,
  actor: Actor,
  id: string,
  action: HouseRuleChangeAction,
): Promise<LockedHouseRules & { change: HouseRuleChange }> {
  const locked = await lockHouseRules(tx, actor, action === "WITHDRAW" ? PROPOSERS : DECIDERS);
  const change = isIdOf(HouseRuleChange, id) ? await tx.byId(HouseRuleChange, id) : null;
  if (!change) throw new Refusal("NOT_FOUND", { field });
  const obstacle = whyNot(action, actor, change, await readSigner(tx, actor, DECIDERS), tx.now);
  if (obstacle) throw new Refusal(obstacle.code, { ...obstacle, field });
  return { ...locked, change };
}
