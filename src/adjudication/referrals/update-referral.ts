import { recordOnCase } from "../../case/complaints/case-file";
import type { Complaint } from "../../case/complaints/complaint.entity";
import { readerOf } from "../../case/complaints/complaint.policy";
import { lockCase } from "../../case/complaints/lock-case";
import { CaseRecusal } from "../../case/desk/case-recusal.entity";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { isIdOf } from "../../platform/ids";
import { Refusal, type Reason } from "../../platform/refusal";
import { CaseStay } from "../stays/case-stay.entity";
import { refuseOthersEvidence } from "./refuse-others-evidence";
import { Referral } from "./referral.entity";
import type { ReferralSource } from "./referral-enums.types";
import type { UpdateReferralInput } from "./referral.types";
import { canBecome, isOpen } from "./referral.lifecycle";
import { audienceOf, shownFrom } from "./referral.pure";
import { mayRefer, maySeeReferral, whyNotReport } from "./referral.policy";

/** The progress as reported by the consumer, or by the body through a moderator. */
export async function updateReferral(
  tx: Tx,
  actor: Actor,
  input: UpdateReferralInput,
): Promise<{ referralId: string }> {
  const field = "input.referralId";
  const found = isIdOf(Referral, input.referralId) ? await tx.byId(Referral, input.referralId) : null;
  if (!found) throw new Refusal("NOT_FOUND", { field });
  const complaint = await lockCase(tx, actor, found.complaintId, field);
  const referral = await tx.byId(Referral, found.id);
  if (!referral || !maySeeReferral(readerOf(actor, complaint), referral)) throw new Refusal("NOT_FOUND", { field });
  const obstacle = whyNotReport(actor, complaint, await tx.find(CaseRecusal, { complaintId: complaint.id }));
  if (obstacle) throw new Refusal(obstacle.code, obstacle);
  if (input.evidenceId) await refuseOthersEvidence(tx, actor, complaint, input.evidenceId);
  const by: ReferralSource = mayRefer(actor, complaint) ? "CONSUMER" : "PLATFORM";
  tx.change(referral, {
    ...progress(referral, input, by, tx.now),
    body: input.body || referral.body,
    reference: input.reference || referral.reference,
    note: input.text || referral.note,
    evidenceId: input.evidenceId ?? referral.evidenceId,
    updatedAt: tx.now,
  });
  const { id: referralId, route, status, result, statusAt } = referral;
  const moved = Boolean(input.status);
  recordOnCase(tx, complaint, actor, {
    type: moved && status === "DECIDED" ? "REFERRAL_DECIDED" : "REFERRAL_UPDATED",
    audience: audienceOf(referral),
    data: { referralId, route, status, ...(moved ? { on: statusAt, result } : {}) },
  });
  if (moved && !isOpen(status)) await tellWhoStayed(tx, complaint, referral);
  return { referralId };
}

/** The change of status, and whose word it is; empty if only details are added. The platform may put on record what the consumer has reported. */
function progress(referral: Referral, input: UpdateReferralInput, by: ReferralSource, now: number): Partial<Referral> {
  const { status, result = null } = input;
  const outcome = input.outcome || null;
  refuseUnlessFits("result", status === "DECIDED", result !== null);
  refuseUnlessFits("outcome", status === "DECIDED", outcome !== null);
  if (!status) {
    if (typeof input.on === "number") refuse("referral.onWithoutStatus", "on");
    return {};
  }
  const isRecorded = by === "PLATFORM" && referral.reportedBy === "CONSUMER" && status === referral.status;
  if (!isRecorded && !canBecome(referral.status, status))
    throw new Refusal("NOT_IN_THIS_STATE", { reason: `referral.${referral.status}`, field: "input.status" });
  const on = input.on ?? now;
  if (on > now) refuse("referral.inFuture", "on");
  if (on < referral.statusAt) refuse("referral.beforeKnown", "on");
  return {
    status,
    reportedBy: by,
    statusAt: on,
    result,
    outcome,
    acceptedAt: status === "ACCEPTED" ? on : referral.acceptedAt,
    shownAt: shownFrom(status, referral.shownAt, now),
  };
}

function refuseUnlessFits(name: "result" | "outcome", decided: boolean, given: boolean): void {
  if (decided !== given) refuse(decided ? `referral.${name}Missing` : `referral.${name}Forbidden`, name);
}

function refuse(reason: Reason, name: string): never {
  throw new Refusal("BAD_USER_INPUT", { reason, field: `input.${name}` });
}

/** The lead who stayed the case for it can now resume it, or close it as decided externally. */
async function tellWhoStayed(tx: Tx, complaint: Complaint, referral: Referral): Promise<void> {
  if (complaint.status !== "STAYED") return;
  const stay = await tx.findOne(CaseStay, { complaintId: complaint.id, endedAt: null }, "ORDER BY id DESC");
  if (stay?.referralId !== referral.id) return;
  recordOnCase(tx, complaint, null, {
    type: "STAY_MAY_END",
    audience: "STAFF",
    data: { stayId: stay.id, referralId: referral.id, status: referral.status, result: referral.result },
    notify: [stay.stayedById],
  });
}
