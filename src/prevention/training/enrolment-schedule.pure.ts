import { DAY } from "../../platform/time";
import type { EnrolmentStatus } from "./training-enums.types";

interface EnrolmentTimes {
  status: EnrolmentStatus;
  dueAt: number;
}

/** Where it stands at a moment: the date decides, whatever the sweep has told so far. */
export const enrolmentStatusAt = ({ status, dueAt }: EnrolmentTimes, now: number): EnrolmentStatus =>
  status === "OPEN" && dueAt <= now ? "OVERDUE" : status;

export const isToBePassed = ({ status }: { status: EnrolmentStatus }): boolean =>
  status === "OPEN" || status === "OVERDUE";

/** Reminded so many days before it is due, or half-way to a day that is nearer. */
export const remindAt = (now: number, dueAt: number, daysBefore: number): number =>
  Math.max(dueAt - daysBefore * DAY, Math.floor((now + dueAt) / 2));
