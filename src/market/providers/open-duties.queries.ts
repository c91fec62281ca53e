import type { Tx } from "../../platform/database/tx";

/** What a provider still owes others: its last owner cannot leave until it is settled or there is another owner. */
export interface OpenDuties {
  /** Orders not delivered yet. */
  orders: number;
  /** Cases against it that are not closed. */
  cases: number;
  /** Fines that are or will be due, and compensation not paid in time. */
  debts: number;
  /** Applications that the platform is deciding on. */
  applications: number;
}

const count = (from: string): string => `(SELECT COUNT(*) FROM ${from})`;

const UNPAID_REMEDIES = `complaint c JOIN remedy r ON r.complaint_id = c.id LEFT JOIN ruling g ON g.id = r.ruling_id
  WHERE c.provider_id = ? AND ((g.id = c.current_ruling_id AND g.status = 'ISSUED') OR (r.ruling_id IS NULL AND c.current_ruling_id IS NULL))
  AND c.status = 'CLOSED' AND c.closure_reason IN ('REMEDIED', 'UNREMEDIED', 'NOT_ACCEPTED')
  AND NOT EXISTS (SELECT 1 FROM account a WHERE a.id = c.consumer_id AND a.status = 'CLOSED')
  AND r.instead_amount > r.set_aside_amount + r.credited_amount AND r.defaulted_at IS NOT NULL
  AND COALESCE(r.confirmed_at, r.waived_at, r.verified_at, r.paid_from_deposit_at) IS NULL`;

/** In one statement, over tables that are all downstream of providers. */
export async function openDutiesOf(tx: Tx, providerId: string): Promise<OpenDuties> {
  const [row] = await tx.query<OpenDuties>(
    `SELECT ${count("service_order o WHERE o.provider_id = ? AND o.status = 'PLACED'")} AS orders,
       ${count("complaint c WHERE c.provider_id = ? AND c.status <> 'CLOSED'")} AS cases,
       ${count("fine f WHERE f.provider_id = ? AND f.status IN ('DUE', 'OVERDUE')")}
       + ${count("penalty p WHERE p.provider_id = ? AND p.kind = 'FINE' AND p.status IN ('SCHEDULED', 'AWAITING_APPROVAL', 'STAYED')")}
       + ${count(UNPAID_REMEDIES)} AS debts,
       ${count("provider_application a WHERE a.provider_id = ? AND a.status IN ('SUBMITTED', 'IN_REVIEW')")} AS applications`,
    Array<string>(6).fill(providerId),
  );
  return row ?? { orders: 0, cases: 0, debts: 0, applications: 0 };
}
