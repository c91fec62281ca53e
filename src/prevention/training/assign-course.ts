import { refuseConflict } from "../../accounts/refuse-conflict";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { isAdmitted } from "../../market/providers/provider.policy";
import { lockProvider } from "../../market/providers/provider.queries";
import { Course } from "./course.entity";
import { publishedOf } from "./course.queries";
import { enrol, takeBack } from "./enrol";
import { Enrolment } from "./enrolment.entity";
import type { AssignCourseInput, CancelEnrolmentInput } from "./enrolment.types";
import { isToBePassed } from "./enrolment-schedule.pure";
import { lockEnrolment } from "./lock-enrolment";
import { mayBeCancelled } from "./training.policy";

/** A trainer wants a provider to learn something, whatever others want of it. */
export async function assignCourse(tx: Tx, actor: Actor, input: AssignCourseInput): Promise<{ enrolmentId: string }> {
  const { courseId, note, dueAt } = input;
  const provider = await lockProvider(tx, actor, input.providerId);
  refuseConflict(actor, provider.id);
  if (!isAdmitted(provider))
    throw new Refusal("NOT_IN_THIS_STATE", { reason: "training.notAdmitted", field: "input.providerId" });
  if (!isIdOf(Course, courseId) || !(await publishedOf(tx, courseId)))
    throw new Refusal("NOT_FOUND", { field: "input.courseId" });
  if (typeof dueAt === "number" && dueAt <= tx.now)
    throw new Refusal("BAD_USER_INPUT", { reason: "training.dueInPast", field: "input.dueAt" });
  const open = (await tx.find(Enrolment, { providerId: provider.id, courseId })).find(isToBePassed);
  if (open) throw new Refusal("ALREADY_EXISTS", { reason: "training.assignedAlready", existingId: open.id });
  const enrolmentId = await enrol(
    tx,
    provider,
    {
      courseId,
      reason: "ASSIGNED",
      assignedById: actor.accountId,
      note,
      ...(typeof dueAt === "number" ? { dueAt } : {}),
    },
    { actorId: actor.accountId, actorRole: "TRAINER" },
  );
  return { enrolmentId };
}

export async function cancelEnrolment(
  tx: Tx,
  actor: Actor,
  { enrolmentId, reason }: CancelEnrolmentInput,
): Promise<{ enrolmentId: string }> {
  const { provider, enrolment } = await lockEnrolment(tx, actor, enrolmentId, "input.enrolmentId");
  refuseConflict(actor, provider.id);
  if (!isToBePassed(enrolment)) throw new Refusal("NOT_IN_THIS_STATE", { reason: `training.${enrolment.status}` });
  if (!mayBeCancelled(enrolment)) throw new Refusal("FORBIDDEN", { reason: "training.orderedByRuling" });
  takeBack(tx, provider, enrolment, { actorId: actor.accountId, actorRole: "TRAINER" }, reason);
  return { enrolmentId };
}
