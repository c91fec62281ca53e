import type { Tx } from "../../platform/database/tx";
import { Refusal } from "../../platform/refusal";
import type { StayComplaintInput } from "./stay.types";
import type { ReferralResult, ReferralRoute } from "./stay-enums.types";

interface StayReferral {
  id: string;
  route: ReferralRoute;
  reference: string | null;
}

/** The referral that the case is to wait for: one of this case, on the given route if any, and still open. Its entity is downstream, hence the SQL. */
export async function referralOf(
  tx: Tx,
  complaintId: string,
  { ground, referralId, route }: StayComplaintInput,
): Promise<StayReferral | null> {
  if (!referralId) return null;
  const [referral] = await tx.query<StayReferral>(
    "SELECT id, route, reference FROM referral WHERE id = ? AND complaint_id = ? AND status IN ('FILED', 'ACCEPTED', 'PENDING')",
    [referralId, complaintId],
  );
  if (!referral || ground !== "OUTSIDE_PROCEDURE" || (route && route !== referral.route))
    throw new Refusal("BAD_USER_INPUT", { reason: "stay.referral", field: "input.referralId" });
  return referral;
}

/** How the referral ended that the case waited for, if a moderator entered it: the consumer's word alone holds nothing against anyone. */
export async function resultOf(tx: Tx, referralId: string | null): Promise<ReferralResult | null> {
  if (referralId === null) return null;
  const [referral] = await tx.query<{ result: ReferralResult | null }>(
    "SELECT result FROM referral WHERE id = ? AND reported_by = 'PLATFORM'",
    [referralId],
  );
  return referral?.result ?? null;
}
