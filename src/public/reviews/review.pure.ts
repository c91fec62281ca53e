import { DAY } from "../../platform/time";

/** Until when a completed order may be reviewed. */
export const reviewableUntil = (completedAt: number, windowDays: number): number => completedAt + windowDays * DAY;

/** The first letter only; anyone who may see the order knows the person anyway. */
export const maskName = (name: string): string => `${[...name][0] ?? ""}**`;
