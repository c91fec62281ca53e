import type { Actor } from "./actor";
import { Refusal } from "../../platform/refusal";
import { conflictWith } from "./conflict.policy";

/** For commands without a policy of their own. */
export function refuseConflict(actor: Actor, providerId: string, field?: string): void {
  const conflict = conflictWith(actor, providerId);
  if (conflict) throw new Refusal(conflict.code, { ...conflict, field });
}
