import { AccountSession } from "../../accounts/sessions/account-session.entity";
import { Account } from "../../accounts/account/account.entity";
import { ProviderMember } from "../../market/providers/provider-member.entity";
import { inboxTopic } from "../../platform/database/event-writer";
import type { NumberedEvent } from "../../platform/database/event.entity";
import type { Loaders } from "../../platform/database/loaders";
import { join, list, sql } from "../../platform/database/sql";
import type { Tx } from "../../platform/database/tx";
import type { Projection } from "../../platform/feed/projection";
import { isIdOf } from "../../platform/ids";
import { PushSubscription } from "./push-subscription.entity";

const INBOX = inboxTopic("");

/** Says which browsers have something to be told, and forgets those whose session has ended. */
export const pushProjection: Projection = {
  name: "push",
  types: null,
  wants: ({ topicList, streamId }) => isIdOf(Account, streamId) || topicList.some((topic) => topic.startsWith(INBOX)),
  ahead: readersOf,
  async apply(tx, { streamId }) {
    if (isIdOf(Account, streamId)) await forgetEnded(tx, streamId);
  },
  async settle(tx, events, known) {
    const latest = new Map<string, number>();
    for (const event of events) for (const reader of await readersOf(known, event)) latest.set(reader, event.position);
    if (latest.size === 0) return;
    const upTo = join(
      [...latest].map(([reader, position]) => sql`WHEN ${reader} THEN ${position}`),
      " ",
    );
    tx.execute(
      sql`UPDATE push_subscription SET due_at = ${tx.now}
          WHERE due_at IS NULL AND account_id IN (${list([...latest.keys()])}) AND position < CASE account_id ${upTo} END`,
    );
  },
};

/** The people who read the inboxes into which it came. */
async function readersOf(known: Loaders, { topicList }: NumberedEvent): Promise<string[]> {
  const boxes = topicList.flatMap((topic) => (topic.startsWith(INBOX) ? [topic.slice(INBOX.length)] : []));
  const members = await Promise.all(boxes.map((box) => known.manyBy(ProviderMember, "providerId", box)));
  return [...boxes, ...members.flat().map(({ accountId }) => accountId)];
}

async function forgetEnded(tx: Tx, accountId: string): Promise<void> {
  const browsers = await tx.find(PushSubscription, { accountId });
  if (browsers.length === 0) return;
  const sessions = await tx.find(AccountSession, { id: browsers.map(({ sessionId }) => sessionId) });
  const living = new Set(sessions.flatMap(({ id, endedAt }) => (endedAt === null ? [id] : [])));
  for (const { id, sessionId } of browsers)
    if (!living.has(sessionId)) tx.execute("DELETE FROM push_subscription WHERE id = ?", [id]);
}
