import { conflictWith } from "../../accounts/actor/conflict.policy";
import type { ComplaintStatus } from "../../case/complaints/complaint.lifecycle";
import { hasRole, isMemberOf, isPerson, isStaff, type Actor } from "../../accounts/actor/actor";
import type { Obstacle } from "../../platform/refusal";
import type { InspectionAction, InspectionStatus } from "./inspection-enums.types";

interface Matter {
  providerId: string;
  /** The consumer who complained, if there is a complaint behind it. */
  consumerId: string | null;
}

const isConcerned = (actor: Actor, { providerId, consumerId }: Matter): boolean =>
  (consumerId !== null && isPerson(actor, consumerId)) || isMemberOf(actor, providerId);

/** Staff, unless it is about themselves. The inspected provider learns of it only when something follows from it. */
export const maySeeInspectionsOf = (actor: Actor | null, matter: Matter): boolean =>
  actor !== null && isStaff(actor) && !isConcerned(actor, matter);

/** Why this person may not open an inspection of this case now; null when they may. */
export function whyNotInspect(
  actor: Actor,
  complaint: Matter & { status: ComplaintStatus },
  isInspected: boolean,
): Obstacle | null {
  if (!hasRole(actor, "MODERATOR", "LEAD_MODERATOR", "INSPECTOR")) return { code: "FORBIDDEN", reason: "role" };
  if (isConcerned(actor, complaint)) return { code: "CONFLICT_OF_INTEREST" };
  const conflict = conflictWith(actor, complaint.providerId);
  if (conflict) return conflict;
  if (complaint.status !== "CLOSED") return { code: "NOT_IN_THIS_STATE", reason: "inspection.caseOpen" };
  return isInspected ? { code: "ALREADY_EXISTS", reason: "inspection.openAlready" } : null;
}

interface Standing {
  providerId: string;
  status: InspectionStatus;
  assignedToId: string | null;
  toldAt: number | null;
  answerDueAt: number | null;
  statementAt: number | null;
}

/** Until when the provider still has its say: nothing is concluded before. */
const awaitsAnswerUntil = ({ toldAt, answerDueAt, statementAt }: Standing, now: number): number | null =>
  toldAt !== null && statementAt === null && answerDueAt !== null && now < answerDueAt ? answerDueAt : null;

/** Why someone who sees an inspection may not do this with it now; null when they may. */
export function whyNot(
  action: InspectionAction,
  actor: Actor | null,
  inspection: Standing,
  now: number,
): Obstacle | null {
  const isLead = hasRole(actor, "LEAD_MODERATOR");
  if (!isLead && (action === "ASSIGN" || !hasRole(actor, "INSPECTOR"))) return { code: "FORBIDDEN", reason: "role" };
  const conflict = conflictWith(actor, inspection.providerId);
  if (conflict) return conflict;
  // A finding can still become a case after the inspection is closed.
  if (inspection.status === "CLOSED" && action !== "OPEN_CASE" && action !== "OPEN_PLATFORM_CASE")
    return { code: "NOT_IN_THIS_STATE", reason: "inspection.closed" };
  const { assignedToId } = inspection;
  const isMine = assignedToId !== null && isPerson(actor, assignedToId);
  switch (action) {
    case "ASSIGN":
      return null;
    case "TAKE":
      return assignedToId === null ? null : { code: "NOT_IN_THIS_STATE", reason: "inspection.taken" };
    case "RECORD":
      if (!isMine) return { code: "FORBIDDEN", reason: "inspection.notYours" };
      // The provider answers what it was told.
      return inspection.toldAt === null ? null : { code: "NOT_IN_THIS_STATE", reason: "inspection.told" };
    case "HEAR":
      if (!isMine && !isLead) return { code: "FORBIDDEN", reason: "inspection.notYours" };
      return inspection.toldAt === null ? null : { code: "NOT_IN_THIS_STATE", reason: "inspection.told" };
    case "OPEN_CASE":
    case "OPEN_PLATFORM_CASE":
      return isMine || isLead ? null : { code: "FORBIDDEN", reason: "inspection.notYours" };
    case "CLOSE": {
      if (!isMine && !isLead && assignedToId !== null) return { code: "FORBIDDEN", reason: "inspection.notYours" };
      const availableAt = awaitsAnswerUntil(inspection, now);
      return availableAt === null ? null : { code: "NOT_YET", reason: "inspection.notHeard", availableAt };
    }
  }
}

/** The provider's own people read what it was told, and nothing else of an inspection. */
export const mayReadHearings = (actor: Actor | null, providerId: string): boolean => isMemberOf(actor, providerId);

/** Why the provider may not state its view now; null when it may: once, in time. */
export function whyNotAnswer(
  actor: Actor | null,
  { providerId, answerDueAt, statementAt }: Pick<Standing, "providerId" | "answerDueAt" | "statementAt">,
  now: number,
): Obstacle | null {
  if (!mayReadHearings(actor, providerId)) return { code: "FORBIDDEN", reason: "provider.notMember" };
  if (statementAt !== null) return { code: "NOT_IN_THIS_STATE", reason: "inspection.answered" };
  return answerDueAt !== null && now < answerDueAt ? null : { code: "TOO_LATE", reason: "inspection.answerLate" };
}

/** Why this person may not end a plan of inspections now; null when they may. */
export function whyNotStop(
  actor: Actor | null,
  { providerId, stoppedAt }: { providerId: string | null; stoppedAt: number | null },
): Obstacle | null {
  if (!hasRole(actor, "INSPECTOR", "LEAD_MODERATOR")) return { code: "FORBIDDEN", reason: "role" };
  const conflict = providerId === null ? null : conflictWith(actor, providerId);
  if (conflict) return conflict;
  return stoppedAt === null ? null : { code: "NOT_IN_THIS_STATE", reason: "inspection.plan.stopped" };
}
