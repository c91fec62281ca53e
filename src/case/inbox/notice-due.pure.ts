import type { LocaleSettings } from "../../platform/identity/actor";
import { momentText, say } from "../../platform/messages/explain";
import type { CaseTimer } from "../complaints/case-timer.entity";
import { REMINDED } from "../complaints/clock-names.pure";
import { maySeeAudience, type Parties } from "../complaints/complaint.policy";

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
