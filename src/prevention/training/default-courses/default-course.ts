import type { Bilingual } from "../../../platform/graphql/bilingual";
import type { PromiseKind } from "../../../market/promises/promise-kind.types";
import type { CourseAssignment, CourseTaker } from "../training-enums.types";
import type { CourseParts } from "../write-course-parts";

/** A course that a new installation starts with. */
export interface DefaultCourse extends CourseParts {
  code: string;
  assignment: CourseAssignment;
  takenBy: CourseTaker;
  passMark: number;
  ruleCodes: string[];
  promiseKinds: PromiseKind[];
  title: Bilingual;
  summary: Bilingual;
}

export const both = (zhCN: string, en: string): Bilingual => ({ zhCN, en });

/** An answer that must be chosen, and one that must not. */
export const right = (zhCN: string, en: string) => ({ text: both(zhCN, en), correct: true });
export const wrong = (zhCN: string, en: string) => ({ text: both(zhCN, en), correct: false });
