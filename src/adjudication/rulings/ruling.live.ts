import { byRoles } from "../../accounts/actor/actor";
import { Arg, Field, ID, InputType, ObjectType, Resolver, Root, Subscription } from "type-graphql";
import type { Context } from "../../platform/graphql/context";
import { LiveUpdate, openStream, type LiveRoot, type LiveStream } from "../../platform/graphql/live";
import { RulingOutcome } from "./ruling-enums.types";
import { Ruling } from "./ruling.entity";

@InputType({ description: "Which rulings to follow." })
class PublishedRulingFilter {
  @Field(() => ID, { nullable: true, description: "Only those about this provider." })
  providerId?: string;

  @Field(() => RulingOutcome, { nullable: true, description: "Only those with this outcome." })
  outcome?: RulingOutcome;
}

@ObjectType({ implements: LiveUpdate, simpleResolvers: true, description: "News of the public register." })
export class RulingUpdate extends LiveUpdate {
  @Field(() => Ruling, { nullable: true, description: "The ruling; null in the payload that only says `caughtUp`." })
  ruling: Ruling | null;
}

interface Arguments {
  filter?: PublishedRulingFilter | null;
  after?: string | null;
}

@Resolver()
export class RulingLive {
  @Subscription(() => RulingUpdate, {
    description:
      "Every ruling as it is published, and again when it is reversed (`ruling.status` is then REVERSED). Open to everyone, without signing in.",
    subscribe: ({ args, context }) => followRegister(context as Context, args as Arguments),
  })
  async rulingPublished(
    @Root() { ctx, delivery, cursor }: LiveRoot,
    @Arg("filter", () => PublishedRulingFilter, {
      nullable: true,
      description: "Which rulings to follow; all without one.",
    })
    _filter: PublishedRulingFilter | null,
    @Arg("after", () => String, { nullable: true, description: "The last cursor seen." }) _after: string | null,
  ): Promise<RulingUpdate> {
    const rulingId = delivery.event?.data.rulingId;
    return {
      cursor,
      caughtUp: delivery.caughtUp,
      ruling: rulingId ? await ctx.loaders.byId(Ruling, rulingId) : null,
    };
  }
}

function followRegister(ctx: Context, { filter, after }: Arguments): Promise<LiveStream> {
  return openStream(ctx, {
    name: "rulingPublished",
    topics: ["register"],
    lasting: "TOPIC",
    after,
    filter,
    scope: "public",
    audience: {
      of: byRoles,
      async apart(event, loaders) {
        const rulingId = event?.data.rulingId;
        const ruling = rulingId && (await loaders.byId(Ruling, rulingId));
        return ruling ? [ruling.consumerId] : [];
      },
    },
    permit: (_viewer, { data }) =>
      (!filter?.providerId || data.providerId === filter.providerId) &&
      (!filter?.outcome || data.outcome === filter.outcome),
  });
}
