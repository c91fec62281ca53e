import type { EventData } from "../platform/feed/event";
import type { Locale } from "../platform/identity/actor";
import { say } from "../platform/messages/explain";

/** The fact in words. `about`: the title of the case, or the name of the provider or the person. */
export function noticeText(type: string, data: EventData, about: string, locale: Locale): string {
  const { clock, kind, dueAt } = data;
  const roles = data.role ?? data.after;
  return say(`notice.${type}`, locale, {
    about,
    ...(typeof clock === "string" ? { clock: say(`clock.${clock}`, locale) } : {}),
    ...(type.startsWith("PENALTY_") ? { kind: say(`penaltyKind.${String(kind)}`, locale) } : {}),
    ...(type.startsWith("VERIFICATION_") ? { kind: say(`verificationKind.${String(kind)}`, locale) } : {}),
    ...(typeof roles === "string" ? { roles: namesOf(roles, locale) } : {}),
    ...(typeof dueAt === "number" ? { dueAt: new Date(dueAt).toISOString() } : {}),
  });
}

const namesOf = (roles: string, locale: Locale): string =>
  (roles || "none")
    .split(" ")
    .map((role) => say(`roleName.${role}`, locale))
    .join(", ");
