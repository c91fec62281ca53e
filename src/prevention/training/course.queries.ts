import type { Reader } from "../../platform/database/reader";
import { allOf, join, raw, sql } from "../../platform/database/sql";
import { Connection, type Page, type PageArgs } from "../../platform/graphql/connection";
import { page } from "../../platform/graphql/keyset-page";
import type { Context } from "../../platform/graphql/context";
import { isIdOf } from "../../platform/ids";
import { CourseVersion } from "./course-version.entity";
import { Course } from "./course.entity";
import { maySeeDrafts, maySeeVersion } from "./publication.policy";
import type { CourseAssignment } from "./training-enums.types";

export const CourseConnection = Connection(Course, "Course");

const VERSION = "SELECT 1 FROM course_version v WHERE v.course_id = t.id";
const PUBLISHED = "v.status = 'PUBLISHED'";
const LANGUAGES = ["$.zhCN", "$.en"] as const;

/** By code. Courses without a published version are visible only to those who write courses, and so are their titles. */
export function listCourses(ctx: Context, text: string | null, args: PageArgs): Promise<Page<Course>> {
  const all = maySeeDrafts(ctx.actor);
  const titled = LANGUAGES.map((path) => sql`INSTR(LOWER(JSON_EXTRACT(v.title, ${path})), LOWER(${text ?? ""})) > 0`);
  const version = allOf([!all && sql`${raw(PUBLISHED)}`, text !== null && sql`(${join(titled, " OR ")})`]);
  return page(ctx, args, {
    entity: Course,
    where: allOf([(!all || text !== null) && sql`EXISTS (${raw(VERSION)} AND ${version})`]),
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
