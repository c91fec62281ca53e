import { DAY } from "../../platform/time";
import type { EnrolmentStatus } from "./training-enums.types";

interface EnrolmentTimes {
  status: EnrolmentStatus;
  dueAt: number;
}

/** Its status at a moment: the date decides, whatever the sweep has recorded so far. */
export const enrolmentStatusAt = ({ status, dueAt }: EnrolmentTimes, now: number): EnrolmentStatus =>
  status === "OPEN" && dueAt <= now ? "OVERDUE" : status;

export const isToBePassed = ({ status }: { status: EnrolmentStatus }): boolean =>
  status === "OPEN" || status === "OVERDUE";

/** The reminder is this many days before the due date, or half-way to a nearer one. */
export const remindAt = (now: number, dueAt: number, daysBefore: number): number =>
  Math.max(dueAt - daysBefore * DAY, Math.floor((now + dueAt) / 2));
