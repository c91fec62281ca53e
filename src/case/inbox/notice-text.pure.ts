import type { EventData, EventType } from "../../platform/database/event";
import type { LocaleSettings } from "../../platform/identity/actor";
import { say, sayKnown } from "../../platform/messages/explain";
import type { Params } from "../../platform/messages/params";

/** What events call the time until which something can be done. */
const TIMES = [
  ...["dueAt", "answerDueAt", "shipBy", "receiptDueAt", "contestableUntil", "answerableUntil", "reopenableUntil"],
  ...["hearingUntil", "endsAt"],
] as const;

/** Until when something can be said to it, or it lasts: a sentence of its own, as there are events without. */
const UNTIL: Partial<Record<EventType, (typeof TIMES)[number]>> = {
  COMPENSATION_DUE: "contestableUntil",
  LICENCE_CONTESTED: "answerDueAt",
  PENALTY_AWAITS_APPROVAL: "hearingUntil",
  PENALTY_STARTED: "endsAt",
  PENALTY_RESTORED: "endsAt",
  PENALTY_RESUMED: "endsAt",
};

/** The event in words. `about`: the title of the case, or the name of the provider or the person. */
export function noticeText(type: EventType, data: EventData, about: string, reader: LocaleSettings): string {
  const { clock, kind, amount, currency, left, purpose, reason, effectiveFrom, date, name } = data;
  const { instruction, failure, flag } = data;
  const roles = data.role ?? data.after;
  // Nobody looked for it in vain.
  const key = type === "PAYMENT_REJECTED" && purpose === "REPAYMENT" ? "REPAYMENT_GIVEN_UP" : type;
  const params: Params = {
    about,
    ...(name ? { name } : {}),
    ...(clock ? { clock } : {}),
    ...(kind ? { kind } : {}),
    ...(typeof amount === "number" && currency
      ? { amount: { amount, currency }, how: howText(data, reader), reason: reason ?? "" }
      : {}),
    ...(purpose ? { purpose } : {}),
    ...(instruction ? { instruction } : {}),
    ...(failure ? { failure } : {}),
    ...(flag ? { flag } : {}),
    ...(left !== undefined ? { left } : {}),
    ...(roles !== undefined ? { roles: (roles || "none").split(" ") } : {}),
    ...Object.fromEntries(TIMES.flatMap((time) => (typeof data[time] === "number" ? [[time, data[time]]] : []))),
    ...(effectiveFrom !== undefined ? { effectiveFrom } : {}),
    ...(date ? { date } : {}),
  };
  const until = data.to === "CLOSED" ? "reopenableUntil" : UNTIL[type];
  return sentences(
    [
      sayKnown(`notice.${key}`, "notice.ofNewerVersion", reader, params),
      ...(until !== undefined && params[until] !== undefined ? [say(`until.${until}`, reader, params)] : []),
    ],
    reader,
  );
}

/** One after the other, as they are written in the reader's language. */
export const sentences = (all: readonly string[], { locale }: LocaleSettings): string =>
  all.join(locale === "en" ? " " : "");

/** The channel by which money was sent; empty where that is not known. */
const howText = ({ channel, reference }: EventData, reader: LocaleSettings): string =>
  channel && reference ? say("notice.how", reader, { channel, reference }) : "";
