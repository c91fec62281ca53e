import { Account } from "../../accounts/account/account.entity";
import { ContactPoint } from "../../accounts/contacts/contact-point.entity";
import { isReached, replacedSince } from "../../accounts/contacts/contact.queries";
import { noticeDueAt } from "../../accounts/contacts/letter-due.pure";
import { Letter } from "../../accounts/contacts/letter.entity";
import { pointsTold } from "../../accounts/contacts/notice-channels.pure";
import { chosenBy } from "../../accounts/contacts/notice-choice.queries";
import { queueLetter } from "../../accounts/contacts/queue-letter";
import { ProviderMember } from "../../market/providers/provider-member.entity";
import type { Loaders } from "../../platform/database/loaders";
import type { NumberedEvent } from "../../platform/database/event.entity";
import { inboxTopic } from "../../platform/database/event-writer";
import { Notice } from "../../platform/database/notice.entity";
import type { Tx } from "../../platform/database/tx";
import type { Projection } from "../../platform/feed/projection";
import { isIdOf } from "../../platform/ids";
import { Complaint } from "../complaints/complaint.entity";
import { noticeKindOf } from "../inbox/notice-kind.pure";
import { noticeWords } from "./notice-words.queries";

const INBOX = inboxTopic("");

/** Writes to the people who have a contact point what comes into the inboxes that they read. */
export const tellingProjection: Projection = {
  name: "letters",
  types: null,
  wants: ({ topicList }) => topicList.some((topic) => topic.startsWith(INBOX)),
  async ahead(known, event) {
    const points = boxesOf(event).map((recipientId) => pointsOf(known, event, recipientId));
    await Promise.all([complaintOf(known, event), ...points]);
  },
  async apply(tx, event, known) {
    for (const recipientId of boxesOf(event)) {
      const points = await pointsOf(known, event, recipientId);
      const told: Told[] = [];
      for (const point of points) {
        // Nobody is told of what they did themselves.
        if (!isReached(tx, point) || point.accountId === event.actorId) continue;
        const isSince = (point.verifiedAt ?? Infinity) <= event.at;
        const replaced = isSince ? [] : await replacedSince(tx, point, event.at);
        // Who gave an address later was told of it in the inbox; what takes the place of another is told what that one was to be.
        if (isSince || replaced.length > 0) told.push({ point, replaced });
      }
      const notice = told.length === 0 ? null : await tx.findOne(Notice, { position: event.position, recipientId });
      if (notice) await write(tx, event, notice, told, await complaintOf(known, event));
    }
  },
};

/** `replaced`: what was the person's when it happened, or since, and is no longer. */
interface Told {
  point: ContactPoint;
  replaced: readonly string[];
}

const boxesOf = ({ topicList }: NumberedEvent): string[] =>
  topicList.flatMap((topic) => (topic.startsWith(INBOX) ? [topic.slice(INBOX.length)] : []));

const complaintOf = async (known: Loaders, { streamId }: NumberedEvent): Promise<Complaint | null> =>
  isIdOf(Complaint, streamId) ? known.byId(Complaint, streamId) : null;

/** Of whoever reads the inbox. */
async function pointsOf(known: Loaders, event: NumberedEvent, recipientId: string): Promise<ContactPoint[]> {
  const readers = await readersOf(known, event, recipientId);
  return (await Promise.all(readers.map((id) => known.manyBy(ContactPoint, "accountId", id)))).flat();
}

/** Whoever reads the inbox, as `inbox` shows it: members since they joined, and not of their own case as a consumer. */
async function readersOf(known: Loaders, event: NumberedEvent, recipientId: string): Promise<string[]> {
  if (isIdOf(Account, recipientId)) return [recipientId];
  const [complaint, members] = await Promise.all([
    complaintOf(known, event),
    known.manyBy(ProviderMember, "providerId", recipientId),
  ]);
  return members
    .filter(({ accountId, addedAt }) => addedAt <= event.at && accountId !== complaint?.consumerId)
    .map(({ accountId }) => accountId);
}

async function write(
  tx: Tx,
  event: NumberedEvent,
  notice: Notice,
  told: readonly Told[],
  complaint: Complaint | null,
): Promise<void> {
  const known = new Set((await tx.find(Letter, { noticeId: notice.id })).map(({ contactPointId }) => contactPointId));
  const kind = noticeKindOf(event);
  const urgent = kind === "DEADLINE";
  // What was written to the former one is told, or goes on from there.
  const unknown = told.flatMap(({ point, replaced }) =>
    [point.id, ...replaced].some((id) => known.has(id)) ? [] : point,
  );
  for (const accountId of new Set(told.map(({ point }) => point.accountId))) {
    const account = await tx.byId(Account, accountId);
    if (account?.status !== "ACTIVE") continue;
    const { choices, quiet } = await chosenBy(tx, accountId, tx.now);
    const own = told.flatMap(({ point }) => (point.accountId === accountId ? point : []));
    for (const point of pointsTold(kind, own, choices)) {
      if (!unknown.includes(point)) continue;
      const dueAt = noticeDueAt(tx.now, point, urgent, account.timeZone, quiet);
      const sends = dueAt !== null && point.state === "VERIFIED";
      const reader = { ...account, locale: point.locale ?? account.locale };
      queueLetter(
        tx,
        point,
        "NOTICE",
        sends ? await noticeWords(tx, event, notice.recipientId, reader, complaint) : null,
        {
          concerns: {
            ...{ noticeId: notice.id, recipientId: notice.recipientId, streamId: event.streamId },
            ...{ eventType: event.type, audience: event.audience, kind, urgent },
          },
          ...(dueAt === null ? {} : { dueAt }),
        },
      );
    }
  }
}
