import type { Account } from "../../accounts/account/account.entity";
import type { Reader } from "../../platform/database/reader";
import { sql } from "../../platform/database/sql";
import { Refusal } from "../../platform/refusal";
import { isPersonHeld } from "./legal-hold.queries";

/** What stands in the way of deleting an account, the first of it; null: nothing. */
export async function erasureObstacle(db: Reader, account: Account): Promise<Refusal | null> {
  const { id, roles } = account;
  if (account.status === "CLOSED") return new Refusal("NOT_IN_THIS_STATE", { reason: "erasure.done" });
  // Otherwise whoever was shut out would be back as somebody new.
  if (account.status === "SUSPENDED") return new Refusal("NOT_IN_THIS_STATE", { reason: "erasure.suspended" });
  if (roles.some((role) => role !== "CONSUMER")) return new Refusal("NOT_IN_THIS_STATE", { reason: "erasure.staff" });
  const [open] = await db.query<{
    cases: number;
    orders: number;
    referrals: number;
    payments: number;
    memberships: number;
    limits: number;
  }>(
    sql`SELECT
      (SELECT COUNT(*) FROM complaint WHERE consumer_id = ${id} AND status <> 'CLOSED') AS cases,
      (SELECT COUNT(*) FROM service_order WHERE consumer_id = ${id} AND status IN ('PLACED', 'DELIVERED')) AS orders,
      (SELECT COUNT(*) FROM referral r JOIN complaint c ON c.id = r.complaint_id WHERE c.consumer_id = ${id} AND r.status IN ('FILED', 'ACCEPTED', 'PENDING')) AS referrals,
      (SELECT COUNT(*) FROM payment p JOIN complaint c ON c.id = p.complaint_id WHERE c.consumer_id = ${id}
        AND p.purpose IN ('PAYOUT', 'REPAYMENT') AND p.status IN ('CLAIMED', 'DISPUTED')) AS payments,
      (SELECT COUNT(*) FROM provider_member WHERE account_id = ${id}) AS memberships,
      (SELECT COUNT(*) FROM filing_limit WHERE account_id = ${id} AND status IN ('PROPOSED', 'IN_FORCE')) AS limits`,
  );
  const { cases = 0, orders = 0, referrals = 0, payments = 0, memberships = 0, limits = 0 } = open ?? {};
  if (cases > 0) return new Refusal("NOT_IN_THIS_STATE", { reason: "erasure.openCases", params: { count: cases } });
  if (referrals > 0)
    return new Refusal("NOT_IN_THIS_STATE", { reason: "erasure.openReferrals", params: { count: referrals } });
  // What is to be sent could reach nobody, and what is owed back would be nobody's debt.
  if (payments > 0)
    return new Refusal("NOT_IN_THIS_STATE", { reason: "erasure.openPayments", params: { count: payments } });
  if (orders > 0) return new Refusal("NOT_IN_THIS_STATE", { reason: "erasure.openOrders", params: { count: orders } });
  if (memberships > 0)
    return new Refusal("NOT_IN_THIS_STATE", { reason: "erasure.memberships", params: { count: memberships } });
  if (limits > 0) return new Refusal("NOT_IN_THIS_STATE", { reason: "erasure.limited" });
  return (await isPersonHeld(db, id)) ? new Refusal("NOT_IN_THIS_STATE", { reason: "erasure.held" }) : null;
}
