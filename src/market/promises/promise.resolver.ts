import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import { Connection, PageArgs, pageOfRows, type Page } from "../../platform/graphql/connection";
import { absentAsNull } from "../../platform/graphql/absent";
import { Listing } from "../listings/listing.entity";
import { Context } from "../../platform/graphql/context";
import { INPUT } from "../../platform/graphql/idempotency";
import { DateTime } from "../../platform/graphql/scalars";
import { Account } from "../../accounts/account/account.entity";
import type { Role } from "../../accounts/actor/actor";
import { SECOND_PERSONS } from "../../accounts/actor/second-person.policy";
import { Provider } from "../providers/provider.entity";
import {
  PublishPlatformPromiseInput,
  PublishPlatformPromisePayload,
  PublishPromiseInput,
  PublishPromisePayload,
  WithdrawPromiseInput,
  WithdrawPromisePayload,
} from "./promise.types";
import {
  listingPromises,
  platformVersionsInForce,
  providerPromises,
  readPromise,
  readPromiseVersion,
} from "./promise.queries";
import { ProposedVersion } from "./platform-promise.types";
import { maySeeProposed } from "./promise.policy";
import { PromiseVersion } from "./promise-version.entity";
import { publishPlatformPromise } from "./publish-platform-promise";
import { publishPromise } from "./publish-promise";
import { ServicePromise } from "./service-promise.entity";
import { withdrawPromise } from "./withdraw-promise";
import { one, Reads } from "../../platform/graphql/reads";

const PromiseVersionConnection = Connection(PromiseVersion, "PromiseVersion");
const ServicePromiseConnection = Connection(ServicePromise, "ServicePromise");

@Resolver(() => ServicePromise)
export class PromiseResolver {
  @Query(() => ServicePromise, {
    nullable: true,
    description: "One promise, in force or withdrawn. Null when there is none, or none for the viewer.",
  })
  async promise(
    @Ctx() context: Context,
    @Arg("id", () => ID, { description: "Its id, `prm_…`." }) id: string,
  ): Promise<ServicePromise | null> {
    return absentAsNull(readPromise(context, id));
  }

  @Query(() => PromiseVersion, {
    nullable: true,
    description: "One version of a promise, as published. Null when there is none, or none for the viewer.",
  })
  async promiseVersion(
    @Ctx() context: Context,
    @Arg("id", () => ID, { description: "Its id, `pmv_…`." }) id: string,
  ): Promise<PromiseVersion | null> {
    return absentAsNull(readPromiseVersion(context, id));
  }

  @Query(() => [PromiseVersion], {
    description:
      "What the platform itself promises whoever orders at one moment, from any provider and whatever that promises. Public.",
  })
  async platformPromises(
    @Ctx() context: Context,
    @Arg("at", () => DateTime, { nullable: true, description: "The moment; now when left out." }) at: number | null,
  ): Promise<PromiseVersion[]> {
    return platformVersionsInForce(context.db, at ?? context.nowAgainst("promise_version"));
  }

  @Authorized(...SECOND_PERSONS)
  @Mutation(() => PublishPlatformPromisePayload, {
    description:
      "Proposes the next version of one of the platform's own promises (administrators), or announces what another administrator proposed in the same words for the same date (`ServicePromise.proposed`; administrators and leads). Once announced it binds orders placed from `effectiveFrom` on; earlier ones keep theirs. Refused: NOT_FOUND, BAD_USER_INPUT when it begins too soon (house rule `promise.notice`) or not after the version it follows, SECOND_APPROVER_REQUIRED for its proposer, for anyone whom the proposer gave a role and for anyone who gave the proposer one, NOT_IN_THIS_STATE when the proposer is no longer an administrator, NOT_YET with `availableAt` while one's own role is too recent.",
  })
  async publishPlatformPromise(
    @Ctx() context: Context,
    @Arg("input", () => PublishPlatformPromiseInput, INPUT) input: PublishPlatformPromiseInput,
  ): Promise<PublishPlatformPromisePayload> {
    const { promiseId } = await context.command("publishPlatformPromise", input, (tx, actor) =>
      publishPlatformPromise(tx, actor, input),
    );
    return { clientMutationId: input.clientMutationId, promise: await readPromise(context, promiseId) };
  }

  @Authorized<Role>("PROVIDER_OWNER", "PROVIDER_STAFF")
  @Mutation(() => PublishPromisePayload, {
    description:
      "Publishes a new promise, or the next version of one; a published version never changes. Binds orders placed from now on. Refused: NOT_FOUND, FORBIDDEN, PROVIDER_RESTRICTED (with the time it ends), NOT_IN_THIS_STATE when withdrawn, STALE_VERSION, BAD_USER_INPUT.",
  })
  async publishPromise(
    @Ctx() context: Context,
    @Arg("input", () => PublishPromiseInput, { description: "What is promised, in which terms." })
    input: PublishPromiseInput,
  ): Promise<PublishPromisePayload> {
    const { id } = await context.command("publishPromise", input, async (tx, actor) => ({
      id: (await publishPromise(tx, actor, input)).promiseId,
    }));
    return { clientMutationId: input.clientMutationId, promise: await readPromise(context, id) };
  }

