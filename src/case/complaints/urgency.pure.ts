import { HOUR } from "../../platform/time";
import type { Severity } from "./case-enums.types";

/** What is due in the same hour counts as due together, and of that the graver is first. */
const GRAVEST_FIRST = ["L4", "L3", "L2", "L1"] as const satisfies readonly Severity[];

/** The queue's sort key: the hour in which the next clock runs out, and within it how grave the case is. Null where no clock runs. */
export const urgencyOf = ({ dueAt, severity }: { dueAt: number | null; severity: Severity }): number | null =>
  dueAt === null ? null : firstOf(dueAt) + GRAVEST_FIRST.indexOf(severity);

/** The least key of what is due in the hour of this moment. */
export const firstOf = (at: number): number => Math.floor(at / HOUR) * GRAVEST_FIRST.length;

/** The greatest. */
export const lastOf = (at: number): number => firstOf(at) + GRAVEST_FIRST.length - 1;
