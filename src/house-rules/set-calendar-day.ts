import type { Tx } from "../platform/database/tx";
import type { Actor } from "../platform/identity/actor";
import { newId } from "../platform/ids";
import { Refusal } from "../platform/refusal";
import { dateOf, MINUTE } from "../platform/time";
import { CalendarDay } from "./calendar-day.entity";
import type { SetCalendarDayInput } from "./calendar.types";
import { HouseRules } from "./house-rules";
import { chinaCalendar } from "./working-time.pure";

/** Clocks that run already keep their due times: people were told them. */
export async function setCalendarDay(tx: Tx, actor: Actor, input: SetCalendarDayInput): Promise<{ date: string }> {
  const { date, working, reason } = input;
  const effectiveFrom = input.effectiveFrom ?? tx.now;
  refuseWrong(date, effectiveFrom, tx.now);
  if (await tx.findOne(CalendarDay, { date, effectiveFrom }))
    throw new Refusal("ALREADY_EXISTS", { reason: "calendar.setAlready", field: "input.effectiveFrom" });
  const set = { setById: actor.accountId, setAt: tx.now };
  tx.insert(CalendarDay, { id: newId(CalendarDay), date, working, reason, effectiveFrom, ...set });
  HouseRules.forget(tx);
  return { date };
}

function refuseWrong(date: string, effectiveFrom: number, now: number): void {
  const at = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(at) || dateOf(at) !== date)
    throw new Refusal("BAD_USER_INPUT", { reason: "calendar.noSuchDay", field: "input.date" });
  if (date < dateOf(now + chinaCalendar.utcOffsetMinutes * MINUTE))
    throw new Refusal("BAD_USER_INPUT", { reason: "calendar.past", field: "input.date" });
  if (effectiveFrom < now)
    throw new Refusal("BAD_USER_INPUT", { reason: "calendar.past", field: "input.effectiveFrom" });
}
