import type { ContactKind, NoticeKind } from "./contact-enums.types";

export const CHANNELS: readonly ContactKind[] = ["EMAIL", "SMS", "APP_PUSH", "WEB_PUSH"];

/** Who has chosen nothing is told so; text messages are for what must not be missed. */
// oxfmt-ignore
export const TOLD_BY: Readonly<Record<NoticeKind, readonly ContactKind[]>> = {
  DEADLINE: ["EMAIL", "SMS", "APP_PUSH", "WEB_PUSH"],
  MONEY:    ["EMAIL", "SMS", "APP_PUSH", "WEB_PUSH"],
  CASE:     ["EMAIL",        "APP_PUSH", "WEB_PUSH"],
  OTHER:    ["EMAIL",        "APP_PUSH", "WEB_PUSH"],
};
