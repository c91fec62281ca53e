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

/** Of every input of a command under a lease. */
export const LeaseTokenField = (): PropertyDecorator => (target, name) => {
  Field(() => Int, {
    description:
      "The fencing token that `takeComplaint` returned. Refused LEASE_REQUIRED when the lease has expired or another moderator has since taken the case.",
  })(target, name);
  WithinBounds(0, 2_147_483_647)(target, name);
};

@InputType({ description: "What every moderator's command on a case needs." })
export abstract class LeasedCaseInput extends CaseInput {
  @LeaseTokenField()
  leaseToken: number;
}
