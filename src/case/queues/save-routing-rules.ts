import { Account } from "../../accounts/account.entity";
import { recordOnAccount } from "../../accounts/record-on-account";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor";
import { newId } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { fitsEverything, type Routing } from "./route.pure";
import { RoutingRule } from "./routing-rule.entity";
import { RoutingRules } from "./routing-rules";

/** The list given replaces the one before. Cases keep the queue they are in. */
export async function saveRoutingRules(tx: Tx, actor: Actor, rules: readonly Routing[]): Promise<{ adminId: string }> {
  checkRules(rules);
  const admin = await tx.lock(Account, actor.accountId);
  if (!admin) throw new Error(`account ${actor.accountId} is gone`);
  // Of two that save at once the second waits here, and then replaces the other's.
  tx.execute("DELETE FROM routing_rule");
  tx.insert(RoutingRule, ...rules.map((rule, index) => ({ ...rule, id: newId(RoutingRule), position: index + 1 })));
  RoutingRules.forget(tx);
  // The rules have no history of their own: the act stands in that of the person who did it.
  recordOnAccount(
    tx,
    admin,
    "ROUTING_RULES_SAVED",
    { actorId: actor.accountId, actorRole: "ADMIN" },
    { rules: JSON.stringify(rules) },
  );
  return { adminId: actor.accountId };
}

/** Every case must find a queue, and every rule must be able to decide something. */
function checkRules(rules: readonly Routing[]): void {
  const first = rules.findIndex(fitsEverything);
  if (first === -1) throw new Refusal("BAD_USER_INPUT", { reason: "routing.noLastRule", field: "input.rules" });
  if (first < rules.length - 1)
    throw new Refusal("BAD_USER_INPUT", { reason: "routing.neverReached", field: `input.rules.${first + 1}` });
}
