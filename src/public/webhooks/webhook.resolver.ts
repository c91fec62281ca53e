import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import type { Role } from "../../accounts/actor/actor";
import { PageArgs, type Page } from "../../platform/graphql/connection";
import type { Context } from "../../platform/graphql/context";
import { INPUT } from "../../platform/graphql/idempotency";
import { Reads } from "../../platform/graphql/reads";
import { Refusal } from "../../platform/refusal";
import { createWebhookEndpoint } from "./create-webhook-endpoint";
import { deleteWebhookEndpoint } from "./delete-webhook-endpoint";
import { redeliverWebhook } from "./redeliver-webhook";
import { redeliverWebhooks } from "./redeliver-webhooks";
import { rotateWebhookSecret } from "./rotate-webhook-secret";
import { sendTestWebhook } from "./send-test-webhook";
import { updateWebhookEndpoint } from "./update-webhook-endpoint";
import { WebhookDelivery } from "./webhook-delivery.entity";
import { WebhookEndpoint } from "./webhook-endpoint.entity";
import { checkQuery } from "./check-query";
import { listDeliveries, listWebhookEndpoints, readWebhookEndpoint } from "./webhook.queries";
import {
  CreateWebhookEndpointInput,
  DeleteWebhookEndpointInput,
  DeleteWebhookEndpointPayload,
  RedeliverWebhookInput,
  RedeliverWebhookPayload,
  RedeliverWebhooksInput,
  RotateWebhookSecretInput,
  SendTestWebhookInput,
  SendTestWebhookPayload,
  UpdateWebhookEndpointInput,
  WebhookDeliveryConnection,
  WebhookDeliveryFilter,
  WebhookEndpointConnection,
  WebhookEndpointPayload,
  WebhookSecretPayload,
} from "./webhook.types";

const WHO = "For the provider's owners, administrators for the platform's, and the API client itself.";
const REFUSED = "Refused: NOT_FOUND, FORBIDDEN, NOT_IN_THIS_STATE for a client that is closed";

@Resolver(() => WebhookEndpoint)
export class WebhookResolver {
  @Authorized<Role>("PROVIDER_OWNER", "ADMIN", "AUDITOR", "INTEGRATION")
  @Query(() => WebhookEndpoint, {
    nullable: true,
    description: `One endpoint. ${WHO} Auditors too. Null when there is none, or none for the viewer.`,
  })
  webhookEndpoint(
    @Ctx() ctx: Context,
    @Arg("id", () => ID, { description: "The endpoint, `whe_…`." }) id: string,
  ): Promise<WebhookEndpoint | null> {
    return readWebhookEndpoint(ctx, id);
  }

