import type { LocaleSettings } from "../../platform/identity/actor";
import { say } from "../../platform/messages/explain";
import { DAY } from "../../platform/time";
import type { Inspection } from "./inspection.entity";

/** Why the platform opened an inspection automatically, in words, with the numbers behind it. */
export function reasonText({ origin, basis }: Inspection, reader: LocaleSettings): string {
  const { risk, pattern, burst } = basis ?? {};
  if (pattern) return say("inspection.reason.PATTERN", reader, { ...pattern });
  if (burst) return say("inspection.reason.BURST", reader, { ...burst });
  if (!risk) return say(`inspection.reason.${origin}`, reader);
  const { recent, before } = risk;
  return say(`inspection.reason.RISK.${risk.measure}`, reader, {
    days: Math.round((recent.until - recent.since) / DAY),
    events: recent.events,
    orders: recent.orders,
    eventsBefore: before.events,
    ordersBefore: before.orders,
    chance: risk.chance.toPrecision(2),
  });
}
