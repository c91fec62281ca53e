import { Account } from "../../accounts/account/account.entity";
import { recordOnAccount } from "../../accounts/account/record-on-account";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { CourseVersion } from "./course-version.entity";
import { Course } from "./course.entity";
import type { PublishCourseInput } from "./course.types";
import { coursesFor, publishedOf } from "./course.queries";

/** From now on this version is the one taught, and it never changes again. */
export async function publishCourse(
  tx: Tx,
  actor: Actor,
  { courseVersionId }: PublishCourseInput,
): Promise<{ courseVersionId: string }> {
  const trainer = await tx.lock(Account, actor.accountId);
  const found = isIdOf(CourseVersion, courseVersionId) ? await tx.byId(CourseVersion, courseVersionId) : null;
  const course = found && (await tx.lock(Course, found.courseId));
  const version = course && (await tx.byId(CourseVersion, courseVersionId));
  if (!trainer || !version) throw new Refusal("NOT_FOUND", { field: "input.courseVersionId" });
  if (version.status !== "DRAFT") throw new Refusal("NOT_IN_THIS_STATE", { reason: "training.published" });
  const published = await tx.findOne(CourseVersion, { courseId: course.id, status: "PUBLISHED" });
  if (published?.assignment === "RULING" && version.assignment !== "RULING") await requireAnother(tx, course);
  if (published) tx.change(published, { status: "SUPERSEDED" });
  tx.change(version, { status: "PUBLISHED", publishedAt: tx.now });
  // A course has no history of its own: the event is in that of the person who acted.
  recordOnAccount(
    tx,
    trainer,
    "COURSE_PUBLISHED",
    { actorId: actor.accountId, actorRole: "TRAINER" },
    { courseVersionId, code: course.code, version: version.version },
  );
  return { courseVersionId };
}

/** A provider ordered to be trained cannot list until it is, so there must always be a course for it to pass. */
async function requireAnother(tx: Tx, course: Course): Promise<void> {
  for (const { courseId } of await coursesFor(tx, "RULING")) {
    if (courseId === course.id) continue;
    // Another trainer may be removing that one at this moment.
    await tx.lock(Course, courseId);
    if ((await publishedOf(tx, courseId))?.assignment === "RULING") return;
  }
  throw new Refusal("NOT_IN_THIS_STATE", { reason: "training.lastForRulings", field: "input.courseVersionId" });
}
