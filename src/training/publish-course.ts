import { Account } from "../accounts/account.entity";
import { recordOnAccount } from "../accounts/record-on-account";
import type { Tx } from "../platform/database/tx";
import type { Actor } from "../platform/identity/actor";
import { isIdOf } from "../platform/ids";
import { Refusal } from "../platform/refusal";
import { CourseVersion } from "./course-version.entity";
import { Course } from "./course.entity";
import type { PublishCourseInput } from "./course.inputs";

/** From now on the version is what is taught, and never changes again. */
export async function publishCourse(
  tx: Tx,
  actor: Actor,
  { courseVersionId }: PublishCourseInput,
): Promise<{ courseVersionId: string }> {
  const trainer = await tx.lock(Account, actor.accountId);
  const found = isIdOf("courseVersion", courseVersionId) ? await tx.byId(CourseVersion, courseVersionId) : null;
  const course = found && (await tx.lock(Course, found.courseId));
  const version = course && (await tx.byId(CourseVersion, courseVersionId));
  if (!trainer || !version) throw new Refusal("NOT_FOUND", { field: "input.courseVersionId" });
  if (version.status !== "DRAFT") throw new Refusal("NOT_IN_THIS_STATE", { reason: "training.published" });
  const published = await tx.findOne(CourseVersion, { courseId: course.id, status: "PUBLISHED" });
  if (published) tx.change(published, { status: "SUPERSEDED" });
  tx.change(version, { status: "PUBLISHED", publishedAt: tx.now });
  // A course has no history of its own: the act stands in that of the person who did it.
  recordOnAccount(
    tx,
    trainer,
    "COURSE_PUBLISHED",
    { actorId: actor.accountId, actorRole: "TRAINER" },
    { courseVersionId, code: course.code, version: version.version },
  );
  return { courseVersionId };
}
