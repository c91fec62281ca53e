import { redress } from "./redress";

/** Deadlines follow the server's clock, and a phone's may be wrong. */
export const serverNow = (): number => redress.clock.now();

/** The last moment of a day, in the viewer's own time zone; null, which means now, for today and for an invalid day. */
export function lastMomentOf(day: string | null): string | null {
  if (day === null || !/^\d{4}-\d{2}-\d{2}$/.test(day)) return null;
  const end = new Date(`${day}T23:59:59.999`);
  const now = new Date(serverNow());
  return Number.isNaN(end.getTime()) || end.toDateString() === now.toDateString() ? null : end.toISOString();
}
