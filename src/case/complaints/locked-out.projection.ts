import { ACCESS_EVENTS, accessSince, type AccessEvent } from "../../accounts/account/access.queries";
import { activeLeads } from "../../accounts/account/leads.queries";
import type { Projection } from "../../platform/feed/projection";
import type { EventOf } from "../../platform/database/event.entity";
import { sql } from "../../platform/database/sql";
import type { Tx } from "../../platform/database/tx";
import { recordCaseEvent } from "./case-file";
import { Complaint } from "./complaint.entity";

/**
 * The clocks of a case run on while its consumer cannot sign in: whoever handles it, and the leads, who can stay it, are told; and again once they can,
 * then also of what closed meanwhile. Why is the account's affair, and the other side's not at all. Apart from the command, which holds the account: cases are locked before accounts.
 */
export const lockedOutProjection: Projection<AccessEvent> = {
  name: "locked-out-consumers",
  types: ACCESS_EVENTS,
  async apply(tx, event) {
    const mayEnter = await accessSince(tx, event);
    if (mayEnter === null) return;
    const own = await tx.find(Complaint, { consumerId: event.streamId }, "ORDER BY id");
    const since = mayEnter ? await lockedOutAt(tx, event) : Infinity;
    const concerned = own.filter(({ closedAt }) => closedAt === null || closedAt >= since);
    if (concerned.length === 0) return;
    const notify = await activeLeads(tx);
    const type = mayEnter ? "CONSUMER_BACK" : "CONSUMER_LOCKED_OUT";
    const ids = concerned.map(({ id }) => id);
    tx.lockAll(Complaint, ids);
    const found = await tx.find(Complaint, { id: ids }, "ORDER BY id");
    for (const complaint of found.filter(({ status }) => mayEnter || status !== "CLOSED"))
      recordCaseEvent(tx, complaint, null, { type, audience: "STAFF", data: {}, notify });
  },
};

/** Since when its owner, who can sign in again, could not. */
async function lockedOutAt(tx: Tx, { streamId, seq }: EventOf<AccessEvent>): Promise<number> {
  const [last] = await tx.query<{ at: number | null }>(
    sql`SELECT MAX(at) AS at FROM event_log
     WHERE stream_id = ${streamId} AND seq < ${seq} AND type IN ('ACCOUNT_SUSPENDED', 'ACCOUNT_DEPROVISIONED')`,
  );
  return Number(last?.at ?? Infinity);
}
