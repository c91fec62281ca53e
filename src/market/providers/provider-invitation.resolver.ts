import { Arg, Authorized, Ctx, Field, FieldResolver, Mutation, ObjectType, Resolver, Root } from "type-graphql";
import { Account } from "../../accounts/account/account.entity";
import type { Context } from "../../platform/graphql/context";
import { INPUT, type MutationInput, MutationPayload } from "../../platform/graphql/idempotency";
import type { Role } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import { acceptInvitation } from "./accept-invitation";
import { declineInvitation } from "./decline-invitation";
import { maySeeInvitation } from "./invitation.policy";
import { statusAt } from "./invitation.pure";
import { openInvitationsOf } from "./invitation.queries";
import { inviteProviderMember } from "./invite-provider-member";
import { InvitationStatus, ProviderInvitation } from "./provider-invitation.entity";
import { Provider } from "./provider.entity";
import {
  AcceptProviderInvitationInput,
  DeclineProviderInvitationInput,
  InviteProviderMemberInput,
  WithdrawProviderInvitationInput,
} from "./provider-inputs.types";
import { withdrawInvitation } from "./withdraw-invitation";
import { Reads } from "../../platform/graphql/reads";

@ObjectType({ simpleResolvers: true, description: "The invitation after the command." })
class ProviderInvitationPayload extends MutationPayload {
  @Field(() => ProviderInvitation, { description: "The invitation as it is now." })
  invitation: ProviderInvitation;
}

const OWN =
  "Refused: NOT_FOUND for anyone not invited; TOO_LATE once it has expired, NOT_IN_THIS_STATE once it is answered or withdrawn";

@Resolver(() => ProviderInvitation)
export class ProviderInvitationResolver {
  @Authorized<Role>("PROVIDER_OWNER")
  @Mutation(() => ProviderInvitationPayload, {
    description:
      "Invites someone to act for the provider; they are notified in their inbox, and are not a member before they accept. For its owners, once it was admitted. The response is the same whether or not anyone has the login. Refused: ALREADY_EXISTS when this login has an open invitation of the provider already, LIMIT_REACHED for too many open ones, RATE_LIMITED for too many in a day, NOT_FOUND, FORBIDDEN, NOT_IN_THIS_STATE for a provider that is not admitted.",
  })
  async inviteProviderMember(
    @Ctx() ctx: Context,
    @Arg("input", () => InviteProviderMemberInput, INPUT) input: InviteProviderMemberInput,
  ): Promise<ProviderInvitationPayload> {
    const done = await ctx.command("inviteProviderMember", input, (tx, actor) =>
      inviteProviderMember(tx, actor, input),
    );
    return payload(ctx, input, done);
  }

  @Authorized()
  @Mutation(() => ProviderInvitationPayload, {
    description: `Accepts an invitation of one's own: from then on one acts for the provider. ${OWN}, or the provider is no longer admitted; CONFLICT_OF_INTEREST for those who work for the platform; ALREADY_EXISTS for its members.`,
  })
  async acceptProviderInvitation(
    @Ctx() ctx: Context,
    @Arg("input", () => AcceptProviderInvitationInput, INPUT) input: AcceptProviderInvitationInput,
  ): Promise<ProviderInvitationPayload> {
    const done = await ctx.command("acceptProviderInvitation", input, (tx, actor) =>
      acceptInvitation(tx, actor, input),
    );
    return payload(ctx, input, done);
  }

  @Authorized()
  @Mutation(() => ProviderInvitationPayload, {
    description: `Declines an invitation of one's own, and with \`block\` all further ones of that provider. ${OWN}.`,
  })
  async declineProviderInvitation(
    @Ctx() ctx: Context,
    @Arg("input", () => DeclineProviderInvitationInput, INPUT) input: DeclineProviderInvitationInput,
  ): Promise<ProviderInvitationPayload> {
    const done = await ctx.command("declineProviderInvitation", input, (tx, actor) =>
      declineInvitation(tx, actor, input),
    );
    return payload(ctx, input, done);
  }

  @Authorized<Role>("PROVIDER_OWNER")
  @Mutation(() => ProviderInvitationPayload, {
    description:
      "Withdraws an open invitation. For the provider's owners. Refused: NOT_FOUND, TOO_LATE once it has expired, NOT_IN_THIS_STATE once it is answered or withdrawn.",
  })
  async withdrawProviderInvitation(
    @Ctx() ctx: Context,
    @Arg("input", () => WithdrawProviderInvitationInput, INPUT) input: WithdrawProviderInvitationInput,
  ): Promise<ProviderInvitationPayload> {
    const done = await ctx.command("withdrawProviderInvitation", input, (tx, actor) =>
      withdrawInvitation(tx, actor, input),
    );
    return payload(ctx, input, done);
  }

  @FieldResolver(() => InvitationStatus, { description: "State of the invitation." })
  status(@Root() invitation: ProviderInvitation, @Ctx() ctx: Context): InvitationStatus {
    return statusAt(invitation, ctx.now());
  }

  @Reads<ProviderInvitation>("providerId")
  @FieldResolver(() => Provider, { description: "The provider one would act for." })
  provider(@Root() { providerId }: ProviderInvitation, @Ctx() ctx: Context): Promise<Provider | null> {
    return ctx.loaders.byId(Provider, providerId);
  }

  @Reads<ProviderInvitation>("invitedById")
  @FieldResolver(() => Account, { description: "The owner who made it." })
  invitedBy(@Root() { invitedById }: ProviderInvitation, @Ctx() ctx: Context): Promise<Account | null> {
    return ctx.loaders.byId(Account, invitedById);
  }
}

/** A field of Account, defined here because accounts do not know providers. */
@Resolver(() => Account)
export class AccountInvitationsResolver {
  @Reads<Account>("id")
  @FieldResolver(() => [ProviderInvitation], {
    nullable: true,
    description: "The open invitations to act for a provider, the latest first. Null unless it is one's own account.",
  })
  invitations(@Ctx() ctx: Context, @Root() account: Account): Promise<ProviderInvitation[] | null> {
    return openInvitationsOf(ctx, account.id);
  }
}

/** Also for a request that was remembered: whoever repeats it sees what they may see today. */
async function payload(
  ctx: Context,
  { clientMutationId }: MutationInput,
  { invitationId }: { invitationId: string },
): Promise<ProviderInvitationPayload> {
  const invitation = await ctx.loaders.byId(ProviderInvitation, invitationId);
  if (!invitation || !maySeeInvitation(ctx.actor, invitation)) throw new Refusal("NOT_FOUND");
  return { clientMutationId, invitation };
}
