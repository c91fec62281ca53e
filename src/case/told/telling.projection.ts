import { Account } from "../../accounts/account.entity";
import { reachedBy } from "../../accounts/contacts/contact.queries";
import { noticeDueAt } from "../../accounts/contacts/letter-due.pure";
import { Letter } from "../../accounts/contacts/letter.entity";
import { pointsTold } from "../../accounts/contacts/notice-channels.pure";
import { chosenBy } from "../../accounts/contacts/notice-choice.queries";
import { queueLetter } from "../../accounts/contacts/queue-letter";
import { ProviderMember } from "../../market/providers/provider-member.entity";
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
  async apply(tx, event) {
    const notices = await tx.find(Notice, { position: event.position });
    const complaint = isIdOf(Complaint, event.streamId) ? await tx.byId(Complaint, event.streamId) : null;
    for (const notice of notices) await write(tx, event, notice, complaint);
  },
};

/** Whoever reads the inbox, as `inbox` shows it: members since they joined, and not of their own case as a consumer. */
async function readersOf(tx: Tx, event: NumberedEvent, notice: Notice, complaint: Complaint | null): Promise<string[]> {
  if (isIdOf(Account, notice.recipientId)) return [notice.recipientId];
  const members = await tx.find(ProviderMember, { providerId: notice.recipientId });
  return members
    .filter(({ accountId, addedAt }) => addedAt <= event.at && accountId !== complaint?.consumerId)
    .map(({ accountId }) => accountId);
}

async function write(tx: Tx, event: NumberedEvent, notice: Notice, complaint: Complaint | null): Promise<void> {
  const readers = await readersOf(tx, event, notice, complaint);
  const points = readers.length === 0 ? [] : await reachedBy(tx, readers);
  // Who gave the address later was told of it in the inbox; and nobody of what they did themselves.
  const told = points.filter(
    ({ accountId, verifiedAt }) => (verifiedAt ?? Infinity) <= event.at && accountId !== event.actorId,
  );
  if (told.length === 0) return;
  const known = new Set((await tx.find(Letter, { noticeId: notice.id })).map(({ contactPointId }) => contactPointId));
  const kind = noticeKindOf(event);
  const urgent = kind === "DEADLINE";
  for (const accountId of new Set(told.map((point) => point.accountId))) {
    const account = await tx.byId(Account, accountId);
    if (account?.status !== "ACTIVE") continue;
    const { choices, quiet } = await chosenBy(tx, accountId, tx.now);
    const own = told.filter((point) => point.accountId === accountId);
    for (const point of pointsTold(kind, own, choices)) {
      if (known.has(point.id)) continue;
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
