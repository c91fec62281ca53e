import type { EventData } from "../../platform/database/event";
import type { Locale } from "../../platform/identity/actor";
import { moneyText } from "../../platform/messages/money-text";
import { say } from "../../platform/messages/explain";

/** The fact in words. `about`: the title of the case, or the name of the provider or the person. */
export function noticeText(type: string, data: EventData, about: string, locale: Locale): string {
  const { clock, kind, dueAt, amount, currency, left } = data;
  const roles = data.role ?? data.after;
  return say(`notice.${type}`, locale, {
    about,
    ...(typeof clock === "string" ? { clock: say(`clock.${clock}`, locale) } : {}),
    ...(type.startsWith("PENALTY_") ? { kind: say(`penaltyKind.${String(kind)}`, locale) } : {}),
    ...(type.startsWith("VERIFICATION_") ? { kind: say(`verificationKind.${String(kind)}`, locale) } : {}),
    ...(typeof amount === "number" && typeof currency === "string"
      ? { amount: moneyText(amount, currency, locale), how: howText(data, locale), reason: String(data.reason ?? "") }
      : {}),
    ...(type.startsWith("PAYMENT_") ? { purpose: say(`paymentPurpose.${String(data.purpose)}`, locale) } : {}),
    ...(typeof left === "number" ? { left } : {}),
    ...(typeof roles === "string" ? { roles: namesOf(roles, locale) } : {}),
    ...(typeof dueAt === "number" ? { dueAt: new Date(dueAt).toISOString() } : {}),
  });
}

/** By which way money was sent; nothing where that is not known. */
const howText = ({ channel, reference }: EventData, locale: Locale): string =>
  typeof channel === "string" && typeof reference === "string"
    ? say("notice.how", locale, { channel: say(`paymentChannel.${channel}`, locale), reference })
    : "";
const namesOf = (roles: string, locale: Locale): string =>
  (roles || "none")
    .split(" ")
    .map((role) => say(`roleName.${role}`, locale))
    .join(", ");
