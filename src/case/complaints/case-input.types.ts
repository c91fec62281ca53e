import { Field, ID, InputType, Int } from "type-graphql";
import { MutationInput } from "../../platform/graphql/idempotency";
import { WithinBounds } from "../../platform/graphql/text-field";

@InputType({ description: "What every command on a case needs." })
export abstract class CaseInput extends MutationInput {
  @Field(() => ID, { description: "The case, `cmp_…`." })
  complaintId: string;

  @Field(() => Int, {
    nullable: true,
    description:
      "Act only if the case is still at this `Complaint.version`; otherwise STALE_VERSION says which it is at now.",
  })
  @WithinBounds(0, 2_147_483_647)
  expectedVersion?: number;
}

@InputType({ description: "What every moderator's command on a case needs." })
export abstract class LeasedCaseInput extends CaseInput {
  @Field(() => Int, {
    description:
      "The fencing token that `takeComplaint` gave. Refused LEASE_REQUIRED when the lease ran out or another moderator has taken the case since.",
  })
  @WithinBounds(0, 2_147_483_647)
  leaseToken: number;
}
