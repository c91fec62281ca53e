import { DAY } from "../../platform/time";
import type { EnrolmentStatus } from "./training-enums.types";

interface EnrolmentTimes {
  status: EnrolmentStatus;
  dueAt: number;
}

/** Its status at a moment: the date decides, whatever the sweep has recorded so far. */
export const enrolmentStatusAt = ({ status, dueAt }: EnrolmentTimes, now: number): EnrolmentStatus =>
  status === "OPEN" && dueAt <= now ? "OVERDUE" : status;

/** Why nothing can be done about it any more: as what it ended. Null while it is still to be passed. */
export const whyOver = ({
  status,
}: {
  status: EnrolmentStatus;
}): `training.${Exclude<EnrolmentStatus, "OPEN" | "OVERDUE">}` | null =>
  status === "OPEN" || status === "OVERDUE" ? null : `training.${status}`;

export const isToBePassed = (enrolment: { status: EnrolmentStatus }): boolean => whyOver(enrolment) === null;

/** The reminder is this many days before the due date, or half-way to a nearer one. */
export const remindAt = (now: number, dueAt: number, daysBefore: number): number =>
  Math.max(dueAt - daysBefore * DAY, Math.floor((now + dueAt) / 2));
