import { Account } from "../../accounts/account/account.entity";
import { AccountSession } from "../../accounts/sessions/account-session.entity";
import { Carriage } from "../../accounts/contacts/carriage";
import type { NoticeKind } from "../../accounts/contacts/contact-enums.types";
import { isQuiet } from "../../accounts/contacts/quiet-hours.pure";
import { isWanted, type Choices } from "../../accounts/contacts/notice-channels.pure";
import { chosenBy } from "../../accounts/contacts/notice-choice.queries";
import { Letter } from "../../accounts/contacts/letter.entity";
import { recordTelling } from "../../accounts/contacts/record-telling";
import type { Actor } from "../../accounts/actor/actor";
import { sessionsFor } from "../../accounts/sign-in/sessions";
import type { HeardEvent } from "../../platform/database/event.entity";
import type { Notice } from "../../platform/database/notice.entity";
import type { Reader } from "../../platform/database/reader";
import { list, sql } from "../../platform/database/sql";
import { dueIds, itemFailed } from "../../platform/database/sweep-due";
import type { Tx } from "../../platform/database/tx";
import type { SweptServices } from "../../platform/graphql/context";
import { numberedEvents } from "../../platform/feed/numbered-events";
import { isIdOf } from "../../platform/ids";
import { say } from "../../platform/messages/explain";
import type { Pushed, Pusher } from "../../platform/carriers/pusher";
import { MARKET_TIME_ZONE, MINUTE } from "../../platform/time";
import { caseNumber } from "../complaints/case-number.pure";
import { maySeeEvent } from "../complaints/case-event.policy";
import { Complaint } from "../complaints/complaint.entity";
import { maySee } from "../complaints/complaint.policy";
import { noticeKindOf } from "../inbox/notice-kind.pure";
import { PushSubscription } from "./push-subscription.entity";
import { newsOf } from "./push.queries";

/** At once; the others follow with the next sweep, which must not wait for many push services. */
const TOGETHER = 100;
/** Of one browser at once: one for each case. */
const MOST_MESSAGES = 5;
/** Another node does not tell meanwhile. */
const LEASE_MS = MINUTE;
const QUIET_STEP_MS = 15 * MINUTE;
/** Then its news is left to the inbox; and a browser of which the service says all the time that we are somebody else is forgotten. */
const MOST_FAILURES = 6;

/** Tells browsers of what has come into their people's inboxes. */
export async function sendPushes(services: SweptServices): Promise<void> {
  const { database, clock, pusher, log } = services;
  if (!pusher) return;
  const due = await dueIds(database, "SELECT id FROM push_subscription WHERE due_at <= ? ORDER BY due_at, id LIMIT ?", [
    clock.now(),
    TOGETHER,
  ]);
  await Promise.all(
    due.map((id) =>
      tell(services, pusher, id).catch((error: unknown) =>
        itemFailed(log, error, { id }, "a browser could not be told"),
      ),
    ),
  );
}

async function tell(services: SweptServices, pusher: Pusher, id: string): Promise<void> {
  const { database, clock, log } = services;
  const claimed = await database.transact((tx) => claim(tx, id));
  if (!claimed) return;
  const actor = await sessionsFor(services).still(claimed.account.id, claimed.subscription.sessionId);
  const news = await newsOf(database, claimed.subscription);
  const wanted = await wantedOf(database, claimed, actor, news);
  const { outcome, told } = await pushAll(pusher, claimed, wanted, (tried) => {
    const givenUp = willBeTried(tried) && isLast(claimed.subscription) ? 1 : 0;
    Carriage.of(database).carried("WEB_PUSH", { outcome: tried }, givenUp, clock.now(), log);
  });
  // The record of what was served has what a push service has accepted, and nothing else.
  const served = wanted.filter(({ notice }) => told.has(notice.streamId));
  await database.transact((tx) => settle(tx, claimed.subscription, news[0]?.position ?? null, outcome, served));
}

interface Claimed {
  subscription: PushSubscription;
  account: Account;
  choices: Choices;
}

interface Wanted {
  notice: Notice;
  event: HeardEvent;
  kind: NoticeKind;
  /** Null: it is about none. */
  complaint: Complaint | null;
}

/** Without what the person does not want browsers to be told of, and what they may not see by now. */
async function wantedOf(
  reader: Reader,
  { choices }: Claimed,
  actor: Actor | null,
  news: readonly Notice[],
): Promise<Wanted[]> {
  if (news.length === 0) return [];
  const events = await numberedEvents(reader, sql`p.position IN (${list(news.map(({ position }) => position))})`);
  const ids = new Set(news.flatMap(({ streamId }) => (isIdOf(Complaint, streamId) ? streamId : [])));
  const complaints = await reader.find(Complaint, { id: [...ids] });
  return news.flatMap((notice): Wanted[] => {
    const event = events.find(({ position }) => position === notice.position);
    const complaint = complaints.find(({ id }) => id === notice.streamId) ?? null;
    if (!event || (ids.has(notice.streamId) && !maySeeNews(actor, complaint, event))) return [];
    const kind = noticeKindOf(event);
    return isWanted(choices, kind, "WEB_PUSH") ? [{ notice, event, kind, complaint }] : [];
  });
}

