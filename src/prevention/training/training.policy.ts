import { hasRole, isMemberOf, isOwnerOf, isStaff, type Actor } from "../../accounts/actor";
import type { Obstacle } from "../../platform/refusal";
import { isToBePassed } from "./enrolment-schedule.pure";
import { seesDrafts } from "./publication.policy";
import type { CourseTaker, EnrolmentReason, EnrolmentStatus } from "./training-enums.types";

/** Anybody's enrolments. */
export const seesAllTraining = (actor: Actor | null): boolean => isStaff(actor) || hasRole(actor, "TRAINER");

export const seesTrainingOf = (actor: Actor | null, providerId: string): boolean =>
  isMemberOf(actor, providerId) || seesAllTraining(actor);

export interface Situation {
  enrolment: { providerId: string; status: EnrolmentStatus };
  takenBy: CourseTaker;
  /** The attempt under way, whoever's it is. */
  open: { id: string; accountId: string; expiresAt: number } | null;
  lastFailedAt: number | null;
  /** How long to wait after a failed attempt. */
  pauseMs: number;
}

/** An enrolment that nobody has attempted. */
export const untouched = (enrolment: Situation["enrolment"]): Situation => ({
  enrolment,
  takenBy: "ANY_MEMBER",
  open: null,
  lastFailedAt: null,
  pauseMs: 0,
});

/** Why it is not this person's to take, whenever; asked again when it is handed in, because roles end. */
export function whyNotTake(actor: Actor, providerId: string, takenBy: CourseTaker): Obstacle | null {
  if (!isMemberOf(actor, providerId)) return { code: "FORBIDDEN", reason: "provider.notMember" };
  if (seesDrafts(actor)) return { code: "CONFLICT_OF_INTEREST", reason: "training.knowsAnswers" };
  return takenBy === "OWNER" && !isOwnerOf(actor, providerId)
    ? { code: "FORBIDDEN", reason: "training.ownersOnly" }
    : null;
}

/** Why this person may not begin (or go on with) an attempt now; null when they may. */
export function whyNotAttempt(actor: Actor, situation: Situation, now: number): Obstacle | null {
  const { enrolment, takenBy, open, lastFailedAt, pauseMs } = situation;
  const notTheirs = whyNotTake(actor, enrolment.providerId, takenBy);
  if (notTheirs) return notTheirs;
  if (!isToBePassed(enrolment)) return { code: "NOT_IN_THIS_STATE", reason: `training.${enrolment.status}` };
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

/** What a ruling ordered falls with the ruling only. */
export const mayBeCancelled = ({ reason }: { reason: EnrolmentReason }): boolean => reason !== "MANDATORY";

interface Taught {
  courseId: string;
  ruleCodes: readonly string[];
  promiseKinds: readonly string[];
}

/** Of the courses for rulings the one that fits best what was found broken; of those that fit alike the oldest. */
export function courseFor<C extends Taught>(
  courses: readonly C[],
  found: { ruleCodes: ReadonlySet<string>; promiseKinds: ReadonlySet<string> },
): C | null {
  const fit = ({ ruleCodes, promiseKinds }: Taught): number =>
    100 * ruleCodes.filter((code) => found.ruleCodes.has(code)).length +
    promiseKinds.filter((kind) => found.promiseKinds.has(kind)).length;
  const sorted = [...courses].sort((a, b) => fit(b) - fit(a) || (a.courseId < b.courseId ? -1 : 1));
  return sorted[0] ?? null;
}
