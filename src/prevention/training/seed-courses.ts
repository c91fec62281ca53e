import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import { CourseVersion } from "./course-version.entity";
import { Course } from "./course.entity";
import { gettingStarted } from "./default-courses/getting-started";
import { keepingPromises } from "./default-courses/keeping-promises";
import { writeCourseParts } from "./write-course-parts";

/** Adds the default courses that are not there yet; safe to run twice. */
export async function seedCourses(tx: Tx): Promise<void> {
  const known = new Set((await tx.find(Course, {})).map(({ code }) => code));
  for (const { code, lessons, questions, ...content } of [gettingStarted, keepingPromises]) {
    if (known.has(code)) continue;
    const course = { id: newId(Course), code, createdAt: tx.now };
    const courseVersionId = newId(CourseVersion);
    tx.insert(Course, course);
    tx.insert(CourseVersion, {
      ...content,
      id: courseVersionId,
      courseId: course.id,
      version: 1,
      status: "PUBLISHED",
      savedById: null,
      savedAt: tx.now,
      publishedAt: tx.now,
    });
    writeCourseParts(tx, courseVersionId, { lessons, questions });
  }
}
