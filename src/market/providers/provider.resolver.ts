import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import { absentAsNull } from "../../platform/graphql/absent";
import { Connection, PageArgs, pageOfRows, type Page } from "../../platform/graphql/connection";
import type { Context } from "../../platform/graphql/context";
import type { Role } from "../../accounts/actor/actor";
import { listInvitations, ProviderInvitationConnection } from "./invitation.queries";
import { publicLicence } from "./licence.pure";
import { ProviderEvent } from "./provider-event.types";
import { providerTimeline } from "./provider-event.queries";
import type { ProviderInvitation } from "./provider-invitation.entity";
import { ProviderMember } from "./provider-member.entity";
import { Provider } from "./provider.entity";
import { RegisterProviderInput, RemoveProviderMemberInput, UpdateProviderInput } from "./provider-inputs.types";
import {
  providerPayload,
  RegisterProviderPayload,
  RemoveProviderMemberPayload,
  UpdateProviderPayload,
} from "./provider-payloads.types";
import { maySeeInsideOfProvider, membersOf, readProvider } from "./provider.queries";
import { registerProvider } from "./register-provider";
import { removeProviderMember } from "./remove-provider-member";
import { updateProvider } from "./update-provider";
import { Reads } from "../../platform/graphql/reads";

const ProviderMemberConnection = Connection(ProviderMember, "ProviderMember");
const ProviderEventConnection = Connection(ProviderEvent, "ProviderEvent");

@Resolver(() => Provider)
export class ProviderResolver {
  @Query(() => Provider, {
    nullable: true,
    description:
      "One provider. Those not admitted are visible only to their members and platform staff. Null when there is none, or none for the viewer.",
  })
  provider(
    @Ctx() ctx: Context,
    @Arg("id", () => ID, { description: "Its id, `prv_…`." }) id: string,
  ): Promise<Provider | null> {
    return absentAsNull(readProvider(ctx, id));
  }

  @Authorized()
  @Mutation(() => RegisterProviderPayload, {
    description:
      "Registers a provider; the caller becomes its owner. It is APPLIED: it may write drafts and promises, and can sell once the platform has vetted it; see `createVerificationUpload` and `submitProviderApplication`. A licence that another was admitted with may be named too: see `contestLicence`; so may that of a terminated provider, with which nobody is admitted before that. Refused: LIMIT_REACHED with too many providers that wait to be admitted; CONFLICT_OF_INTEREST for those who work on cases; BAD_USER_INPUT.",
  })
  async registerProvider(
    @Ctx() ctx: Context,
    @Arg("input", () => RegisterProviderInput, { description: "The business that registers." })
    input: RegisterProviderInput,
  ): Promise<RegisterProviderPayload> {
    const { providerId } = await ctx.command("registerProvider", input, (tx, actor) =>
      registerProvider(tx, actor, input),
    );
    return providerPayload(ctx, input, providerId);
  }

  @Authorized<Role>("PROVIDER_OWNER")
  @Mutation(() => UpdateProviderPayload, {
    description:
      "Changes a provider's description or name. For its owners. The new name of an admitted provider is public once its licence has been verified for it: submit the new licence with `submitProviderApplication`. Refused: NOT_FOUND, FORBIDDEN, NOT_IN_THIS_STATE once it is terminated, BAD_USER_INPUT.",
  })
  async updateProvider(
    @Ctx() ctx: Context,
    @Arg("input", () => UpdateProviderInput, { description: "What to change; the rest stays." })
    input: UpdateProviderInput,
  ): Promise<UpdateProviderPayload> {
    const { providerId } = await ctx.command("updateProvider", input, (tx, actor) => updateProvider(tx, actor, input));
    return providerPayload(ctx, input, providerId);
  }

  @Authorized<Role>("PROVIDER_OWNER", "PROVIDER_STAFF")
  @Mutation(() => RemoveProviderMemberPayload, {
    description:
      "Ends a membership at once, and withdraws the open invitations that person made. Owners may remove anyone; everyone may leave. The last owner may leave when the provider owes no one anything: no order to deliver, no open case, no contract charge or compensation to pay, no application under review; it is SUSPENDED then, because no one is responsible for it. Refused: NOT_FOUND, FORBIDDEN, NOT_IN_THIS_STATE for the last owner of a provider with open duties: another owner must have accepted an invitation first.",
  })
  async removeProviderMember(
    @Ctx() ctx: Context,
    @Arg("input", () => RemoveProviderMemberInput, { description: "Who ceases to be a member." })
    input: RemoveProviderMemberInput,
  ): Promise<RemoveProviderMemberPayload> {
    const { providerId } = await ctx.command("removeProviderMember", input, (tx, actor) =>
      removeProviderMember(tx, actor, input),
    );
    return providerPayload(ctx, input, providerId);
  }

  @Reads<Provider>("id", "licenceNo", "licenceKey", "status")
  @FieldResolver(() => String, {
    description:
      "Number of its business licence, in full. Where it is a resident identity number, others than its members and platform staff see only the last four characters; of one that was found to be another's, nothing but dots.",
  })
  async licenceNo(@Ctx() ctx: Context, @Root() provider: Provider): Promise<string> {
    return (await maySeeInsideOfProvider(ctx, provider.id)) ? provider.licenceNo : publicLicence(provider);
  }

  @Reads<Provider>("id", "pendingName")
  @FieldResolver(() => String, {
    nullable: true,
    description:
      "The name that waits until the licence has been verified for it; null when none does. For its members and platform staff; null to others.",
  })
  async pendingName(@Ctx() ctx: Context, @Root() provider: Provider): Promise<string | null> {
    return (await maySeeInsideOfProvider(ctx, provider.id)) ? provider.pendingName : null;
  }

  @Reads<Provider>("id")
  @FieldResolver(() => ProviderMemberConnection, {
    nullable: true,
    description:
      "The people who act for it, the first to come first. Null unless the caller is one of them or platform staff.",
  })
  async members(
    @Root() { id }: Provider,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<Page<ProviderMember> | null> {
    const members = await membersOf(ctx, id);
    return members && pageOfRows(ctx.services.sealer, args, `members ${id}`, members);
  }

  @Reads<Provider>("id")
  @FieldResolver(() => ProviderInvitationConnection, {
    nullable: true,
    description:
      "The invitations of its owners to act for it, the latest first. For its owners and auditors; null to others.",
  })
  invitations(
    @Root() provider: Provider,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<Page<ProviderInvitation> | null> {
    return listInvitations(ctx, provider.id, args);
  }

  @FieldResolver(() => ProviderEventConnection, {
    nullable: true,
    description:
      "Its history, oldest first; a number is missing where an event is not for the viewer, so that a page may hold fewer events than asked for. For its members and platform staff; null to others.",
  })
  timeline(
    @Root() provider: Provider,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<Page<ProviderEvent> | null> {
    return providerTimeline(ctx, provider, args);
  }
}
