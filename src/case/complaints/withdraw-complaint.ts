import { InputType } from "type-graphql";
import type { Tx } from "../../platform/database/tx";
import { TextField } from "../../platform/graphql/text-field";
import type { Actor } from "../../accounts/actor";
import { CaseFile, type CaseResult } from "./case-file";
import { CaseInput } from "./case-input.types";
import { NO_LEASE } from "./no-lease.pure";

@InputType({ description: "Taking a complaint back." })
export class WithdrawComplaintInput extends CaseInput {
  @TextField({ max: 1_000, nullable: true, description: "Why, if you like to say." })
  reason?: string;
}

/** Row 26. It ends the consumer's case, not the platform's supervision: an inspection may be opened over it. */
export async function withdrawComplaint(tx: Tx, actor: Actor, input: WithdrawComplaintInput): Promise<CaseResult> {
  const file = await CaseFile.open(tx, actor, input, "WITHDRAW");
  file.apply({ type: "COMPLAINT_WITHDRAWN", data: { reason: input.reason ?? null } }, NO_LEASE);
  return { complaintId: file.complaint.id };
}
