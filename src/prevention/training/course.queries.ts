import type { Reader } from "../../platform/database/reader";
import { allOf, raw, sql } from "../../platform/database/sql";
import { Connection, type Page, type PageArgs } from "../../platform/graphql/connection";
import { page } from "../../platform/graphql/keyset-page";
import type { Context } from "../../platform/graphql/context";
import { isIdOf } from "../../platform/ids";
import { CourseVersion } from "./course-version.entity";
import { Course } from "./course.entity";
import { maySeeDrafts, maySeeVersion } from "./publication.policy";
import type { CourseAssignment } from "./training-enums.types";

export const CourseConnection = Connection(Course, "Course");

const IS_PUBLISHED = "SELECT 1 FROM course_version v WHERE v.course_id = t.id AND v.status = 'PUBLISHED'";

/** By code. Courses without a published version are visible only to those who write courses. */
export function listCourses(ctx: Context, args: PageArgs): Promise<Page<Course>> {
  const all = maySeeDrafts(ctx.actor);
  return page(ctx, args, {
    entity: Course,
    where: allOf([!all && sql`EXISTS (${raw(IS_PUBLISHED)})`]),
    by: "code",
    direction: "ASC",
    unique: true,
  });
}

export async function findCourse(ctx: Context, id: string): Promise<Course | null> {
  const course = isIdOf(Course, id) ? await ctx.loaders.byId(Course, id) : null;
  return course && (await versionsOf(ctx, course.id)).length > 0 ? course : null;
}

/** Those that the viewer may see, the latest first. */
export async function versionsOf(ctx: Context, courseId: string): Promise<CourseVersion[]> {
  const versions = await ctx.loaders.manyBy(CourseVersion, "courseId", courseId, "ORDER BY version DESC");
  return versions.filter((version) => maySeeVersion(ctx.actor, version));
}

export const publishedOf = (reader: Reader, courseId: string): Promise<CourseVersion | null> =>
  reader.findOne(CourseVersion, { courseId, status: "PUBLISHED" });

/** The current course versions that are assigned automatically on this occasion. */
export async function coursesFor(reader: Reader, assignment: CourseAssignment): Promise<CourseVersion[]> {
  const published = await reader.find(CourseVersion, { status: "PUBLISHED" }, "ORDER BY id");
  return published.filter((version) => version.assignment === assignment);
}

/** What a ruling found broken: the rules cited, and the kinds of the promises. */
export async function foundBroken(
  reader: Reader,
  rulingId: string,
): Promise<{ ruleCodes: ReadonlySet<string>; promiseKinds: ReadonlySet<string> }> {
  const rows = await reader.query<{ rule_code: string | null; kind: string }>(
    `SELECT f.rule_code, b.kind FROM ruling_finding f JOIN breach b ON b.id = f.breach_id WHERE f.ruling_id = ? AND f.finding = 'BROKEN'`,
    [rulingId],
  );
  return {
    ruleCodes: new Set(rows.flatMap(({ rule_code: code }) => code ?? [])),
    promiseKinds: new Set(rows.map(({ kind }) => kind)),
  };
}
