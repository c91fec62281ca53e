import type { CourseAssignment, CourseTaker, PromiseKind } from "../api/schema.generated";
import { both, NOTHING, type Both } from "../design/bilingual";
import type { CourseVersionWrittenFragment } from "./training.generated";

interface OptionForm {
  text: Both;
  correct: boolean;
}

export interface QuestionForm {
  text: Both;
  options: OptionForm[];
  explanation: Both;
}

interface LessonForm {
  title: Both;
  text: Both;
}

/** A course being written: the input of `saveCourseDraft`. */
export interface CourseForm {
  code: string;
  assignment: CourseAssignment;
  takenBy: CourseTaker;
  passMark: number;
  title: Both;
  summary: Both;
  ruleCodes: string[];
  promiseKinds: PromiseKind[];
  lessons: LessonForm[];
  questions: QuestionForm[];
}

export const newLesson = (): LessonForm => ({ title: NOTHING, text: NOTHING });
export const newOption = (): OptionForm => ({ text: NOTHING, correct: false });
export const newQuestion = (): QuestionForm => ({
  text: NOTHING,
  options: [newOption(), newOption()],
  explanation: NOTHING,
});

export const newCourse = (): CourseForm => ({
  ...{ code: "", assignment: "ON_REQUEST", takenBy: "ANY_MEMBER", passMark: 80 },
  ...{ title: NOTHING, summary: NOTHING, ruleCodes: [], promiseKinds: [] },
  lessons: [newLesson()],
  questions: [newQuestion()],
});

/** The draft or, for a new version, the current one. */
export const formOf = (code: string, version: CourseVersionWrittenFragment): CourseForm => ({
  code,
  assignment: version.assignment,
  takenBy: version.takenBy,
  passMark: version.passMark,
  title: both(version.title),
  summary: both(version.summary),
  ruleCodes: version.ruleCodes,
  promiseKinds: version.promiseKinds,
  lessons: version.lessons.map(({ title, text }) => ({ title: both(title), text: both(text) })),
  questions: (version.questions ?? []).map(({ text, options, explanation }) => ({
    text: both(text),
    options: options.map((option) => ({ text: both(option.text), correct: option.correct })),
    explanation: both(explanation),
  })),
});
