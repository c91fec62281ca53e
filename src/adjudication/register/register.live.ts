import { byRoles } from "../../accounts/actor/actor";
import { Arg, Field, ID, InputType, ObjectType, Resolver, Root, Subscription } from "type-graphql";
import type { HeardEvent } from "../../platform/database/event.entity";
import type { Context } from "../../platform/graphql/context";
import { LiveUpdate, openStream, type LiveRoot, type LiveStream } from "../../platform/graphql/live";
import type { Loaders } from "../../platform/database/loaders";
import { Ruling } from "../rulings/ruling.entity";
import { REGISTER_STREAM, REGISTER_TOPIC } from "./enter-register";
import { RegisterEntryKind } from "./register-entry-kind.types";
import { RegisterEntry } from "./register-entry.entity";

@InputType({ description: "Which entries to follow." })
class RegisterUpdateFilter {
  @Field(() => ID, { nullable: true, description: "Only those about this provider." })
  providerId?: string;

  @Field(() => RegisterEntryKind, { nullable: true, description: "Only those of this kind." })
  kind?: RegisterEntryKind;
}

@ObjectType({ implements: LiveUpdate, simpleResolvers: true, description: "A new entry of the public register." })
export class RegisterUpdate extends LiveUpdate {
  @Field(() => RegisterEntry, {
    nullable: true,
    description: "The entry; null in the payload that only says `caughtUp`.",
  })
  entry: RegisterEntry | null;
}

interface Arguments {
  filter?: RegisterUpdateFilter | null;
  after?: string | null;
}

@Resolver()
export class RegisterLive {
  @Subscription(() => RegisterUpdate, {
    description:
      "Every entry of the public register as it is made, in the order of their numbers: rulings, penalties and the platform's own missed deadlines (`rulingPublished` has rulings only). Open to everyone, without signing in.",
    subscribe: ({ args, context }) => followEntries(context as Context, args as Arguments),
  })
  async registerUpdated(
    @Root() { ctx, delivery, cursor }: LiveRoot,
    @Arg("filter", () => RegisterUpdateFilter, { nullable: true, description: "Which entries; all when left out." })
    _filter: RegisterUpdateFilter | null,
    @Arg("after", () => String, { nullable: true, description: "The last cursor seen, or `RegisterHead.cursor`." })
    _after: string | null,
  ): Promise<RegisterUpdate> {
    const { event, caughtUp } = delivery;
    return { cursor, caughtUp, entry: await entryOf(event, ctx.loaders) };
  }
}

const entryOf = async (event: HeardEvent | null, loaders: Loaders): Promise<RegisterEntry | null> =>
  event?.data.entryId ? loaders.byId(RegisterEntry, event.data.entryId) : null;

function followEntries(ctx: Context, { filter, after }: Arguments): Promise<LiveStream> {
  return openStream(ctx, {
    name: REGISTER_STREAM,
    topics: [REGISTER_TOPIC],
    lasting: "TOPIC",
    after,
    filter,
    scope: "public",
    audience: { of: byRoles, apart },
    permit: (_viewer, { data }) =>
      (!filter?.providerId || data.providerId === filter.providerId) && (!filter?.kind || data.kind === filter.kind),
  });
}

/** The consumer, who may read more of the ruling than others. */
async function apart(event: HeardEvent | null, loaders: Loaders): Promise<string[]> {
  const entry = await entryOf(event, loaders);
  const ruling = entry?.rulingId && (await loaders.byId(Ruling, entry.rulingId));
  return ruling ? [ruling.consumerId] : [];
}
