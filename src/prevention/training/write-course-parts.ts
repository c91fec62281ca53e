import { raw, sql } from "../../platform/database/sql";
import type { Tx } from "../../platform/database/tx";
import type { Bilingual } from "../../platform/graphql/bilingual";
import { newId } from "../../platform/ids";
import { CourseLesson, CourseQuestion, type QuestionOption } from "./course-parts.entity";

export interface CourseParts {
  lessons: readonly { title: Bilingual; text: Bilingual }[];
  questions: readonly { text: Bilingual; options: QuestionOption[]; explanation: Bilingual }[];
}

/** Replaces the draft's former parts. */
export function writeCourseParts(tx: Tx, courseVersionId: string, { lessons, questions }: CourseParts): void {
  for (const table of ["course_lesson", "course_question"])
    tx.execute(sql`DELETE FROM ${raw(table)} WHERE course_version_id = ${courseVersionId}`);
  tx.insert(
    CourseLesson,
    ...lessons.map(({ title, text }, index) => ({
      id: newId(CourseLesson),
      courseVersionId,
      position: index + 1,
      title,
      text,
    })),
  );
  tx.insert(
    CourseQuestion,
    ...questions.map(({ text, options, explanation }, index) => ({
      id: newId(CourseQuestion),
      courseVersionId,
      position: index + 1,
      text,
      options,
      explanation,
    })),
  );
}
