import type { CaseResult } from "../complaints/case-file";
import { Field, ID, InputType } from "type-graphql";
import { LONGEST_LOGIN } from "../../accounts/login.pure";
import { CaseInput, LeasedCaseInput } from "../complaints/case-input.types";
import { NO_LEASE } from "../complaints/no-lease.pure";
import type { Tx } from "../../platform/database/tx";
import { TextField } from "../../platform/graphql/text-field";
import type { Actor } from "../../accounts/actor";
import { assignment, findAssignee } from "./assignment.queries";
import { noteOnDesk, openForDesk } from "./desk-case";
import { findRecusal } from "./recuse";

@InputType({ description: "Giving a case to a moderator: name them by `moderatorLogin` or by `accountId`." })
export class ReassignComplaintInput extends CaseInput {
  @TextField({ max: LONGEST_LOGIN, nullable: true, description: "Login of an active moderator or lead moderator." })
  moderatorLogin?: string;

  @Field(() => ID, { nullable: true, description: "Or their account, `acc_…`." })
  accountId?: string;

  @TextField({ min: 5, max: 1_000, description: "Why, for the desk's records; at least 5 characters." })
  reason: string;
}

@InputType({ description: "Handing a case to the lead moderators." })
export class EscalateToLeadInput extends LeasedCaseInput {
  @TextField({ min: 5, max: 1_000, description: "Why a lead should decide it; at least 5 characters." })
  reason: string;
}

export async function reassignComplaint(tx: Tx, actor: Actor, input: ReassignComplaintInput): Promise<CaseResult> {
  const complaint = await openForDesk(tx, actor, input, "REASSIGN");
  const assignee = await findAssignee(tx, input, "input", tx.now);
  const recusal = await findRecusal(tx, complaint.id, assignee.accountId);
  noteOnDesk(
    tx,
    complaint,
    actor,
    { type: "COMPLAINT_REASSIGNED", data: { assignedToId: assignee.accountId, reason: input.reason } },
    assignment(complaint, assignee, recusal !== null),
  );
  return { complaintId: complaint.id };
}

/** Whoever gives a case up to the leads is done with it. */
export async function escalateToLead(tx: Tx, actor: Actor, input: EscalateToLeadInput): Promise<CaseResult> {
  const complaint = await openForDesk(tx, actor, input, "ESCALATE_TO_LEAD");
  noteOnDesk(
    tx,
    complaint,
    actor,
    { type: "COMPLAINT_ESCALATED_TO_LEAD", data: { reason: input.reason } },
    { ...NO_LEASE, escalatedAt: complaint.escalatedAt ?? tx.now, assignedToId: null },
  );
  return { complaintId: complaint.id };
}
