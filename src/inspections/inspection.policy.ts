import type { ComplaintStatus } from "../complaints/complaint.lifecycle";
import { hasRole, isMemberOf, isStaff, type Actor } from "../platform/identity/actor";
import type { RefusalCode } from "../platform/refusal";

interface Matter {
  providerId: string;
  /** Who complained, if a complaint stands behind it. */
  consumerId: string | null;
}

const isConcerned = (actor: Actor, { providerId, consumerId }: Matter): boolean =>
  actor.accountId === consumerId || isMemberOf(actor, providerId);

/** Staff, unless it is about themselves. Those inspected hear of it when something follows from it. */
export const seesInspection = (actor: Actor | null, matter: Matter): boolean =>
  actor !== null && isStaff(actor) && !isConcerned(actor, matter);

/** Why this person may not open an inspection over this case now; null when they may. */
export function whyNotInspect(
  actor: Actor,
  complaint: Matter & { status: ComplaintStatus },
  isInspected: boolean,
): { code: RefusalCode; reason?: string } | null {
  if (!hasRole(actor, "MODERATOR", "LEAD_MODERATOR", "INSPECTOR")) return { code: "FORBIDDEN", reason: "role" };
  if (isConcerned(actor, complaint)) return { code: "CONFLICT_OF_INTEREST" };
  if (complaint.status !== "CLOSED") return { code: "NOT_IN_THIS_STATE", reason: "inspection.caseOpen" };
  return isInspected ? { code: "ALREADY_EXISTS", reason: "inspection.openAlready" } : null;
}
