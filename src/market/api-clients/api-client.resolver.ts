import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import type { Role } from "../../accounts/actor/actor";
import { Account } from "../../accounts/account/account.entity";
import type { Available } from "../../platform/graphql/available-action";
import { PageArgs, type Page } from "../../platform/graphql/connection";
import type { Context } from "../../platform/graphql/context";
import { INPUT, type MutationInput } from "../../platform/graphql/idempotency";
import { Reads } from "../../platform/graphql/reads";
import { DateTime } from "../../platform/graphql/scalars";
import { Refusal } from "../../platform/refusal";
import { ProviderMember } from "../providers/provider-member.entity";
import { Provider } from "../providers/provider.entity";
import { ApiClient } from "./api-client.entity";
import { whyNot } from "./api-client.policy";
import { keysOf, listApiClients, readApiClient } from "./api-client.queries";
import {
  apiClientActions,
  ApiClientConnection,
  ApiClientPayload,
  CloseApiClientInput,
  CreateApiClientInput,
  CreateApiKeyInput,
  CreateApiKeyPayload,
  RevokeApiKeyInput,
  UpdateApiClientInput,
  type ApiClientAction,
} from "./api-client.types";
import { ApiKey } from "./api-key.entity";
import { closeApiClient } from "./close-api-client";
import { createApiClient } from "./create-api-client";
import { createApiKey } from "./create-api-key";
import { revokeApiKey } from "./revoke-api-key";
import { updateApiClient } from "./update-api-client";

const WHO = "For the provider's owners; the platform's are for administrators.";

@Resolver(() => ApiClient)
export class ApiClientResolver {
  @Authorized<Role>("PROVIDER_OWNER", "ADMIN", "AUDITOR")
  @Query(() => ApiClient, {
    nullable: true,
    description:
      "One API client, for the provider's owners, administrators and auditors. Null when there is none, or none for the viewer.",
  })
  apiClient(
    @Ctx() ctx: Context,
    @Arg("id", () => ID, { description: "The client, `apc_…`." }) id: string,
  ): Promise<ApiClient | null> {
    return readApiClient(ctx, id);
  }

