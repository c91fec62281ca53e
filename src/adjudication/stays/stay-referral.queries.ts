import type { Tx } from "../../platform/database/tx";
import { Refusal } from "../../platform/refusal";
import type { StayComplaintInput } from "./stay.types";
import type { ReferralRoute } from "./stay-enums.types";

interface StayReferral {
  id: string;
  route: ReferralRoute;
  reference: string | null;
}

/** The consumer's referral that the case is to wait for: one of this case, on the way named if one is, and not over. Its nouns live downstream. */
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
