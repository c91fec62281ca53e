import type { ClockName } from "../../case/complaints/clock-names";

/** The clocks that bind the platform. */
export const LATE_CLOCKS = [
  "ADMISSIBILITY",
  "ADMISSIBILITY_DEFAULT",
  "REVIEW",
  "APPEAL_DECISION",
  "RETURN_DECISION",
] as const satisfies readonly ClockName[];
export type LateClock = (typeof LATE_CLOCKS)[number];

/** The facts of a case that tell it: which clock ran out. COMPLAINT_ACCEPTED only when nobody had decided until then. */
const TOLD_BY: Readonly<Record<string, LateClock>> = {
  ADMISSIBILITY_LATE: "ADMISSIBILITY",
  COMPLAINT_ACCEPTED: "ADMISSIBILITY_DEFAULT",
  REVIEW_LATE: "REVIEW",
  APPEAL_DECISION_LATE: "APPEAL_DECISION",
  RETURN_DECISION_LATE: "RETURN_DECISION",
};

export const LATENESS_EVENTS = Object.keys(TOLD_BY);

interface Fact {
  type: string;
  at: number;
  data: Readonly<Record<string, string | number | null>>;
}

/** Which clock the platform missed and when it ran out; null when this fact tells of no lateness. */
export function latenessIn({ type, at, data }: Fact): { clock: LateClock; dueAt: number } | null {
  const clock = TOLD_BY[type];
  if (!clock || (type === "COMPLAINT_ACCEPTED" && data.because !== "ACCEPT_BY_SILENCE")) return null;
  return { clock, dueAt: typeof data.wasDueAt === "number" ? data.wasDueAt : at };
}
