import { Account } from "../../accounts/account/account.entity";
import { recordOnAccount } from "../../accounts/account/record-on-account";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { newId } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { fitsEverything, type Routing } from "./route.pure";
import { RoutingRule } from "./routing-rule.entity";
import { RoutingRules } from "./routing-rules";

/** The list given replaces the one before. Cases keep the queue they are in. */
export async function saveRoutingRules(tx: Tx, actor: Actor, rules: readonly Routing[]): Promise<{ adminId: string }> {
  checkRules(rules);
  const admin = await tx.lock(Account, actor.accountId);
  if (!admin) throw new Error(`account ${actor.accountId} not found`);
  // Of two concurrent saves the second waits here, and then replaces the first one's rules.
  tx.execute("DELETE FROM routing_rule");
  tx.insert(RoutingRule, ...rules.map((rule, index) => ({ ...rule, id: newId(RoutingRule), position: index + 1 })));
  RoutingRules.forget(tx);
  // The rules have no history of their own: the event is in that of the person who saved them.
  recordOnAccount(
    tx,
    admin,
    "ROUTING_RULES_SAVED",
    { actorId: actor.accountId, actorRole: "ADMIN" },
    { rules: JSON.stringify(rules) },
  );
  return { adminId: actor.accountId };
}

/** Every case must get a queue, and every rule must be reachable. */
function checkRules(rules: readonly Routing[]): void {
  const first = rules.findIndex(fitsEverything);
  if (first === -1) throw new Refusal("BAD_USER_INPUT", { reason: "routing.noLastRule", field: "input.rules" });
  if (first < rules.length - 1)
    throw new Refusal("BAD_USER_INPUT", { reason: "routing.neverReached", field: `input.rules.${first + 1}` });
}
