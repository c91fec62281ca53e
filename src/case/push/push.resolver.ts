import { Arg, Authorized, Ctx, Mutation, Query, Resolver } from "type-graphql";
import { Context } from "../../platform/graphql/context";
import { INPUT } from "../../platform/graphql/idempotency";
import { webPushOf } from "./push.queries";
import {
  RemovePushSubscriptionInput,
  RemovePushSubscriptionPayload,
  SavePushSubscriptionInput,
  SavePushSubscriptionPayload,
  WebPush,
} from "./push.types";
import { removePushSubscription } from "./remove-push-subscription";
import { savePushSubscription } from "./save-push-subscription";

@Resolver()
export class PushResolver {
  @Authorized()
  @Query(() => WebPush, { description: "How the viewer is told of notices while no page is open." })
  webPush(@Ctx() ctx: Context): Promise<WebPush> {
    return webPushOf(ctx);
  }

  @Authorized()
  @Mutation(() => SavePushSubscriptionPayload, {
    description:
      "From now on this browser is told that something has come into the viewer's inbox, for as long as this session lasts: by an encrypted message that names a case by its number, says whether a deadline depends on it, and nothing else. The newest of too many browsers count (house rule `push.count`). Refused: UNAUTHENTICATED, BAD_USER_INPUT for an address that is no push service's, NOT_IN_THIS_STATE for sessions of an outside identity provider.",
  })
  async savePushSubscription(
    @Ctx() ctx: Context,
    @Arg("input", () => SavePushSubscriptionInput, INPUT) input: SavePushSubscriptionInput,
  ): Promise<SavePushSubscriptionPayload> {
    const { sessionId } = ctx;
    await ctx.allNumbered();
    await ctx.command("savePushSubscription", input, (tx, actor) => savePushSubscription(tx, actor, input, sessionId));
    return { clientMutationId: input.clientMutationId, webPush: await webPushOf(ctx) };
  }

  @Authorized()
  @Mutation(() => RemovePushSubscriptionPayload, {
    description: "This browser is not told any longer; one that was not told stays so. Refused UNAUTHENTICATED.",
  })
  async removePushSubscription(
    @Ctx() ctx: Context,
    @Arg("input", () => RemovePushSubscriptionInput, INPUT) input: RemovePushSubscriptionInput,
  ): Promise<RemovePushSubscriptionPayload> {
    await ctx.command("removePushSubscription", input, (tx, actor) => removePushSubscription(tx, actor, input));
    return { clientMutationId: input.clientMutationId, webPush: await webPushOf(ctx) };
  }
}
