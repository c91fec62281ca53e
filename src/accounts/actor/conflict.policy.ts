import { isMemberOf, type Actor, type Conflict } from "./actor";
import type { Explained } from "../../platform/refusal";

/**
 * Anyone who belongs to a provider, belonged to it not long ago, or has or had a dispute of their own with it decides nothing about it for
 * the platform: no case, inspection, vetting, training, review or penalty; by whichever of their accounts, as far as that is known. Null for all others.
 * Asked by every decision about a provider; reading is not affected.
 */
export function conflictWith(actor: Actor | null, providerId: string): Explained | null {
  if (isMemberOf(actor, providerId)) return conflict("MEMBER");
  const found = actor?.conflicts.find((each) => each.providerId === providerId);
  return found ? conflict(found.ground) : null;
}

const conflict = (ground: Conflict["ground"]): Explained => ({
  code: "CONFLICT_OF_INTEREST",
  reason: `conflict.${ground}`,
});
