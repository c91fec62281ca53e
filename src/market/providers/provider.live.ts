import { Arg, Ctx, Field, FieldResolver, ID, ObjectType, Resolver, Root, Subscription } from "type-graphql";
import type { HeardEvent } from "../../platform/database/event.entity";
import { Context } from "../../platform/graphql/context";
import { LiveUpdate, openStream, type LiveRoot, type LiveStream } from "../../platform/graphql/live";
import type { Loaders } from "../../platform/database/loaders";
import { byRoles, isMemberOf } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import { ProviderEvent, toProviderEvent } from "./provider-event.types";
import { ProviderMember } from "./provider-member.entity";
import { Provider } from "./provider.entity";
import { isInside, maySeeAllProviders, maySeeProvider, maySeeProviderEvent } from "./provider.policy";
import { readProvider } from "./provider.queries";
import { providerTopic } from "./record-on-provider";
import { Reads } from "../../platform/graphql/reads";

@ObjectType({ implements: LiveUpdate, simpleResolvers: true, description: "An update about a provider." })
export class ProviderUpdate extends LiveUpdate {
  @Field(() => ProviderEvent, {
    nullable: true,
    description: "What happened; null in the payload that only says `caughtUp`.",
  })
  event: ProviderEvent | null;

  @Field(() => Provider, { description: "The provider as it is now, which may be later than the event." })
  provider: Provider;
}

interface Arguments {
  id?: string;
  after?: string | null;
}

@Resolver(() => Provider)
export class ProviderLive {
  @Subscription(() => ProviderUpdate, {
    description:
      "Every event of one provider, in order, none lost, none twice: its name, listings, promises and penalties for everyone, without signing in; its members, drafts, points, deposit and contract charges for its members and platform staff. Without `after`: from now on. Refused: NOT_FOUND; RESYNC_REQUIRED when the cursor cannot be resumed, also one from before the reader joined or left the provider or the platform's staff. Ends with PERMISSION_REVOKED when the right to see the provider ends.",
    subscribe: ({ args, context }) => followProvider(context as Context, args as Arguments),
  })
  async providerUpdated(
    @Root() { ctx, delivery, cursor }: LiveRoot,
    @Arg("id", () => ID, { description: "The provider, `prv_…`." }) id: string,
    @Arg("after", () => String, { nullable: true, description: "The last cursor seen, or a snapshot's `cursor`." })
    _after: string | null,
  ): Promise<ProviderUpdate> {
    const { event, caughtUp } = delivery;
    const provider = await readProvider(ctx, id);
    return { cursor, caughtUp, event: event && toProviderEvent(event, isInside(ctx.actor, id)), provider };
  }

  @Reads<Provider>("id")
  @FieldResolver(() => String, {
    description:
      "Pass it as `after` to `providerUpdated` to continue from this snapshot: nothing that changed since is lost.",
  })
  cursor(@Root() provider: Provider, @Ctx() ctx: Context): string {
    return ctx.cursorNow(streamOf(provider.id), scopeOf(ctx, provider.id));
  }
}

export const streamOf = (id: string): string => `providerUpdated:${id}`;

/** A member's view is their own. Staff accept each other's cursors, and so does everyone else, but not those of viewers who see less or more. */
export function scopeOf(ctx: Pick<Context, "actor" | "scope">, id: string): string {
  if (isMemberOf(ctx.actor, id)) return ctx.scope;
  return maySeeAllProviders(ctx.actor) ? "staff" : "public";
}

async function followProvider(ctx: Context, { id = "", after }: Arguments): Promise<LiveStream> {
  await readProvider(ctx, id);
  const scope = scopeOf(ctx, id);
  return openStream(ctx, {
    name: streamOf(id),
    topics: [providerTopic(id)],
    lasting: "TOPIC",
    after,
    scope,
    audience: {
      // Cursors are part of what is shared: a viewer who has since joined or left cannot use the others'.
      of: (viewer) => (scopeOf(viewer, id) === scope ? byRoles(viewer) : null),
      apart: (event, loaders) => apart(id, event, loaders),
    },
    async permit(viewer, event) {
      const provider = await viewer.loaders.byId(Provider, id);
      if (!provider || !maySeeProvider(viewer.actor, provider)) throw new Refusal("PERMISSION_REVOKED");
      return maySeeProviderEvent(viewer.actor, provider, event);
    },
  });
}

/** The members, including one who joined a moment ago, and the complainant. */
async function apart(id: string, event: HeardEvent | null, loaders: Loaders): Promise<string[]> {
  const members = await loaders.manyBy(ProviderMember, "providerId", id);
  const { consumerId } = event?.data ?? {};
  return [...members.map(({ accountId }) => accountId), ...(consumerId ? [consumerId] : [])];
}