  @Authorized<Role>("PROVIDER_OWNER", "ADMIN", "AUDITOR")
  @Query(() => ApiClientConnection, {
    description:
      "The API clients of a provider, or of the platform; closed ones too, newest first. For the provider's owners, administrators and auditors. Refused: NOT_FOUND, FORBIDDEN.",
  })
  apiClients(
    @Ctx() ctx: Context,
    @Arg("providerId", () => ID, {
      nullable: true,
      description: "The provider, `prv_…`; left out: the platform's own clients.",
    })
    providerId: string | null,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Page<ApiClient>> {
    return listApiClients(ctx, args, providerId ?? null);
  }

  @Authorized<Role>("PROVIDER_OWNER", "ADMIN")
  @Mutation(() => ApiClientPayload, {
    description: `Makes an API client; \`createApiKey\` gives it a key. ${WHO} Refused: NOT_FOUND, FORBIDDEN, LIMIT_REACHED for too many open ones, NOT_IN_THIS_STATE for a provider that was terminated, BAD_USER_INPUT also for scopes that such a client cannot have and for a name that pretends to be the platform.`,
  })
  async createApiClient(
    @Ctx() ctx: Context,
    @Arg("input", () => CreateApiClientInput, INPUT) input: CreateApiClientInput,
  ): Promise<ApiClientPayload> {
    const done = await ctx.command("createApiClient", input, (tx, actor) => createApiClient(tx, actor, input));
    return payload(ctx, input, done.apiClientId);
  }

  @Authorized<Role>("PROVIDER_OWNER", "ADMIN")
  @Mutation(() => ApiClientPayload, {
    description: `Changes what an API client is called, what it may do, or from where. Counts from its next request on; its connections end within a second where it has lost a scope or its address. ${WHO} Refused: NOT_FOUND, FORBIDDEN, NOT_IN_THIS_STATE for a closed one, BAD_USER_INPUT as in \`createApiClient\`.`,
  })
  async updateApiClient(
    @Ctx() ctx: Context,
    @Arg("input", () => UpdateApiClientInput, INPUT) input: UpdateApiClientInput,
  ): Promise<ApiClientPayload> {
    const done = await ctx.command("updateApiClient", input, (tx, actor) => updateApiClient(tx, actor, input));
    return payload(ctx, input, done.apiClientId);
  }

  @Authorized<Role>("PROVIDER_OWNER", "ADMIN")
  @Mutation(() => CreateApiKeyPayload, {
    description: `Makes a further key for an API client; those it has stay valid. ${WHO} Refused: NOT_FOUND, FORBIDDEN, NOT_IN_THIS_STATE for a closed one, LIMIT_REACHED for too many valid keys, BAD_USER_INPUT for an end in the past.`,
  })
  async createApiKey(
    @Ctx() ctx: Context,
    @Arg("input", () => CreateApiKeyInput, INPUT) input: CreateApiKeyInput,
  ): Promise<CreateApiKeyPayload> {
    // Under no name: the result, which has the secret, must not be stored.
    const { apiKeyId, secret } = await ctx.command("createApiKey", {}, (tx, actor) => createApiKey(tx, actor, input));
    const apiKey = await ctx.loaders.byId(ApiKey, apiKeyId);
    if (!apiKey) throw new Refusal("NOT_FOUND");
    return { ...(await payload(ctx, input, input.apiClientId)), apiKey, secret };
  }

  @Authorized<Role>("PROVIDER_OWNER", "ADMIN")
  @Mutation(() => ApiClientPayload, {
    description: `Ends a key: it is refused at once, and what was opened with it ends within a second, on every server. ${WHO} Refused: NOT_FOUND, FORBIDDEN, NOT_IN_THIS_STATE when it is revoked already.`,
  })
  async revokeApiKey(
    @Ctx() ctx: Context,
    @Arg("input", () => RevokeApiKeyInput, INPUT) input: RevokeApiKeyInput,
  ): Promise<ApiClientPayload> {
    const done = await ctx.command("revokeApiKey", input, (tx, actor) => revokeApiKey(tx, actor, input));
    return payload(ctx, input, done.apiClientId);
  }

  @Authorized<Role>("PROVIDER_OWNER", "ADMIN")
  @Mutation(() => ApiClientPayload, {
    description: `Ends an API client with all its keys, for good. What it has done stays under its name. ${WHO} Refused: NOT_FOUND, FORBIDDEN, NOT_IN_THIS_STATE when it is closed already.`,
  })
  async closeApiClient(
    @Ctx() ctx: Context,
    @Arg("input", () => CloseApiClientInput, INPUT) input: CloseApiClientInput,
  ): Promise<ApiClientPayload> {
    const done = await ctx.command("closeApiClient", input, (tx, actor) => closeApiClient(tx, actor, input));
    return payload(ctx, input, done.apiClientId);
  }

  @Reads<ApiClient>("providerId")
  @FieldResolver(() => Provider, { nullable: true, description: "Whom it acts for; null: the platform." })
  async provider(@Ctx() ctx: Context, @Root() { providerId }: ApiClient): Promise<Provider | null> {
    return providerId === null ? null : ctx.loaders.byId(Provider, providerId);
  }

  @Reads<ApiClient>("createdById")
  @FieldResolver(() => Account, { description: "Who made it." })
  createdBy(@Ctx() ctx: Context, @Root() { createdById }: ApiClient): Promise<Account | null> {
    return ctx.loaders.byId(Account, createdById);
  }

  @Reads<ApiClient>("createdById", "providerId")
  @FieldResolver(() => Boolean, {
    description:
      "Whoever made it is no member of the provider any longer, or no administrator. It goes on all the same: others may depend on it.",
  })
  async creatorHasLeft(@Ctx() ctx: Context, @Root() { createdById, providerId }: ApiClient): Promise<boolean> {
    if (providerId === null) return !(await ctx.loaders.byId(Account, createdById))?.roles.includes("ADMIN");
    const members = await ctx.loaders.manyBy(ProviderMember, "providerId", providerId);
    return members.every(({ accountId }) => accountId !== createdById);
  }

  @Reads<ApiClient>("id")
  @FieldResolver(() => [ApiKey], { description: "Its latest 50 keys, newest first, those that have ended too." })
  keys(@Ctx() ctx: Context, @Root() { id }: ApiClient): Promise<ApiKey[]> {
    return keysOf(ctx, id);
  }

  @Reads<ApiClient>("id")
  @FieldResolver(() => DateTime, {
    nullable: true,
    description: "When any of its keys was last used, to about a minute; null: none ever was.",
  })
  async lastUsedAt(@Ctx() ctx: Context, @Root() { id }: ApiClient): Promise<number | null> {
    const keys = await ctx.loaders.manyBy(ApiKey, "clientId", id);
    return keys.reduce<number | null>((latest, { lastUsedAt }) => Math.max(latest ?? 0, lastUsedAt ?? 0) || null, null);
  }

  @Reads<ApiClient>("providerId", "closedAt")
  @FieldResolver(() => [apiClientActions.AvailableAction], {
    description: "What the viewer may do with it. For those who manage it; empty for everyone else.",
  })
  availableActions(@Ctx() ctx: Context, @Root() client: ApiClient): Available<ApiClientAction>[] {
    return apiClientActions.availableTo(ctx, (action) => whyNot(action, ctx.actor, client));
  }
}

/** Also for a request that was remembered: whoever repeats it sees what they may see today. */
async function payload(
  ctx: Context,
  { clientMutationId }: Pick<MutationInput, "clientMutationId">,
  apiClientId: string,
): Promise<ApiClientPayload> {
  const apiClient = await readApiClient(ctx, apiClientId);
  if (!apiClient) throw new Refusal("NOT_FOUND");
  return { clientMutationId, apiClient };
}
