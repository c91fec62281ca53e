import type { EventData, EventType } from "../../platform/database/event";
import type { Locale } from "../../platform/identity/actor";
import { moneyText } from "../../platform/messages/money-text";
import { say } from "../../platform/messages/explain";

/** The fact in words. `about`: the title of the case, or the name of the provider or the person. */
export function noticeText(type: EventType, data: EventData, about: string, locale: Locale): string {
  const { clock, kind, dueAt, amount, currency, left, purpose, reason } = data;
  const roles = data.role ?? data.after;
  return say(`notice.${type}`, locale, {
    about,
    ...(clock ? { clock: say(`clock.${clock}`, locale) } : {}),
    ...(kind && type.startsWith("PENALTY_") ? { kind: say(`penaltyKind.${kind}`, locale) } : {}),
    ...(kind && type.startsWith("VERIFICATION_") ? { kind: say(`verificationKind.${kind}`, locale) } : {}),
    ...(typeof amount === "number" && currency
      ? { amount: moneyText(amount, currency, locale), how: howText(data, locale), reason: reason ?? "" }
      : {}),
    ...(purpose ? { purpose: say(`paymentPurpose.${purpose}`, locale) } : {}),
    ...(left !== undefined ? { left } : {}),
    ...(roles !== undefined ? { roles: namesOf(roles, locale) } : {}),
    ...(typeof dueAt === "number" ? { dueAt: new Date(dueAt).toISOString() } : {}),
  });
}

/** By which way money was sent; nothing where that is not known. */
const howText = ({ channel, reference }: EventData, locale: Locale): string =>
  channel && reference
    ? say("notice.how", locale, { channel: say(`paymentChannel.${channel}`, locale), reference })
    : "";
const namesOf = (roles: string, locale: Locale): string =>
  (roles || "none")
    .split(" ")
    .map((role) => say(`roleName.${role}`, locale))
    .join(", ");
