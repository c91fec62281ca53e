import { refuseConflict } from "../../accounts/actor/refuse-conflict";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { isAdmitted } from "../../market/providers/provider.pure";
import { lockProvider } from "../../market/providers/provider.queries";
import { terminatedAmong } from "../../market/providers/terminated.queries";
import { Course } from "./course.entity";
import { publishedOf } from "./course.queries";
import { enrol } from "./enrol";
import { Enrolment } from "./enrolment.entity";
import type { AssignCourseInput } from "./enrolment.types";
import { isToBePassed } from "./enrolment-schedule.pure";

/** A trainer assigns a course to a provider, independently of other requirements. */
export async function assignCourse(tx: Tx, actor: Actor, input: AssignCourseInput): Promise<{ enrolmentId: string }> {
  const { courseId, reason, dueAt } = input;
  const provider = await lockProvider(tx, actor, input.providerId);
  refuseConflict(actor, provider.id);
  if (!isAdmitted(provider) || (await terminatedAmong(tx, [provider.id], tx.now)).size > 0)
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
      note: reason,
      ...(typeof dueAt === "number" ? { dueAt } : {}),
    },
    { actorId: actor.accountId, actorRole: "TRAINER" },
  );
  return { enrolmentId };
}
