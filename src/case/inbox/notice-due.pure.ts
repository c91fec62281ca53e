import type { LoggedEvent } from "../../platform/database/event.entity";
import type { LocaleSettings } from "../../platform/identity/actor";
import { momentText, say } from "../../platform/messages/explain";
import type { CaseTimer } from "../complaints/case-timer.entity";
import { REMINDED } from "../complaints/clock-names.pure";
import { maySeeAudience, type Parties } from "../complaints/complaint.policy";
import { DEADLINE_NOTICES } from "./notice-kinds.table";

/** Clocks that began with it and, where it says something of a deadline, those that ran by then. A reminder says its own. */
export const isToldWith = ({ type, at }: Pick<LoggedEvent, "type" | "at">, { startedAt }: CaseTimer): boolean =>
  startedAt === at || (startedAt < at && type !== "DEADLINE_NEAR" && DEADLINE_NOTICES.has(type));

/** What is due of these clocks in words: those that concern the reader of that inbox, the next first, without the times that were said already. */
export function dueWords(
  timers: readonly CaseTimer[],
  { consumerId, providerId }: Parties,
  recipientId: string,
  said: string,
  settings: LocaleSettings,
): string[] {
  const side = recipientId === consumerId ? "CONSUMER" : recipientId === providerId ? "PROVIDER" : null;
  const viewer = { side, isStaff: side === null } as const;
  return [...timers]
    .sort((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0))
    .flatMap(({ clock, dueAt }) => {
      const audience = REMINDED[clock];
      const concerns = audience !== undefined && maySeeAudience(audience, viewer);
      if (!concerns || dueAt === null || said.includes(momentText(dueAt, settings))) return [];
      return [say("letter.due", settings, { clock, dueAt })];
    });
}
