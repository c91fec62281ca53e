import type { MachineFacts } from "../../market/orders/order-record.pure";
import type { PromisedCompensation } from "../../market/orders/promised-compensation.pure";
import type { LocaleSettings } from "../../platform/identity/actor";
import { say } from "../../platform/messages/explain";
import { moneyText } from "../../platform/messages/money-text";
import { MINUTE } from "../../platform/time";
import type { PromiseKind } from "../../market/promises/promise-kind.types";

/** A shortfall in words, as a complaint states it: what was promised, and what was delivered instead. */
export function findingTexts(
  kind: PromiseKind,
  facts: MachineFacts,
  currency: string,
  reader: LocaleSettings,
): { expected: string; delivered: string } {
  const isMoney = facts.unit === "MINOR_UNITS";
  const promised = isMoney ? moneyText(facts.promised, currency, reader.locale) : facts.promised;
  const observed = isMoney ? moneyText(facts.observed, currency, reader.locale) : durationText(facts, reader);
  return {
    expected: say(`finding.expected.${kind}`, reader, { promised }),
    delivered: say(`finding.delivered.${facts.shortfall}`, reader, { observed }),
  };
}

/** How the sum that a broken promise itself promises is computed. */
export function compensationText(promised: PromisedCompensation, currency: string, reader: LocaleSettings): string {
  const { by, days, percentPerDay, capPercent, isCapped } = promised;
  const amount = { amount: promised.amount, currency };
  if (by === "SUM") return say(`compensation.explained.${isCapped ? "SUM_CAPPED" : "SUM"}`, reader, { amount });
  return say(`compensation.explained.${isCapped ? "DAY_CAPPED" : "DAY"}`, reader, {
    days,
    percentPerDay,
    capPercent,
    amount,
  });
}

const MILLISECOND_IN_MINUTES = 1 / MINUTE;

/** Whole minutes, rounded down, so that no one is said to have taken longer than they did. */
function durationText({ promised, observed, unit }: MachineFacts, reader: LocaleSettings): string {
  const hoursOf = (value: number): number => (unit === "DAYS" ? value * 24 : value);
  // Half a millisecond makes up for what the division lost.
  const whole = Math.floor(hoursOf(observed) * 60 + MILLISECOND_IN_MINUTES / 2);
  const hours = Math.floor(whole / 60);
  if (observed > promised && whole === hoursOf(promised) * 60) return say("duration.justOver", reader, { hours });
  return whole % 60 === 0
    ? say("duration.hours", reader, { hours })
    : say("duration.hoursMinutes", reader, { hours, minutes: whole % 60 });
}
