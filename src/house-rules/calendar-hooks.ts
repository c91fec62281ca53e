import type { Actor } from "../platform/identity/actor";
import { Hook } from "../platform/database/hook";
import type { Tx } from "../platform/database/tx";
import type { CalendarDay } from "./calendar-day.entity";

/** An administrator has set a day of the calendar. */
export const ON_CALENDAR_DAY = new Hook<(tx: Tx, actor: Actor, day: CalendarDay) => Promise<void>>("ON_CALENDAR_DAY");