const maySeeNews = (actor: Actor | null, complaint: Complaint | null, event: HeardEvent): boolean =>
  complaint !== null && maySee(actor, complaint) && maySeeEvent({ actor }, complaint, event);

/** Checks again under the lock; a browser whose session has ended is forgotten. */
async function claim(tx: Tx, id: string): Promise<Claimed | null> {
  const subscription = await tx.lock(PushSubscription, id);
  if (!subscription || subscription.dueAt === null || subscription.dueAt > tx.now) return null;
  const account = await tx.byId(Account, subscription.accountId);
  const session = await tx.byId(AccountSession, subscription.sessionId);
  if (account?.status !== "ACTIVE" || !session || session.endedAt !== null || session.expiresAt <= tx.now) {
    remove(tx, id);
    return null;
  }
  const { choices, quiet } = await chosenBy(tx, account.id, tx.now);
  const sleeps = isQuiet(tx.now, account.timeZone ?? MARKET_TIME_ZONE, quiet);
  tx.change(subscription, { dueAt: tx.now + (sleeps ? QUIET_STEP_MS : LEASE_MS) });
  return sleeps ? null : { subscription, account, choices };
}

/** What stands on a locked screen: that there is something, the number of the case, and whether a deadline depends on it. */
async function pushAll(
  pusher: Pusher,
  { subscription, account: { locale } }: Claimed,
  wanted: readonly Wanted[],
  tried: (outcome: Pushed) => void,
): Promise<{ outcome: Pushed; told: ReadonlySet<string> }> {
  const streams = [...new Set(wanted.map(({ notice }) => notice.streamId))].slice(0, MOST_MESSAGES);
  const told = new Set<string>();
  for (const streamId of streams) {
    const own = wanted.filter(({ notice }) => notice.streamId === streamId);
    const complaint = own[0]?.complaint;
    const urgent = own.some(({ kind }) => kind === "DEADLINE");
    // What comes after a deadline does not take its place.
    const about = complaint ? `${streamId}${urgent ? " deadline" : ""}` : "inbox";
    const outcome = await pusher.push(subscription, about, {
      title: "Redress",
      body: complaint
        ? say(urgent ? "push.deadline" : "push.case", locale, { number: caseNumber(complaint) })
        : say("push.inbox", locale),
      tag: about,
      url: complaint ? `/cases/${complaint.id}` : "/inbox",
    });
    tried(outcome);
    if (outcome !== "SENT" && outcome !== "REFUSED") return { outcome, told };
    if (outcome === "SENT") told.add(streamId);
  }
  return { outcome: "SENT", told };
}

const willBeTried = (outcome: Pushed): boolean => outcome === "LATER" || outcome === "UNPROVEN";

const isLast = ({ failures }: PushSubscription): boolean => failures + 1 >= MOST_FAILURES;

async function settle(
  tx: Tx,
  claimed: PushSubscription,
  told: number | null,
  outcome: Pushed,
  served: readonly Wanted[],
): Promise<void> {
  const { id } = claimed;
  const subscription = await tx.lock(PushSubscription, id);
  // What was accepted was served, whatever became of the rest, and of the browser.
  await recordTold(tx, claimed, served);
  if (!subscription) return;
  if (outcome === "GONE") return remove(tx, id);
  if (willBeTried(outcome) && !isLast(subscription)) {
    const failures = subscription.failures + 1;
    return tx.change(subscription, { failures, dueAt: tx.now + 2 ** failures * MINUTE });
  }
  if (outcome === "UNPROVEN") return remove(tx, id);
  tx.change(subscription, { failures: 0, position: Math.max(subscription.position, told ?? 0) });
  // What came while it was told.
  const more = await newsOf(tx, subscription);
  tx.change(subscription, { dueAt: more.length > 0 ? tx.now : null });
}

/** The browser itself is not kept in the record: it is forgotten with its session. What is told once more was served the first time. */
async function recordTold(tx: Tx, { id, accountId }: PushSubscription, served: readonly Wanted[]): Promise<void> {
  if (served.length === 0) return;
  const noticeId = served.map(({ notice }) => notice.id);
  const known = new Set((await tx.find(Letter, { contactPointId: id, noticeId })).map((letter) => letter.noticeId));
  for (const { notice, event, kind } of served)
    if (!known.has(notice.id))
      recordTelling(
        tx,
        { id, accountId, kind: "WEB_PUSH" },
        {
          ...{ noticeId: notice.id, recipientId: notice.recipientId, streamId: event.streamId },
          ...{ eventType: event.type, audience: event.audience, kind, urgent: kind === "DEADLINE" },
        },
      );
}

const remove = (tx: Tx, id: string): void => tx.execute("DELETE FROM push_subscription WHERE id = ?", [id]);
