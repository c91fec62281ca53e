import type { Reader } from "../../platform/database/reader";
import { list, sql } from "../../platform/database/sql";
import { sweepDue, type Sweep } from "../../platform/database/sweep-due";
import type { Tx } from "../../platform/database/tx";
import { Complaint } from "../complaints/complaint.entity";
import { NO_LEASE } from "../complaints/no-lease.pure";
import { leaversAmong } from "./assignment.queries";
import { recordOnDesk } from "./record-on-desk";

/**
 * What somebody has in the queue who is no moderator any longer is free again. By itself and soon, not where roles are taken and accounts
 * closed: those hold the account, and cases are locked before accounts.
 */
export const sweepLeaversCases: Sweep = ({ database, clock, log }) =>
  sweepDue(database, log, {
    find: (limit) => leaversCases(database, clock.now(), limit),
    act: release,
    what: "a case could not be freed of somebody who is no moderator any longer",
  });

async function leaversCases(reader: Reader, now: number, limit: number): Promise<string[]> {
  const leased = sql`lease_expires_at > ${now}`;
  const busy = await reader.query<{ id: string }>(
    sql`SELECT DISTINCT assigned_to_id AS id FROM complaint WHERE assigned_to_id > '' AND in_queue = 1
        UNION SELECT lease_holder_id FROM complaint WHERE in_queue = 1 AND lease_holder_id > '' AND ${leased}`,
  );
  const gone = [
    ...(await leaversAmong(
      reader,
      busy.map(({ id }) => id),
    )),
  ];
  if (gone.length === 0) return [];
  const found = await reader.query<{ id: string }>(
    sql`SELECT id FROM complaint WHERE in_queue = 1
        AND (assigned_to_id IN (${list(gone)}) OR (lease_holder_id IN (${list(gone)}) AND ${leased})) ORDER BY id LIMIT ${limit}`,
  );
  return found.map(({ id }) => id);
}

async function release(tx: Tx, id: string): Promise<boolean> {
  const complaint = await tx.lock(Complaint, id);
  if (!complaint?.inQueue) return false;
  const { assignedToId, leaseHolderId } = complaint;
  const gone = await leaversAmong(
    tx,
    [assignedToId, leaseHolderId].flatMap((each) => each ?? []),
  );
  if (gone.size === 0) return false;
  const patch = {
    ...(assignedToId !== null && gone.has(assignedToId) ? { assignedToId: null } : {}),
    ...(leaseHolderId !== null && gone.has(leaseHolderId) ? NO_LEASE : {}),
  };
  recordOnDesk(tx, complaint, null, { type: "COMPLAINT_RELEASED", data: {} }, patch);
  return true;
}
