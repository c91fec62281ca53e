import type { ComplaintStatus } from "../../case/complaints/complaint.lifecycle";
import { addUp } from "../../platform/amounts";
import type { Reader } from "../../platform/database/reader";
import { list, sql } from "../../platform/database/sql";
import type { Amount } from "./deposit-ledger";

/**
 * Remedies in default under each case's ruling in force, or without any, that have since been neither done, waived nor set aside. A case that
 * was given up as unremedied, taken up again and not accepted still owes them: nothing has taken their place. One that ended because the deposit
 * had paid the rest owes what was counted besides, once that does not go back otherwise any more. Nothing is owed to whoever had
 * their account deleted since: it could reach nobody, and no one could say that it need not.
 */
const UNPAID = `complaint c JOIN remedy r ON r.complaint_id = c.id LEFT JOIN ruling g ON g.id = r.ruling_id
  WHERE ((g.id = c.current_ruling_id AND g.status = 'ISSUED') OR (r.ruling_id IS NULL AND c.current_ruling_id IS NULL))
    AND (c.status <> 'CLOSED' OR (c.closure_reason IN ('REMEDIED', 'UNREMEDIED', 'NOT_ACCEPTED')
      AND NOT EXISTS (SELECT 1 FROM account a WHERE a.id = c.consumer_id AND a.status = 'CLOSED')))
    AND r.instead_amount > r.set_aside_amount + r.credited_amount AND r.defaulted_at IS NOT NULL
    AND COALESCE(r.confirmed_at, r.waived_at, r.verified_at, r.paid_from_deposit_at) IS NULL`;

/**
 * Once its proof was doubted, or the case was closed so that nobody answers it, another piece of evidence no longer holds up what is owed;
 * a payment does, until finance has looked for it.
 */
const UNPROVED = `(r.proof_filed_at IS NULL OR ((r.verification_requested_at IS NOT NULL OR c.status = 'CLOSED') AND NOT EXISTS (SELECT 1 FROM payment p
  WHERE p.remedy_id = r.id AND p.purpose = 'REFUND' AND p.status = 'CLAIMED')))`;

/** What a remedy in default is worth in money, as far as it is not yet set aside from the deposit. */
export interface Debt extends Amount {
  remedyId: string;
  complaintId: string;
  status: ComplaintStatus;
}

/** What is unpaid and not said to be done; oldest first. */
export function owedToConsumers(reader: Reader, providerId: string): Promise<Debt[]> {
  return reader.query<Debt>(
    `SELECT r.id AS remedyId, c.id AS complaintId, c.status AS status,
       r.instead_amount - r.set_aside_amount - r.credited_amount AS amount, r.instead_currency AS currency
     FROM ${UNPAID} AND c.provider_id = ? AND ${UNPROVED}
     ORDER BY r.defaulted_at, r.id`,
    [providerId],
  );
}

/** A condition: something is unpaid in a case `c` of these, whatever is said of it. */
export const isUnpaid = (ofCase: string): string => `EXISTS (SELECT 1 FROM ${UNPAID} AND ${ofCase})`;

/** A case that was ruled on, is being enforced, or was closed as UNREMEDIED; while it is stayed or being decided again, nothing is paid out. */
export const isPayable = ({ status }: Debt): boolean =>
  status === "RULED" || status === "ENFORCING" || status === "CLOSED";

export const sumIn = (debts: readonly Debt[], currency: string): number =>
  addUp(debts.filter((debt) => debt.currency === currency).map(({ amount }) => amount));

/** How much of what the consumer of a case has came from the deposit. */
export async function receivedFromDeposit(reader: Reader, complaintId: string): Promise<number> {
  const rows = await reader.query<{ amount: number }>(
    `SELECT e.amount AS amount FROM deposit_entry e JOIN remedy r ON r.id = e.remedy_id
     WHERE r.complaint_id = ? AND e.account = 'CONSUMERS'`,
    [complaintId],
  );
  return addUp(rows.map(({ amount }) => amount));
}

/**
 * What the provider says that it paid for something that something else has replaced since, by case, while finance has not looked for it:
 * found, it counts for what is owed now, and paid from the deposit before that it would be paid twice.
 */
export async function claimedForReplaced(
  reader: Reader,
  complaintIds: readonly string[],
): Promise<Map<string, number>> {
  if (complaintIds.length === 0) return new Map();
  const rows = await reader.query<{ complaintId: string; amount: number }>(
    sql`SELECT p.complaint_id AS complaintId, p.amount AS amount FROM payment p
       JOIN remedy r ON r.id = p.remedy_id JOIN complaint c ON c.id = p.complaint_id
     WHERE p.complaint_id IN (${list([...new Set(complaintIds)])}) AND p.purpose = 'REFUND' AND p.status = 'CLAIMED'
       AND (r.ruling_id <> COALESCE(c.current_ruling_id, '') OR (r.ruling_id IS NULL AND (c.current_ruling_id IS NOT NULL OR r.due_at IS NULL)))
       AND COALESCE(r.confirmed_at, r.verified_at, r.paid_from_deposit_at) IS NULL`,
  );
  const claimed = new Map<string, number>();
  for (const { complaintId, amount } of rows) claimed.set(complaintId, (claimed.get(complaintId) ?? 0) + amount);
  return claimed;
}
