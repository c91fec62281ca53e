import type { Situation } from "./training.policy";

/** An enrolment without attempts. */
export const untouched = (enrolment: Situation["enrolment"]): Situation => ({
  enrolment,
  takenBy: "ANY_MEMBER",
  open: null,
  lastFailedAt: null,
  pauseMs: 0,
});

interface Taught {
  courseId: string;
  ruleCodes: readonly string[];
  promiseKinds: readonly string[];
}

/** The course for rulings that best matches what was found broken; of equal matches the oldest. */
export function courseFor<C extends Taught>(
  courses: readonly C[],
  found: { ruleCodes: ReadonlySet<string>; promiseKinds: ReadonlySet<string> },
): C | null {
  const fit = ({ ruleCodes, promiseKinds }: Taught): number =>
    100 * ruleCodes.filter((code) => found.ruleCodes.has(code)).length +
    promiseKinds.filter((kind) => found.promiseKinds.has(kind)).length;
  const sorted = [...courses].sort((a, b) => fit(b) - fit(a) || (a.courseId < b.courseId ? -1 : 1));
  return sorted[0] ?? null;
}
