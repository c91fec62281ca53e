import type { Context } from "../../platform/graphql/context";
import type { Reader } from "../../platform/database/reader";
import { sql } from "../../platform/database/sql";
import { Notice } from "../../platform/database/notice.entity";
import type { PushSubscription } from "./push-subscription.entity";
import type { WebPush } from "./push.types";

export async function webPushOf(ctx: Context): Promise<WebPush> {
  const { accountId } = ctx.signedIn();
  const [row] = await ctx.db.query<{ browsers: number }>(
    sql`SELECT COUNT(*) AS browsers FROM push_subscription WHERE account_id = ${accountId}`,
  );
  return { publicKey: ctx.services.pusher?.publicKey ?? null, browsers: Number(row?.browsers ?? 0) };
}

/** Up to where the log is committed: what this process has read of it may be less. */
export async function endOfLog(reader: Reader): Promise<number> {
  const [last] = await reader.query<{ position: number | null }>(
    sql`SELECT MAX(position) AS position FROM log_position`,
  );
  return Number(last?.position ?? 0);
}

/** So many are looked at; what is older lies in the inbox. */
const MOST_NOTICES = 50;

/** What has come into the inboxes of a person since their browser was last told, the newest first; as `inbox` shows it. */
export const newsOf = (reader: Reader, { accountId, position }: PushSubscription): Promise<Notice[]> =>
  reader.select(
    Notice,
    sql`FROM notice t WHERE t.position > ${position} AND (t.recipient_id = ${accountId} OR (t.recipient_id IN (
          SELECT m.provider_id FROM provider_member m WHERE m.account_id = ${accountId} AND m.added_at <= t.at)
        AND NOT EXISTS (SELECT 1 FROM complaint c WHERE c.id = t.stream_id AND c.consumer_id = ${accountId})))
      ORDER BY t.position DESC LIMIT ${MOST_NOTICES}`,
  );
