import type { Account } from "../../accounts/account/account.entity";
import type { Letter } from "../../accounts/contacts/letter.entity";
import type { LetterWords } from "../../accounts/contacts/letter-words.pure";
import { Account as Person } from "../../accounts/account/account.entity";
import { Provider } from "../../market/providers/provider.entity";
import type { HeardEvent } from "../../platform/database/event.entity";
import { Notice } from "../../platform/database/notice.entity";
import type { Reader } from "../../platform/database/reader";
import { sql } from "../../platform/database/sql";
import { numberedEvents } from "../../platform/feed/numbered-events";
import type { LocaleSettings } from "../../platform/identity/actor";
import { isIdOf } from "../../platform/ids";
import { say } from "../../platform/messages/explain";
import { MARKET_TIME_ZONE } from "../../platform/time";
import { caseNumber } from "../complaints/case-number.pure";
import { CaseTimer } from "../complaints/case-timer.entity";
import { Complaint } from "../complaints/complaint.entity";
import { dueWords } from "../inbox/notice-due.pure";
import { noticeKindOf } from "../inbox/notice-kind.pure";
import { noticeText } from "../inbox/notice-text.pure";

/**
 * What is written of a notice: what happened, in which case by its number, what is due and until when. Nothing that anybody wrote in the case:
 * who else reads the mail learns no more.
 */
export async function noticeWords(
  reader: Reader,
  event: HeardEvent,
  recipientId: string,
  account: Pick<Account, "locale" | "timeZone">,
  complaint: Complaint | null,
): Promise<LetterWords> {
  const { locale, timeZone } = account;
  const settings: LocaleSettings = { locale, timeZone: timeZone ?? MARKET_TIME_ZONE };
  const number = complaint && caseNumber(complaint);
  const about = number ?? (await nameOf(reader, event)) ?? say("notice.hidden", settings);
  // The platform's reasons are read where they are.
  const said = noticeText(event.type, { ...event.data, reason: undefined }, about, settings).trim();
  // All that run by now; a reminder says its own.
  const timers =
    complaint && event.type !== "DEADLINE_NEAR" ? await reader.find(CaseTimer, { complaintId: complaint.id }) : [];
  const due = complaint ? dueWords(timers, complaint, recipientId, said, settings) : [];
  return {
    subject: number ? say("letter.case.subject", settings, { number }) : say("letter.inbox.subject", settings),
    paragraphs: [said, ...due],
    short: number
      ? say(noticeKindOf(event) === "DEADLINE" ? "push.deadline" : "push.case", settings, { number })
      : say("push.inbox", settings),
    link: complaint
      ? { label: say("letter.openCase", settings), path: `/cases/${complaint.id}` }
      : { label: say("letter.openInbox", settings), path: "/inbox" },
    answerable: complaint !== null && [complaint.consumerId, complaint.providerId].includes(recipientId),
  };
}

/** What a letter said that was sent. What is due is as it is by now. */
export async function wordsAgain(
  reader: Reader,
  { noticeId, recipientId }: Pick<Letter, "noticeId" | "recipientId">,
  account: Account,
): Promise<LetterWords | null> {
  const notice = noticeId === null ? null : await reader.byId(Notice, noticeId);
  if (!notice || recipientId === null) return null;
  const [event] = await numberedEvents(reader, sql`p.position = ${notice.position}`);
  if (!event) return null;
  const complaint = isIdOf(Complaint, event.streamId) ? await reader.byId(Complaint, event.streamId) : null;
  return noticeWords(reader, event, recipientId, account, complaint);
}

async function nameOf(reader: Reader, { streamId }: HeardEvent): Promise<string | null> {
  if (isIdOf(Provider, streamId)) return (await reader.byId(Provider, streamId))?.legalName ?? null;
  return isIdOf(Person, streamId) ? ((await reader.byId(Person, streamId))?.displayName ?? null) : null;
}
