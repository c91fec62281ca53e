import { Field, InputType, Int, ObjectType } from "type-graphql";
import { recordCaseEvent } from "../complaints/case-file";
import { CaseInput, LeasedCaseInput } from "../complaints/case-input";
import { Complaint } from "../complaints/complaint.entity";
import { IN_QUEUE } from "../complaints/complaint.lifecycle";
import { maySee, sideOf } from "../complaints/complaint.policy";
import type { Tx } from "../platform/database/tx";
import { DateTime } from "../platform/graphql/scalars";
import type { Actor } from "../platform/identity/actor";
import { isIdOf } from "../platform/ids";
import { Refusal } from "../platform/refusal";
import { HouseRules } from "../policies/house-rules";

@InputType({ description: "Taking a case from the queue." })
export class TakeComplaintInput extends CaseInput {}

@InputType({ description: "Keeping a case longer." })
export class RenewLeaseInput extends LeasedCaseInput {}

@InputType({ description: "Giving a case back to the queue." })
export class ReleaseComplaintInput extends LeasedCaseInput {}

@ObjectType({
  simpleResolvers: true,
  description: "A moderator's hold on a case, so that two do not work on it at once.",
})
export class Lease {
  @Field(() => String, { description: "Display name of the holder." })
  holderName: string;

  @Field(() => Boolean, { description: "The viewer holds it." })
  isMine: boolean;

  @Field(() => Int, {
    description: "The fencing token: every taking of the case has a higher one. Commands send it back.",
  })
  token: number;

  @Field(() => DateTime, { description: "When it ends by itself." })
  expiresAt: number;
}

type Done = Promise<{ complaintId: string }>;

/** Each taking raises the token, so that what an earlier holder sends late is refused, even if nobody noticed that the lease had ended. */
export async function takeComplaint(tx: Tx, actor: Actor, input: TakeComplaintInput): Done {
  const complaint = await lockForDesk(tx, actor, input.complaintId);
  const { leaseHolderId, leaseExpiresAt } = complaint;
  const held = leaseHolderId !== null && (leaseExpiresAt ?? 0) > tx.now;
  if (held && leaseHolderId !== actor.accountId)
    throw new Refusal("LEASE_HELD", { availableAt: leaseExpiresAt ?? undefined });
  const leaseExpiresNow = tx.now + (await leaseLength(tx));
  tx.change(complaint, {
    leaseHolderId: actor.accountId,
    leaseToken: complaint.leaseToken + 1,
    leaseExpiresAt: leaseExpiresNow,
    version: complaint.version + 1,
  });
  recordCaseEvent(tx, complaint, actor, {
    type: "COMPLAINT_TAKEN",
    audience: "STAFF",
    data: { holderId: actor.accountId, expiresAt: leaseExpiresNow },
  });
  return { complaintId: complaint.id };
}

export async function renewLease(tx: Tx, actor: Actor, input: RenewLeaseInput): Done {
  const complaint = await lockForDesk(tx, actor, input.complaintId);
  requireLease(complaint, actor, input.leaseToken, tx.now);
  tx.change(complaint, { leaseExpiresAt: tx.now + (await leaseLength(tx)) });
  return { complaintId: complaint.id };
}

export async function releaseComplaint(tx: Tx, actor: Actor, input: ReleaseComplaintInput): Done {
  const complaint = await lockForDesk(tx, actor, input.complaintId);
  requireLease(complaint, actor, input.leaseToken, tx.now);
  tx.change(complaint, { leaseHolderId: null, leaseExpiresAt: null, version: complaint.version + 1 });
  recordCaseEvent(tx, complaint, actor, { type: "COMPLAINT_RELEASED", audience: "STAFF" });
  return { complaintId: complaint.id };
}

async function lockForDesk(tx: Tx, actor: Actor, id: string): Promise<Complaint> {
  const complaint = isIdOf("complaint", id) ? await tx.lock(Complaint, id) : null;
  if (!complaint || !maySee(actor, complaint)) throw new Refusal("NOT_FOUND", { field: "input.complaintId" });
  if (sideOf(actor, complaint) !== null) throw new Refusal("CONFLICT_OF_INTEREST");
  if (!IN_QUEUE.has(complaint.status))
    throw new Refusal("NOT_IN_THIS_STATE", { reason: "state", params: { status: complaint.status } });
  return complaint;
}

function requireLease(complaint: Complaint, actor: Actor, token: number, now: number): void {
  const mine =
    complaint.leaseHolderId === actor.accountId &&
    complaint.leaseToken === token &&
    (complaint.leaseExpiresAt ?? 0) > now;
  if (!mine) throw new Refusal("LEASE_REQUIRED", { reason: "guard.leaseLost", field: "input.leaseToken" });
}

async function leaseLength(tx: Tx): Promise<number> {
  return (await HouseRules.inForce(tx, tx.now)).number("desk.lease", "minutes") * 60_000;
}
