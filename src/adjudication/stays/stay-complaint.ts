import { CaseFile, type CaseResult } from "../../case/complaints/case-file";
import { NO_LEASE } from "../../case/complaints/no-lease.pure";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { newId } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { CaseStay } from "./case-stay.entity";
import { ON_STAY } from "./stay-hooks";
import { referralOf } from "./stay-referral.queries";
import type { StayComplaintInput } from "./stay.types";

/** STAY. No one works on the case meanwhile, and no clock runs except the reminder. */
export async function stayComplaint(tx: Tx, actor: Actor, input: StayComplaintInput): Promise<CaseResult> {
  const caseFile = await CaseFile.open(tx, actor, input, "STAY");
  const { complaint } = caseFile;
  const { ground, reason } = input;
  const referral = await referralOf(tx, complaint.id, input);
  const route = referral?.route ?? input.route ?? null;
  const reference = input.reference || (referral?.reference ?? null);
  if ((ground === "OUTSIDE_PROCEDURE") !== (route !== null))
    throw new Refusal("BAD_USER_INPUT", { reason: `stay.route.${ground}`, field: "input.route" });
  const stay = Object.assign(new CaseStay(), {
    id: newId(CaseStay),
    complaintId: complaint.id,
    ground,
    reason,
    route,
    reference,
    referralId: referral?.id ?? null,
    stayedById: actor.accountId,
    stayedAt: tx.now,
    stayedFrom: complaint.status,
  });
  tx.insert(CaseStay, stay);
  for (const act of tx.hooked(ON_STAY)) act(caseFile, stay);
  caseFile.apply({ type: "COMPLAINT_STAYED", data: { stayId: stay.id, ground, reason, route, reference } }, NO_LEASE);
  return { complaintId: complaint.id };
}
