import { AccountSession } from "../../accounts/account-session.entity";
import { Account } from "../../accounts/account.entity";
import { ProviderMember } from "../../market/providers/provider-member.entity";
import { inboxTopic } from "../../platform/database/event-writer";
import { list, sql } from "../../platform/database/sql";
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
  async apply(tx, { topicList, streamId, position }) {
    if (isIdOf(Account, streamId)) await forgetEnded(tx, streamId);
    const boxes = topicList.flatMap((topic) => (topic.startsWith(INBOX) ? [topic.slice(INBOX.length)] : []));
    if (boxes.length === 0) return;
    const members = await tx.find(ProviderMember, { providerId: boxes });
    const readers = [...boxes, ...members.map(({ accountId }) => accountId)];
    tx.execute(
      sql`UPDATE push_subscription SET due_at = ${tx.now}
          WHERE due_at IS NULL AND position < ${position} AND account_id IN (${list(readers)})`,
    );
  },
};

async function forgetEnded(tx: Tx, accountId: string): Promise<void> {
  const browsers = await tx.find(PushSubscription, { accountId });
  if (browsers.length === 0) return;
  const sessions = await tx.find(AccountSession, { id: browsers.map(({ sessionId }) => sessionId) });
  const living = new Set(sessions.flatMap(({ id, endedAt }) => (endedAt === null ? [id] : [])));
  for (const { id, sessionId } of browsers)
    if (!living.has(sessionId)) tx.execute("DELETE FROM push_subscription WHERE id = ?", [id]);
}
