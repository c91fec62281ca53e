import type { Tx } from "../platform/database/tx";
import type { Actor } from "../platform/identity/actor";
import { newId } from "../platform/ids";
import { Refusal } from "../platform/refusal";
import { dateOf } from "../platform/time";
import { ON_CALENDAR_DAY } from "./calendar-hooks";
import { CalendarDay } from "./calendar-day.entity";
import type { SetCalendarDayInput } from "./calendar.types";
import { HouseRules } from "./house-rules";
import { wallOf } from "./wall-clock.pure";

/** Clocks that run already keep their due times: people were told them. */
export async function setCalendarDay(tx: Tx, actor: Actor, input: SetCalendarDayInput): Promise<{ date: string }> {
  const { date, working, reason } = input;
  const effectiveFrom = input.effectiveFrom ?? tx.now;
  const { timeZone } = (await HouseRules.inForce(tx, tx.now)).calendar;
  refuseWrong(date, effectiveFrom, { now: tx.now, today: dateOf(wallOf(timeZone, tx.now)) });
  if (await tx.findOne(CalendarDay, { date, effectiveFrom }))
    throw new Refusal("ALREADY_EXISTS", { reason: "calendar.setAlready", field: "input.effectiveFrom" });
  const day = Object.assign(new CalendarDay(), {
    ...{ id: newId(CalendarDay), date, working, reason, effectiveFrom },
    ...{ setById: actor.accountId, setAt: tx.now },
  });
  tx.insert(CalendarDay, day);
  for (const record of tx.hooked(ON_CALENDAR_DAY)) await record(tx, actor, day);
  HouseRules.forget(tx);
  return { date };
}

function refuseWrong(date: string, effectiveFrom: number, { now, today }: { now: number; today: string }): void {
  const at = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(at) || dateOf(at) !== date)
    throw new Refusal("BAD_USER_INPUT", { reason: "calendar.noSuchDay", field: "input.date" });
  if (date < today) throw new Refusal("BAD_USER_INPUT", { reason: "calendar.past", field: "input.date" });
  if (effectiveFrom < now)
    throw new Refusal("BAD_USER_INPUT", { reason: "calendar.past", field: "input.effectiveFrom" });
}
