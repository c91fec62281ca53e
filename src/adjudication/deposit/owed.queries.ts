import type { ComplaintStatus } from "../../case/complaints/complaint.lifecycle";
import { addUp } from "../../platform/amounts";
import type { Reader } from "../../platform/database/reader";
import type { Amount } from "./deposit-ledger";

/** Money that a final ruling ordered a provider to pay a consumer, that was not paid in time and is not yet set aside from the deposit. */
export interface Debt extends Amount {
  remedyId: string;
  complaintId: string;
  status: ComplaintStatus;
}

/** Remedies in default under each case's ruling in force that have since been neither proved, done, waived nor set aside; oldest first. */
export function owedToConsumers(reader: Reader, providerId: string): Promise<Debt[]> {
  return reader.query<Debt>(
    `SELECT r.id AS remedyId, c.id AS complaintId, c.status AS status,
       CASE WHEN r.kind = 'REFUND_PART' THEN r.amount ELSE COALESCE(x.refund_amount, o.price_amount) END AS amount,
       CASE WHEN r.kind = 'REFUND_PART' THEN r.currency ELSE COALESCE(x.refund_currency, o.price_currency) END AS currency
     FROM complaint c
     JOIN ruling g ON g.id = c.current_ruling_id AND g.status = 'ISSUED'
     JOIN remedy r ON r.ruling_id = g.id
     JOIN service_order o ON o.id = c.order_id
     LEFT JOIN return_case x ON x.remedy_id = r.id
     WHERE c.provider_id = ? AND (c.status <> 'CLOSED' OR c.closure_reason = 'UNREMEDIED')
       AND r.kind IN ('REFUND_FULL', 'REFUND_PART', 'RETURN_AND_REFUND') AND r.defaulted_at IS NOT NULL
       AND r.proof_filed_at IS NULL AND r.confirmed_at IS NULL AND r.waived_at IS NULL AND r.paid_from_deposit_at IS NULL
       AND r.set_aside_at IS NULL
     ORDER BY r.defaulted_at, r.id`,
    [providerId],
  );
}

/** A case that is being enforced, or was closed as UNREMEDIED; while it is stayed or being decided again, nothing is paid out. */
export const isPayable = ({ status }: Debt): boolean => status === "ENFORCING" || status === "CLOSED";

export const sumIn = (debts: readonly Debt[], currency: string): number =>
  addUp(debts.filter((debt) => debt.currency === currency).map(({ amount }) => amount));
