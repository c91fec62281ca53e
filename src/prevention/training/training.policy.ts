import { conflictWith } from "../../accounts/actor/conflict.policy";
import { hasRole, isMemberOf, isOwnerOf, isStaff, type Actor } from "../../accounts/actor/actor";
import type { Obstacle } from "../../platform/refusal";
import { whyOver } from "./enrolment-schedule.pure";
import { maySeeDrafts } from "./publication.policy";
import type { CourseTaker, EnrolmentReason, EnrolmentStatus } from "./training-enums.types";

/** All providers' enrolments. */
export const maySeeAllTraining = (actor: Actor | null): boolean => isStaff(actor) || hasRole(actor, "TRAINER");

export const maySeeTrainingOf = (actor: Actor | null, providerId: string): boolean =>
  isMemberOf(actor, providerId) || maySeeAllTraining(actor);

export interface Situation {
  enrolment: { providerId: string; status: EnrolmentStatus };
  takenBy: CourseTaker;
  /** The attempt under way, by any member. */
  open: { id: string; accountId: string; expiresAt: number } | null;
  lastFailedAt: number | null;
  /** How long to wait after a failed attempt. */
  pauseMs: number;
}

/** Why this person may not take it at any time; checked again when it is handed in, because roles end. */
export function whyNotTake(actor: Actor, providerId: string, takenBy: CourseTaker): Obstacle | null {
  if (!isMemberOf(actor, providerId)) return { code: "FORBIDDEN", reason: "provider.notMember" };
  if (maySeeDrafts(actor)) return { code: "CONFLICT_OF_INTEREST", reason: "training.knowsAnswers" };
  return takenBy === "OWNER" && !isOwnerOf(actor, providerId)
    ? { code: "FORBIDDEN", reason: "training.ownersOnly" }
    : null;
}

/** Why this person may not begin (or continue) an attempt now; null when they may. */
export function whyNotAttempt(actor: Actor, situation: Situation, now: number): Obstacle | null {
  const { enrolment, takenBy, open, lastFailedAt, pauseMs } = situation;
  const notTheirs = whyNotTake(actor, enrolment.providerId, takenBy);
  if (notTheirs) return notTheirs;
  const over = whyOver(enrolment);
  if (over) return { code: "NOT_IN_THIS_STATE", reason: over };
  if (open && open.accountId !== actor.accountId)
    return {
      code: "ALREADY_EXISTS",
      reason: "training.colleagueAttempts",
      existingId: open.id,
      availableAt: open.expiresAt,
    };
  const opensAt = lastFailedAt === null ? now : lastFailedAt + pauseMs;
  return opensAt > now ? { code: "NOT_YET", reason: "training.pause", availableAt: opensAt } : null;
}

/** Why this person may not cancel it now; null when they may. One ordered by a ruling ends only with the ruling. */
export function whyNotCancel(
  actor: Actor | null,
  enrolment: Situation["enrolment"] & { reason: EnrolmentReason },
): Obstacle | null {
  if (!hasRole(actor, "TRAINER")) return { code: "FORBIDDEN", reason: "role" };
  const conflict = conflictWith(actor, enrolment.providerId);
  if (conflict) return conflict;
  const over = whyOver(enrolment);
  if (over) return { code: "NOT_IN_THIS_STATE", reason: over };
  return enrolment.reason === "MANDATORY" ? { code: "FORBIDDEN", reason: "training.orderedByRuling" } : null;
}