  @Authorized<Role>("PROVIDER_OWNER", "ADMIN", "AUDITOR", "INTEGRATION")
  @Query(() => WebhookEndpointConnection, {
    description: `The endpoints of an API client, newest first. ${WHO} Auditors too. Refused: NOT_FOUND.`,
  })
  webhookEndpoints(
    @Ctx() ctx: Context,
    @Arg("apiClientId", () => ID, {
      nullable: true,
      description: "The client, `apc_…`; left out: the API client that asks.",
    })
    apiClientId: string | null,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Page<WebhookEndpoint>> {
    return listWebhookEndpoints(ctx, args, apiClientId ?? null);
  }

  @Authorized<Role>("PROVIDER_OWNER", "ADMIN", "INTEGRATION")
  @Mutation(() => WebhookSecretPayload, {
    description: `Names an address that is sent what the client may see from now on. ${WHO} ${REFUSED}, LIMIT_REACHED for too many, BAD_USER_INPUT for an address that cannot be sent to, or a query that cannot be executed.`,
  })
  async createWebhookEndpoint(
    @Ctx() ctx: Context,
    @Arg("input", () => CreateWebhookEndpointInput, INPUT) input: CreateWebhookEndpointInput,
  ): Promise<WebhookSecretPayload> {
    checkQuery(ctx, input.query);
    // Its place is at the end of the log as it is now.
    await ctx.allNumbered();
    // Under no name: the result, which has the secret, must not be stored.
    const done = await ctx.command("createWebhookEndpoint", {}, (tx, actor) =>
      createWebhookEndpoint(tx, actor, input, ctx.services, keyOf(ctx)),
    );
    return { ...(await payload(ctx, input, done.webhookEndpointId)), secret: done.secret };
  }

  @Authorized<Role>("PROVIDER_OWNER", "ADMIN", "INTEGRATION")
  @Mutation(() => WebhookEndpointPayload, {
    description: `Changes where an endpoint is, what it is sent, or whether. ${WHO} ${REFUSED}, BAD_USER_INPUT for an address that cannot be sent to, or a query that cannot be executed.`,
  })
  async updateWebhookEndpoint(
    @Ctx() ctx: Context,
    @Arg("input", () => UpdateWebhookEndpointInput, INPUT) input: UpdateWebhookEndpointInput,
  ): Promise<WebhookEndpointPayload> {
    checkQuery(ctx, input.query);
    const done = await ctx.command("updateWebhookEndpoint", input, (tx, actor) =>
      updateWebhookEndpoint(tx, actor, input, ctx.services, keyOf(ctx)),
    );
    return payload(ctx, input, done.webhookEndpointId);
  }

  @Authorized<Role>("PROVIDER_OWNER", "ADMIN", "INTEGRATION")
  @Mutation(() => WebhookSecretPayload, {
    description: `Gives an endpoint a new secret; for 24 hours deliveries are signed with the one before as well. ${WHO} ${REFUSED}.`,
  })
  async rotateWebhookSecret(
    @Ctx() ctx: Context,
    @Arg("input", () => RotateWebhookSecretInput, INPUT) input: RotateWebhookSecretInput,
  ): Promise<WebhookSecretPayload> {
    const done = await ctx.command("rotateWebhookSecret", {}, (tx, actor) =>
      rotateWebhookSecret(tx, actor, input, ctx.services, keyOf(ctx)),
    );
    return { ...(await payload(ctx, input, done.webhookEndpointId)), secret: done.secret };
  }

  @Authorized<Role>("PROVIDER_OWNER", "ADMIN", "INTEGRATION")
  @Mutation(() => DeleteWebhookEndpointPayload, {
    description: `Ends an endpoint, with all that it was still to be sent. ${WHO} ${REFUSED}.`,
  })
  async deleteWebhookEndpoint(
    @Ctx() ctx: Context,
    @Arg("input", () => DeleteWebhookEndpointInput, INPUT) input: DeleteWebhookEndpointInput,
  ): Promise<DeleteWebhookEndpointPayload> {
    const done = await ctx.command("deleteWebhookEndpoint", input, (tx, actor) =>
      deleteWebhookEndpoint(tx, actor, input),
    );
    return { clientMutationId: input.clientMutationId, webhookEndpointId: done.webhookEndpointId };
  }

  @Authorized<Role>("PROVIDER_OWNER", "ADMIN", "INTEGRATION")
  @Mutation(() => SendTestWebhookPayload, {
    description: `Sends an endpoint a message of type \`TEST\`, signed as all are, once and now, and says what became of it. ${WHO} ${REFUSED}.`,
  })
  async sendTestWebhook(
    @Ctx() ctx: Context,
    @Arg("input", () => SendTestWebhookInput, INPUT) input: SendTestWebhookInput,
  ): Promise<SendTestWebhookPayload> {
    const attempt = await sendTestWebhook(ctx, input);
    return { ...(await payload(ctx, input, input.webhookEndpointId)), attempt };
  }

  @Authorized<Role>("PROVIDER_OWNER", "ADMIN", "INTEGRATION")
  @Mutation(() => RedeliverWebhookPayload, {
    description: `Makes one delivery once more, under the same id, or now instead of later. ${WHO} ${REFUSED}.`,
  })
  async redeliverWebhook(
    @Ctx() ctx: Context,
    @Arg("input", () => RedeliverWebhookInput, INPUT) input: RedeliverWebhookInput,
  ): Promise<RedeliverWebhookPayload> {
    const done = await ctx.command("redeliverWebhook", input, (tx, actor) => redeliverWebhook(tx, actor, input));
    const webhookDelivery = await ctx.loaders.byId(WebhookDelivery, done.webhookDeliveryId);
    if (!webhookDelivery) throw new Refusal("NOT_FOUND");
    return { ...(await payload(ctx, input, done.webhookEndpointId)), webhookDelivery };
  }

  @Authorized<Role>("PROVIDER_OWNER", "ADMIN", "INTEGRATION")
  @Mutation(() => WebhookEndpointPayload, {
    description: `Delivers everything after a place once more, under the same ids: what the client may see of it by now. ${WHO} ${REFUSED}, RESYNC_REQUIRED for a cursor of another client.`,
  })
  async redeliverWebhooks(
    @Ctx() ctx: Context,
    @Arg("input", () => RedeliverWebhooksInput, INPUT) input: RedeliverWebhooksInput,
  ): Promise<WebhookEndpointPayload> {
    const done = await ctx.command("redeliverWebhooks", input, (tx, actor) =>
      redeliverWebhooks(tx, actor, input, ctx.services.cursors),
    );
    return payload(ctx, input, done.webhookEndpointId);
  }

  @Reads<WebhookEndpoint>("clientId")
  @FieldResolver(() => ID, { description: "The API client that it belongs to, `apc_…`: it is sent what that may see." })
  apiClientId(@Root() { clientId }: WebhookEndpoint): string {
    return clientId;
  }

  @Reads<WebhookEndpoint>("id")
  @FieldResolver(() => WebhookDeliveryConnection, {
    description: "What it was and is to be sent, the latest events first.",
  })
  deliveries(
    @Ctx() ctx: Context,
    @Root() { id }: WebhookEndpoint,
    @Arg("filter", () => WebhookDeliveryFilter, { nullable: true, description: "Which deliveries; all when left out." })
    filter: WebhookDeliveryFilter | null,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Page<WebhookDelivery>> {
    return listDeliveries(ctx, id, args, filter);
  }
}

/** The key of the API client that asks; null: a person asks. */
const keyOf = ({ actor, sessionId }: Context): string | null => (actor?.client ? sessionId : null);

async function payload(
  ctx: Context,
  { clientMutationId }: { clientMutationId?: string },
  id: string,
): Promise<WebhookEndpointPayload> {
  const webhookEndpoint = await readWebhookEndpoint(ctx, id);
  if (!webhookEndpoint) throw new Refusal("NOT_FOUND", { field: "input.webhookEndpointId" });
  return { clientMutationId, webhookEndpoint };
}
