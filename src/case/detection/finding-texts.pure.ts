import type { MachineFacts } from "../../market/orders/order-record.pure";
import type { Locale } from "../../platform/identity/actor";
import { say } from "../../platform/messages/explain";
import { MINUTE } from "../../platform/time";
import type { PromiseKind } from "../../market/promises/promise-kind.types";

/** A shortfall in words, as a complaint states it: what was promised, and what was delivered instead. */
export function findingTexts(
  kind: PromiseKind,
  facts: MachineFacts,
  currency: string,
  locale: Locale,
): { expected: string; delivered: string } {
  const isMoney = facts.unit === "MINOR_UNITS";
  const promised = isMoney ? moneyText(facts.promised, currency, locale) : facts.promised;
  const observed = isMoney ? moneyText(facts.observed, currency, locale) : durationText(facts, locale);
  return {
    expected: say(`finding.expected.${kind}`, locale, { promised }),
    delivered: say(`finding.delivered.${facts.shortfall}`, locale, { observed }),
  };
}

const MILLISECOND_IN_MINUTES = 1 / MINUTE;

/** Whole minutes, rounded down, so that no one is said to have taken longer than they did. */
function durationText({ promised, observed, unit }: MachineFacts, locale: Locale): string {
  const hoursOf = (value: number): number => (unit === "DAYS" ? value * 24 : value);
  // Half a millisecond makes up for what the division lost.
  const whole = Math.floor(hoursOf(observed) * 60 + MILLISECOND_IN_MINUTES / 2);
  const hours = Math.floor(whole / 60);
  if (observed > promised && whole === hoursOf(promised) * 60) return say("duration.justOver", locale, { hours });
  return whole % 60 === 0
    ? say("duration.hours", locale, { hours })
    : say("duration.hoursMinutes", locale, { hours, minutes: whole % 60 });
}

/** Minor units as people read them. */
export function moneyText(minorUnits: number, currency: string, locale: Locale): string {
  const format = new Intl.NumberFormat(locale, { style: "currency", currency });
  const { maximumFractionDigits: digits = 2 } = format.resolvedOptions();
  return format.format(minorUnits / 10 ** digits);
}
