import { Complaint } from "../../case/complaints/complaint.entity";
import { sql } from "../../platform/database/sql";
import type { Page, PageArgs } from "../../platform/graphql/connection";
import { page } from "../../platform/graphql/keyset-page";
import type { Context } from "../../platform/graphql/context";

/** Each remedy `r` of the ruling that stands in case `c`. The few that are waited for are found first, then their cases. */
const ofStandingRuling = sql`remedy r JOIN complaint c ON c.id = r.complaint_id
  AND (r.ruling_id = c.current_ruling_id OR (r.ruling_id IS NULL AND c.current_ruling_id IS NULL))`;

/** The cases with a remedy in default that has not been performed since, the soonest due first. */
export function casesInDefault(ctx: Context, args: PageArgs): Promise<Page<Complaint>> {
  return page(ctx, args, {
    entity: Complaint,
    where: sql`t.status = 'ENFORCING' AND t.due_at IS NOT NULL AND t.id IN (SELECT c.id FROM ${ofStandingRuling}
      WHERE r.confirmed_at IS NULL AND r.defaulted_at > 0 AND COALESCE(r.waived_at, r.verified_at, r.paid_from_deposit_at, r.set_aside_at) IS NULL)`,
    by: "dueAt",
    direction: "ASC",
  });
}

/** The cases with a proof for a moderator to check; one that names a payment is checked by finance. The soonest due first. */
export function casesWithRemedyToCheck(ctx: Context, args: PageArgs): Promise<Page<Complaint>> {
  return page(ctx, args, {
    entity: Complaint,
    where: sql`t.status IN ('RULED', 'ENFORCING') AND t.due_at IS NOT NULL AND t.id IN (SELECT c.id FROM ${ofStandingRuling}
      WHERE r.confirmed_at IS NULL AND r.check_since > 0 AND COALESCE(r.waived_at, r.verified_at, r.paid_from_deposit_at) IS NULL
      AND NOT EXISTS (SELECT 1 FROM payment p WHERE p.remedy_id = r.id AND p.purpose = 'REFUND' AND p.status = 'CLAIMED'))`,
    by: "dueAt",
    direction: "ASC",
  });
}
