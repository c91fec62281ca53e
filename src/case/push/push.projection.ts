import { Account } from "../../accounts/account.entity";
import { inboxTopic } from "../../platform/database/event-writer";
import { list, sql } from "../../platform/database/sql";
import type { Projection } from "../../platform/feed/projection";
import { isIdOf } from "../../platform/ids";

const INBOX = inboxTopic("");

/** Says which browsers have something to be told, and forgets those whose session has ended. */
export const pushProjection: Projection = {
  name: "push",
  types: null,
  wants: ({ topicList, streamId }) => isIdOf(Account, streamId) || topicList.some((topic) => topic.startsWith(INBOX)),
  async apply(tx, { topicList, streamId, position }) {
    if (isIdOf(Account, streamId))
      tx.execute(
        sql`DELETE FROM push_subscription WHERE account_id = ${streamId} AND session_id IN (
              SELECT id FROM account_session WHERE account_id = ${streamId} AND ended_at IS NOT NULL)`,
      );
    const boxes = topicList.flatMap((topic) => (topic.startsWith(INBOX) ? [topic.slice(INBOX.length)] : []));
    if (boxes.length === 0) return;
    const readers = sql`(account_id IN (${list(boxes)})
      OR account_id IN (SELECT account_id FROM provider_member WHERE provider_id IN (${list(boxes)})))`;
    tx.execute(
      sql`UPDATE push_subscription SET due_at = ${tx.now} WHERE due_at IS NULL AND position < ${position} AND ${readers}`,
    );
  },
};
