import type { Locale } from "../../platform/identity/actor";
import { say } from "../../platform/messages/explain";
import { DAY } from "../../platform/time";
import type { Inspection } from "./inspection.entity";

/** Why the platform opened an inspection by itself, in words, with the numbers it went by. */
export function reasonText({ origin, basis }: Inspection, locale: Locale): string {
  const { risk, pattern, burst } = basis ?? {};
  if (pattern) return say("inspection.reason.PATTERN", locale, { ...pattern });
  if (burst) return say("inspection.reason.BURST", locale, { ...burst });
  if (!risk) return say(`inspection.reason.${origin}`, locale);
  const { recent, before } = risk;
  return say(`inspection.reason.RISK.${risk.measure}`, locale, {
    days: Math.round((recent.until - recent.since) / DAY),
    events: recent.events,
    orders: recent.orders,
    eventsBefore: before.events,
    ordersBefore: before.orders,
    chance: risk.chance.toPrecision(2),
  });
}
