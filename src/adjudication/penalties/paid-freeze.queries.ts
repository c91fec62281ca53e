import { isUnpaid } from "../deposit/owed.queries";

/**
 * Of penalties `t`: freezes until payment that should end, because their provider owes neither consumers anything nor an overdue fine. Most
 * often the case they are about is still unpaid, which is looked at first.
 */
export const PAID_FREEZE = `t.kind = 'LISTING_FREEZE' AND t.ends_at IS NULL AND t.status = 'ACTIVE' AND t.cause = 'UNREMEDIED'
  AND NOT ${isUnpaid("c.id = t.complaint_id")} AND NOT ${isUnpaid("c.provider_id = t.provider_id")}
  AND NOT EXISTS (SELECT 1 FROM fine f WHERE f.provider_id = t.provider_id AND f.status = 'OVERDUE')`;