  @Authorized<Role>("PROVIDER_OWNER", "PROVIDER_STAFF")
  @Mutation(() => WithdrawPromisePayload, {
    description:
      "Withdraws a promise: it does not bind orders placed from now on; earlier ones keep it. Refused: NOT_FOUND, FORBIDDEN, NOT_IN_THIS_STATE when already withdrawn.",
  })
  async withdrawPromise(
    @Ctx() context: Context,
    @Arg("input", () => WithdrawPromiseInput, { description: "Which promise is withdrawn." })
    input: WithdrawPromiseInput,
  ): Promise<WithdrawPromisePayload> {
    const { id } = await context.command("withdrawPromise", input, async (tx, actor) => ({
      id: (await withdrawPromise(tx, actor, input)).id,
    }));
    return { clientMutationId: input.clientMutationId, promise: await readPromise(context, id) };
  }

  @Reads<ServicePromise>("platformPromise", "id", one(PromiseVersion, "currentVersionId"))
  @FieldResolver(() => PromiseVersion, {
    description:
      "The newest version: what binds new orders, unless the promise is withdrawn. Of the platform's own promises the newest that has begun.",
  })
  async currentVersion(@Ctx() context: Context, @Root() promise: ServicePromise): Promise<PromiseVersion | null> {
    if (promise.platformPromise === null) return context.loaders.one(PromiseVersion, promise, "currentVersionId");
    const inForce = await platformVersionsInForce(context.db, context.nowAgainst("promise_version"));
    return inForce.find(({ promiseId }) => promiseId === promise.id) ?? null;
  }

  @FieldResolver(() => ProposedVersion, {
    nullable: true,
    description:
      "What the platform might promise next, once a second person agrees; null when nothing is proposed, and except to administrators, leads and auditors.",
  })
  proposed(@Ctx() { actor }: Context, @Root() { proposed }: ServicePromise): ProposedVersion | null {
    return maySeeProposed(actor) ? proposed : null;
  }

  @Reads<ServicePromise>("id")
  @FieldResolver(() => PromiseVersionConnection, { description: "All versions ever published, newest first." })
  async versions(
    @Root() { id }: ServicePromise,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Page<PromiseVersion>> {
    const versions = await context.loaders.manyBy(PromiseVersion, "promiseId", id, "ORDER BY version DESC");
    return pageOfRows(context.services.sealer, args, `versions ${id}`, versions);
  }

  @Reads<ServicePromise>(one(Listing, "listingId"))
  @FieldResolver(() => Listing, {
    nullable: true,
    description: "The listing it belongs to; null when it applies to everything the provider sells.",
  })
  async listing(@Ctx() context: Context, @Root() promise: ServicePromise): Promise<Listing | null> {
    return promise.listingId ? context.loaders.one(Listing, promise, "listingId") : null;
  }

  @Reads<ServicePromise>(one(Provider, "providerId"))
  @FieldResolver(() => Provider, { nullable: true, description: "Who promises; null for the platform's own promises." })
  async provider(@Ctx() context: Context, @Root() promise: ServicePromise): Promise<Provider | null> {
    return promise.providerId ? context.loaders.one(Provider, promise, "providerId") : null;
  }
}

@Resolver(() => ProposedVersion)
export class ProposedVersionResolver {
  @FieldResolver(() => String, { description: "Display name of whoever proposed it." })
  async proposedByName(@Ctx() ctx: Context, @Root() { proposedById }: ProposedVersion): Promise<string> {
    return (await ctx.loaders.byId(Account, proposedById))?.displayName ?? "";
  }
}

@Resolver(() => Listing)
export class ListingPromisesResolver {
  @FieldResolver(() => ServicePromiseConnection, {
    description:
      "The promises in force: the listing's own, then those on everything its provider sells. An order placed now freezes them, and `platformPromises`.",
  })
  async promises(
    @Root() listing: Listing,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Page<ServicePromise>> {
    const promises = await listingPromises(context, listing);
    return pageOfRows(context.services.sealer, args, `promises ${listing.id}`, promises);
  }
}

@Resolver(() => Provider)
export class ProviderPromisesResolver {
  @Reads<Provider>("id")
  @FieldResolver(() => ServicePromiseConnection, {
    description: "The promises in force on everything the provider sells. Those of one listing are on the listing.",
  })
  async promises(
    @Root() { id }: Provider,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Page<ServicePromise>> {
    return pageOfRows(context.services.sealer, args, `promises ${id}`, await providerPromises(context, id));
  }
}
