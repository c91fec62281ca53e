import type { Locale } from "../../platform/identity/actor";
import { say } from "../../platform/messages/explain";
import { moneyText } from "../../platform/messages/money-text";
import type { PromiseCheckFacts, Proposed } from "./promise-check.pure";

/** The check in one or two sentences, with its numbers. */
export function promiseCheckText(facts: PromiseCheckFacts, { terms }: Proposed, least: number, locale: Locale): string {
  const { result, orders, share, keepable } = facts;
  const found = say(`promiseCheck.${result}`, locale, { orders, least, share: percent(share ?? 0, locale) });
  if (!keepable || share === null) return found;
  const value =
    keepable.term === "maxPrice"
      ? moneyText(keepable.value, terms.currency ?? "", locale)
      : say("duration.hours", locale, { hours: keepable.value });
  const other = { value, orders: keepable.orders, share: percent(keepable.share ?? 0, locale) };
  return `${found} ${say("promiseCheck.keepable", locale, other)}`.trim();
}

/** Rounded down: what was kept in fewer than all orders is not said to be kept in all. */
const percent = (share: number, locale: Locale): string =>
  new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 }).format(Math.floor(share * 100) / 100);
