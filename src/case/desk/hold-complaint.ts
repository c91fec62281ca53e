import type { CaseResult } from "../complaints/case-file";
import { Field, InputType, ObjectType } from "type-graphql";
import { LeasedCaseInput } from "../complaints/case-input.types";
import type { Tx } from "../../platform/database/tx";
import { DateTime } from "../../platform/graphql/scalars";
import { TextField } from "../../platform/graphql/text-field";
import type { Actor } from "../../accounts/actor";
import { Refusal } from "../../platform/refusal";
import { DAY } from "../../platform/time";
import { HouseRules } from "../../house-rules/house-rules";
import { noteOnDesk, openForDesk } from "./desk-case";

@InputType({ description: "Keeping a case for longer than a usual lease." })
export class HoldComplaintInput extends LeasedCaseInput {
  @Field(() => DateTime, {
    description: "Until when: in the future, at most 14 days ahead unless the house rule changed.",
  })
  until: number;

  @TextField({ min: 5, max: 1_000, description: "What it waits for; shown to platform staff. At least 5 characters." })
  reason: string;
}

@ObjectType({
  simpleResolvers: true,
  description: "A case that its moderator keeps back. The clocks of the case run on all the same.",
})
export class Hold {
  @Field(() => DateTime, { description: "When the hold and the lease end by themselves." })
  until: number;

  @Field(() => String, { description: "What it waits for." })
  reason: string;
}

export async function holdComplaint(tx: Tx, actor: Actor, input: HoldComplaintInput): Promise<CaseResult> {
  const { until, reason } = input;
  const complaint = await openForDesk(tx, actor, input, "HOLD");
  const days = (await HouseRules.inForce(tx, tx.now)).number("desk.hold", "days");
  if (until <= tx.now || until > tx.now + days * DAY)
    throw new Refusal("BAD_USER_INPUT", { reason: "desk.holdUntil", field: "input.until", params: { days } });
  noteOnDesk(
    tx,
    complaint,
    actor,
    { type: "COMPLAINT_HELD", data: { until, reason } },
    { leaseExpiresAt: until, heldUntil: until, holdReason: reason },
  );
  return { complaintId: complaint.id };
}
