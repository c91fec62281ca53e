import { Field, ID, InputType } from "type-graphql";
import { LONGEST_LOGIN } from "../../accounts/login.pure";
import { MutationInput } from "../../platform/graphql/idempotency";
import { TextField } from "../../platform/graphql/text-field";
import { MemberRole } from "./provider-member.entity";

@InputType({ description: "A business that wants to offer services." })
export class RegisterProviderInput extends MutationInput {
  @TextField({ max: 200, description: "The name it is registered under." })
  legalName: string;

  @TextField({
    min: 4,
    max: 80,
    pattern: /^[\p{L}\p{N}\s\p{Pd}./()]+$/u,
    description:
      "Number of its business licence (营业执照). Spaces, punctuation and capitals make no difference. It becomes this provider's alone when it is admitted. A unified social credit code with a wrong check digit is refused. At least 4 characters.",
  })
  licenceNo: string;

  @TextField({ max: 4_000, nullable: true, description: "What it says of itself." })
  description?: string | null;
}

@InputType({ description: "What to change of a provider; what is left out stays." })
export class UpdateProviderInput extends MutationInput {
  @Field(() => ID, { description: "The provider, `prv_…`." })
  providerId: string;

  @TextField({
    min: 1,
    max: 200,
    nullable: true,
    description:
      "The name it is registered under. Of an admitted provider it waits (`Provider.pendingName`) until the licence has been verified for it.",
  })
  legalName?: string | null;

  @TextField({ max: 4_000, nullable: true, description: "What it says of itself; null takes it away." })
  description?: string | null;
}

@InputType({ description: "Who is invited to act for a provider." })
export class InviteProviderMemberInput extends MutationInput {
  @Field(() => ID, { description: "The provider, `prv_…`." })
  providerId: string;

  @TextField({ max: LONGEST_LOGIN, description: "The login of the person. Whether anybody has it is not told." })
  login: string;

  @Field(() => MemberRole, { description: "What the person may do for the provider once they have accepted." })
  role: MemberRole;
}

@InputType({ description: "An invitation of one's own to accept." })
export class AcceptProviderInvitationInput extends MutationInput {
  @Field(() => ID, { description: "The invitation, `inv_…`; see `Account.invitations`." })
  invitationId: string;
}

@InputType({ description: "An invitation of one's own to decline." })
export class DeclineProviderInvitationInput extends AcceptProviderInvitationInput {
  @Field(() => Boolean, {
    defaultValue: false,
    description:
      "True: for a year, unless the house rule changed, no invitation of this provider reaches one any more, and its owners are not told of the answer either.",
  })
  block: boolean;
}

@InputType({ description: "An invitation to take back." })
export class WithdrawProviderInvitationInput extends MutationInput {
  @Field(() => ID, { description: "The invitation, `inv_…`; see `Provider.invitations`." })
  invitationId: string;
}

@InputType({ description: "Who shall no longer act for a provider." })
export class RemoveProviderMemberInput extends MutationInput {
  @Field(() => ID, { description: "The provider, `prv_…`." })
  providerId: string;

  @Field(() => ID, { description: "The member's account, `acc_…`; one's own to leave." })
  accountId: string;
}
