import { Field, InputType } from "type-graphql";
import { defineEnum } from "../../platform/graphql/enum";
import { CaseFile, type CaseResult } from "../complaints/case-file";
import { LeasedCaseInput } from "../complaints/case-input.types";
import { NO_LEASE } from "../complaints/no-lease.pure";
import type { Tx } from "../../platform/database/tx";
import { TextField } from "../../platform/graphql/text-field";
import type { Actor } from "../../accounts/actor";
import { newId } from "../../platform/ids";
import { CaseRecusal } from "./case-recusal.entity";

export const RefusalGround = defineEnum("RefusalGround", "Why the platform does not accept a complaint.", {
  NOT_COVERED: "Not about a service of this marketplace.",
  OUT_OF_TIME: "Filed too late.",
  NO_PROMISE: "What is complained of was not promised.",
  DUPLICATE: "The same was complained of before.",
  DECIDED_ELSEWHERE: "A court, authority or other body decided or is deciding it.",
  ABUSIVE: "Made to harm, or threatening.",
  INCOMPREHENSIBLE: "It cannot be understood, also after asking.",
});
export type RefusalGround = keyof typeof RefusalGround;

@InputType({ description: "Accepting a complaint for decision." })
export class AcceptComplaintInput extends LeasedCaseInput {
  @TextField({ max: 2_000, nullable: true, description: "What both sides should address." })
  note?: string;
}

@InputType({ description: "Not accepting a complaint." })
export class RefuseComplaintInput extends LeasedCaseInput {
  @Field(() => RefusalGround, { description: "The ground." })
  ground: RefusalGround;

  @TextField({ min: 10, max: 2_000, description: "The ground explained to the consumer; at least 10 characters." })
  text: string;
}

export async function acceptComplaint(tx: Tx, actor: Actor, input: AcceptComplaintInput): Promise<CaseResult> {
  const file = await CaseFile.open(tx, actor, input, "ACCEPT");
  file.apply({ type: "COMPLAINT_ACCEPTED", data: { note: input.note ?? null } });
  return { complaintId: file.complaint.id };
}

/** Row 12: should the case come back, somebody else looks at it. */
export async function refuseComplaint(tx: Tx, actor: Actor, input: RefuseComplaintInput): Promise<CaseResult> {
  const file = await CaseFile.open(tx, actor, input, "REFUSE");
  file.apply({ type: "COMPLAINT_REFUSED", data: { ground: input.ground, text: input.text } }, NO_LEASE);
  tx.insert(CaseRecusal, {
    id: newId(CaseRecusal),
    complaintId: file.complaint.id,
    accountId: actor.accountId,
    ground: "REFUSED_BEFORE",
    reason: null,
    at: tx.now,
  });
  return { complaintId: file.complaint.id };
}

/** Row 13: the platform's silence never refuses. */
export async function acceptBySilence(file: CaseFile): Promise<void> {
  file.apply({ type: "COMPLAINT_ACCEPTED", data: { because: file.move.action } });
}
