import type { CaseResult } from "../complaints/case-file";
import { Field, InputType, Int, ObjectType } from "type-graphql";
import { conflictWith } from "../../accounts/conflict.policy";
import { setQuietly } from "../complaints/case-file";
import { CaseInput, LeasedCaseInput } from "../complaints/case-input.types";
import { NO_LEASE } from "../complaints/no-lease.pure";
import type { Tx } from "../../platform/database/tx";
import { DateTime } from "../../platform/graphql/scalars";
import type { Actor } from "../../accounts/actor";
import { MINUTE } from "../../platform/time";
import { HouseRules } from "../../house-rules/house-rules";
import { noteOnDesk, openForDesk } from "./desk-case";

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

/** Each taking raises the token, so that what an earlier holder sends late is refused, even if nobody noticed that the lease had ended. */
export async function takeComplaint(tx: Tx, actor: Actor, input: TakeComplaintInput): Promise<CaseResult> {
  const complaint = await openForDesk(tx, actor, input, "TAKE");
  const expiresAt = tx.now + (await leaseLength(tx));
  noteOnDesk(
    tx,
    complaint,
    actor,
    { type: "COMPLAINT_TAKEN", data: { holderId: actor.accountId, expiresAt } },
    {
      ...NO_LEASE,
      leaseHolderId: actor.accountId,
      leaseToken: complaint.leaseToken + 1,
      leaseExpiresAt: expiresAt,
    },
  );
  return { complaintId: complaint.id };
}

/** A case on hold keeps its longer time. */
export async function renewLease(tx: Tx, actor: Actor, input: RenewLeaseInput): Promise<CaseResult> {
  const complaint = await openForDesk(tx, actor, input, "RENEW");
  setQuietly(tx, complaint, {
    leaseExpiresAt: Math.max(tx.now + (await leaseLength(tx)), complaint.heldUntil ?? 0),
  });
  return { complaintId: complaint.id };
}

export async function releaseComplaint(tx: Tx, actor: Actor, input: ReleaseComplaintInput): Promise<CaseResult> {
  const complaint = await openForDesk(tx, actor, input, "RELEASE");
  // Assigned to somebody who may not decide it, nobody but a lead could take it.
  const partial = conflictWith(actor, complaint.providerId) && complaint.assignedToId === actor.accountId;
  const patch = { ...NO_LEASE, ...(partial ? { assignedToId: null } : {}) };
  noteOnDesk(tx, complaint, actor, { type: "COMPLAINT_RELEASED", data: {} }, patch);
  return { complaintId: complaint.id };
}

async function leaseLength(tx: Tx): Promise<number> {
  return (await HouseRules.inForce(tx, tx.now)).number("desk.lease", "minutes") * MINUTE;
}
