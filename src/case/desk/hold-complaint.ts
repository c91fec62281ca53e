import type { CaseResult } from "../complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import { DAY } from "../../platform/time";
import { HouseRules } from "../../house-rules/house-rules";
import { recordOnDesk } from "./record-on-desk";
import { openForDesk } from "./open-for-desk";
import type { HoldComplaintInput } from "./hold.types";

export async function holdComplaint(tx: Tx, actor: Actor, input: HoldComplaintInput): Promise<CaseResult> {
  const { until, reason } = input;
  const complaint = await openForDesk(tx, actor, input, "HOLD");
  const days = (await HouseRules.inForce(tx, tx.now)).number("desk.hold", "days");
  if (until <= tx.now || until > tx.now + days * DAY)
    throw new Refusal("BAD_USER_INPUT", { reason: "desk.holdUntil", field: "input.until", params: { days } });
  recordOnDesk(
    tx,
    complaint,
    actor,
    { type: "COMPLAINT_HELD", data: { until, reason } },
    { leaseExpiresAt: until, heldUntil: until, holdReason: reason },
  );
  return { complaintId: complaint.id };
}
