import { Field, ID, InputType } from "type-graphql";
import { LONGEST_LOGIN } from "../../accounts/account/login.pure";
import { MutationInput } from "../../platform/graphql/idempotency";
import { TextField } from "../../platform/graphql/text-field";
import { MemberRole } from "./provider-member.entity";

/** How the number of a licence or another document may be written. The signs count for nothing: without them four letters or digits are there. */
export const LICENCE = {
  min: 4,
  max: 80,
  pattern: { regex: /^(?:[\s\p{Pd}./()]*[\p{L}\p{N}]){4}[\p{L}\p{N}\s\p{Pd}./()]*$/u, like: "91310000MA1FL0LU2X" },
};

@InputType({ description: "A business that wants to offer services." })
export class RegisterProviderInput extends MutationInput {
  @TextField({ max: 200, description: "The name it is registered under." })
  legalName: string;

  @TextField({
    ...LICENCE,
    description:
      "Number of its business licence (营业执照). Spaces, punctuation and case make no difference. It becomes exclusive to this provider when it is admitted. A unified social credit code with a wrong check digit is refused. At least 4 characters.",
  })
  licenceNo: string;

  @TextField({ max: 4_000, nullable: true, description: "Its description of itself." })
  description?: string | null;
}

@InputType({ description: "Changes to a provider; fields left out stay as they are." })
export class UpdateProviderInput extends MutationInput {
  @Field(() => ID, { description: "The provider, `prv_…`." })
  providerId: string;

  @TextField({
    min: 1,
    max: 200,
    nullable: true,
    description:
      "The name it is registered under. For an admitted provider it waits (`Provider.pendingName`) until the licence has been verified for it.",
  })
  legalName?: string | null;

  @TextField({ max: 4_000, nullable: true, description: "Its description of itself; null removes it." })
  description?: string | null;
}

@InputType({ description: "Who is invited to act for a provider." })
export class InviteProviderMemberInput extends MutationInput {
  @Field(() => ID, { description: "The provider, `prv_…`." })
  providerId: string;

  @TextField({
    max: LONGEST_LOGIN,
    description: "The login of the person. The response does not show whether anyone has it.",
  })
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
      "True: for a year, unless the house rule changed, no further invitation of this provider reaches one, and its owners are not notified of the answer either.",
  })
  block: boolean;
}

@InputType({ description: "An invitation to withdraw." })
export class WithdrawProviderInvitationInput extends MutationInput {
  @Field(() => ID, { description: "The invitation, `inv_…`; see `Provider.invitations`." })
  invitationId: string;
}

@InputType({ description: "The member to remove from a provider." })
export class RemoveProviderMemberInput extends MutationInput {
  @Field(() => ID, { description: "The provider, `prv_…`." })
  providerId: string;

  @Field(() => ID, { description: "The member's account, `acc_…`; one's own to leave." })
  accountId: string;
}
