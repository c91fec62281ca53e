import { Arg, Authorized, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import type { Context } from "../platform/graphql/context";
import type { Role } from "../platform/identity/actor";
import { addProviderMember } from "./add-provider-member";
import { maskLicence } from "./licence";
import { ProviderEvent, providerTimeline } from "./provider-event";
import { ProviderMember } from "./provider-member.entity";
import { Provider } from "./provider.entity";
import {
  AddProviderMemberInput,
  RegisterProviderInput,
  RemoveProviderMemberInput,
  UpdateProviderInput,
} from "./provider.inputs";
import {
  AddProviderMemberPayload,
  providerPayload,
  RegisterProviderPayload,
  RemoveProviderMemberPayload,
  UpdateProviderPayload,
} from "./provider.payloads";
import { membersOf, readProvider, seesInside } from "./provider.queries";
import { registerProvider } from "./register-provider";
import { removeProviderMember } from "./remove-provider-member";
import { updateProvider } from "./update-provider";

@Resolver(() => Provider)
export class ProviderResolver {
  @Query(() => Provider, {
    description:
      "One provider. Those not admitted exist only for their members and platform staff. Refused: NOT_FOUND.",
  })
  provider(@Ctx() ctx: Context, @Arg("id", () => ID, { description: "`prv_…`" }) id: string): Promise<Provider> {
    return readProvider(ctx, id);
  }

  @Authorized()
  @Mutation(() => RegisterProviderPayload, {
    description:
      "Registers a provider, whose owner the caller becomes. It is APPLIED: it may write drafts and promises, and sells once the platform has vetted it; see `createVerificationUpload` and `submitProviderApplication`. A licence that another was admitted with may be named too: see `contestLicence`. Refused: ALREADY_EXISTS for the licence of a terminated provider, however it is spelt; LIMIT_REACHED with too many providers that wait to be admitted; CONFLICT_OF_INTEREST for those who work on cases; BAD_USER_INPUT.",
  })
  async registerProvider(
    @Ctx() ctx: Context,
    @Arg("input", () => RegisterProviderInput, { description: "The provider." }) input: RegisterProviderInput,
  ): Promise<RegisterProviderPayload> {
    const { providerId } = await ctx.command("registerProvider", input, (tx, actor) =>
      registerProvider(tx, actor, input),
    );
    return providerPayload(ctx, input, providerId);
  }

  @Authorized<Role>("PROVIDER_OWNER")
  @Mutation(() => UpdateProviderPayload, {
    description:
      "Changes what a provider says of itself. For its owners. The new name of an admitted provider is public once its licence has been verified for it: hand in the new licence with `submitProviderApplication`. Refused: NOT_FOUND, FORBIDDEN, NOT_IN_THIS_STATE once it is terminated, BAD_USER_INPUT.",
  })
  async updateProvider(
    @Ctx() ctx: Context,
    @Arg("input", () => UpdateProviderInput, { description: "The changes." }) input: UpdateProviderInput,
  ): Promise<UpdateProviderPayload> {
    const { providerId } = await ctx.command("updateProvider", input, (tx, actor) => updateProvider(tx, actor, input));
    return providerPayload(ctx, input, providerId);
  }

  @Authorized<Role>("PROVIDER_OWNER")
  @Mutation(() => AddProviderMemberPayload, {
    description:
      "Lets a person act for the provider. For its owners. Refused: NOT_FOUND for an unknown login, ALREADY_EXISTS for a member, CONFLICT_OF_INTEREST for those who work on cases, FORBIDDEN, NOT_IN_THIS_STATE.",
  })
  async addProviderMember(
    @Ctx() ctx: Context,
    @Arg("input", () => AddProviderMemberInput, { description: "Who." }) input: AddProviderMemberInput,
  ): Promise<AddProviderMemberPayload> {
    const { providerId } = await ctx.command("addProviderMember", input, (tx, actor) =>
      addProviderMember(tx, actor, input),
    );
    return providerPayload(ctx, input, providerId);
  }

  @Authorized<Role>("PROVIDER_OWNER", "PROVIDER_STAFF")
  @Mutation(() => RemoveProviderMemberPayload, {
    description:
      "Ends a membership at once. Owners remove anyone but the last owner; everyone may leave. Refused: NOT_FOUND, FORBIDDEN, NOT_IN_THIS_STATE for the last owner.",
  })
  async removeProviderMember(
    @Ctx() ctx: Context,
    @Arg("input", () => RemoveProviderMemberInput, { description: "Who." }) input: RemoveProviderMemberInput,
  ): Promise<RemoveProviderMemberPayload> {
    const { providerId } = await ctx.command("removeProviderMember", input, (tx, actor) =>
      removeProviderMember(tx, actor, input),
    );
    return providerPayload(ctx, input, providerId);
  }

  @FieldResolver(() => String, {
    description:
      "Number of its business licence. In full for its members and platform staff; for others all but the last four characters are `•`.",
  })
  async licenceNo(@Ctx() ctx: Context, @Root() provider: Provider): Promise<string> {
    return (await seesInside(ctx, provider.id)) ? provider.licenceNo : maskLicence(provider.licenceNo);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      "The name that waits until the licence has been verified for it; null when none does. For its members and platform staff; null to others.",
  })
  async pendingName(@Ctx() ctx: Context, @Root() provider: Provider): Promise<string | null> {
    return (await seesInside(ctx, provider.id)) ? provider.pendingName : null;
  }

  @FieldResolver(() => [ProviderMember], {
    nullable: true,
    description: "Who acts for it. Null unless the caller is one of them or platform staff.",
  })
  members(@Ctx() ctx: Context, @Root() provider: Provider): Promise<ProviderMember[] | null> {
    return membersOf(ctx, provider.id);
  }

  @FieldResolver(() => [ProviderEvent], {
    nullable: true,
    description:
      "Its history, oldest first; a number is missing where an event is not for the viewer. For its members and platform staff; null to others.",
  })
  timeline(
    @Root() provider: Provider,
    @Arg("afterSeq", () => Int, { defaultValue: 0, description: "Only events after this `seq`." }) afterSeq: number,
    @Arg("first", () => Int, { defaultValue: 100, description: "How many at most, 0 to 100." }) first: number,
    @Ctx() ctx: Context,
  ): Promise<ProviderEvent[] | null> {
    return providerTimeline(ctx, provider, afterSeq, Math.min(Math.max(first, 0), 100));
  }
}
