import { DAY } from "../../platform/time";

/** Until when a completed order may be reviewed. */
export const reviewableUntil = (completedAt: number, windowDays: number): number => completedAt + windowDays * DAY;

/** The first letter and nothing more: whoever knows the order knows the person anyhow. */
export const maskName = (name: string): string => `${[...name][0] ?? ""}**`;
