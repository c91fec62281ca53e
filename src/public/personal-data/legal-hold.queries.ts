import type { Account } from "../../accounts/account/account.entity";
import type { Complaint } from "../../case/complaints/complaint.entity";
import type { Reader } from "../../platform/database/reader";
import { sql } from "../../platform/database/sql";
import type { Context } from "../../platform/graphql/context";
import { LegalHold } from "./legal-hold.entity";
import { maySeeHolds } from "./erasure.policy";

/** Whether something lies on the person or on a case of theirs. */
export const isPersonHeld = async (db: Reader, accountId: string): Promise<boolean> =>
  (
    await db.query(
      sql`SELECT h.id FROM legal_hold h WHERE h.ended_at IS NULL AND h.account_id = ${accountId} UNION ALL SELECT h.id FROM complaint c JOIN legal_hold h ON h.complaint_id = c.id WHERE c.consumer_id = ${accountId} AND h.ended_at IS NULL LIMIT 1`,
    )
  ).length > 0;

/** Whether something lies on the case or on its consumer. */
export const isCaseHeld = async (db: Reader, { id, consumerId }: Complaint): Promise<boolean> =>
  (
    await db.query(
      sql`SELECT id FROM legal_hold WHERE ended_at IS NULL AND (complaint_id = ${id} OR account_id = ${consumerId}) LIMIT 1`,
    )
  ).length > 0;

/** Those that lie on a person now; the latest first. */
export const holdsOfAccount = async (ctx: Context, { id }: Account): Promise<LegalHold[]> =>
  maySeeHolds(ctx.actor, id)
    ? ctx.db.find(LegalHold, { accountId: id, endedAt: null }, "ORDER BY placed_at DESC, id DESC")
    : [];

export const holdsOfCase = async (ctx: Context, { id, consumerId }: Complaint): Promise<LegalHold[]> => {
  if (!maySeeHolds(ctx.actor, consumerId)) return [];
  return ctx.db.select(
    LegalHold,
    sql`FROM legal_hold t WHERE t.ended_at IS NULL AND (t.complaint_id = ${id} OR t.account_id = ${consumerId}) ORDER BY t.placed_at DESC, t.id DESC`,
  );
};
