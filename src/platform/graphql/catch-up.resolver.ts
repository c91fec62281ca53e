import type { GraphQLField, GraphQLInterfaceType, GraphQLResolveInfo, GraphQLSchema } from "graphql";
import { getNamedType } from "graphql";
import { Arg, Ctx, Field, Info, ObjectType, Query, Resolver } from "type-graphql";
import { walkLog } from "../feed/log-walk";
import { Refusal } from "../refusal";
import { First } from "./connection";
import { Context } from "./context";
import { LiveStream, LiveUpdate, type LiveRoot } from "./live";
import { DateTime } from "./scalars";

/** One request reads no more events of its stream than this. */
const MOST_EVENTS = 1_000;

@ObjectType({ simpleResolvers: true, description: "The updates of a live stream since a cursor." })
export class CaughtUp {
  @Field(() => [LiveUpdate], {
    description:
      "What happened, oldest first: the payloads that the cursor's subscription would have delivered, without the one that only says `caughtUp`. Select their own fields with fragments: `... on ComplaintUpdate { event { type } }`.",
  })
  updates: LiveUpdate[];

  @Field(() => String, {
    description:
      "Pass it as `after` next time, here or to the subscription. Keep it even when there were no updates: it has moved forward.",
  })
  cursor: string;

  @Field(() => Boolean, {
    description: "You have everything committed so far. false: request again at once with the new cursor.",
  })
  caughtUp: boolean;
}

type SubscriptionField = GraphQLField<unknown, Context>;
type Arguments = Record<string, unknown>;

/** The subscriptions for clients that cannot hold a connection open: phones in the background, scripts that poll now and then. */
@Resolver()
export class CatchUpResolver {
  @Query(() => CaughtUp, {
    description:
      "What happened since a cursor of a live stream, for clients that poll instead of subscribing. It is the stream of the subscription or snapshot that gave the cursor, with the same filter and the same permissions, asked now. Without a cursor it is the stream `myComplaintsUpdated`, of one's own cases, from its beginning or from a moment. Refused RESYNC_REQUIRED when the cursor cannot be resumed: read a fresh snapshot then, with its cursor; BAD_USER_INPUT unless exactly one of `after`, `since` and `fromBeginning` says where to begin.",
  })
  async eventsSince(
    @Arg("after", () => String, {
      nullable: true,
      description: "The last cursor seen: of an update, of a snapshot, or of the last response here.",
    })
    after: string | null,
    @Arg("since", () => DateTime, {
      nullable: true,
      description:
        "What has been recorded on one's own cases since this moment, itself included; perhaps also a little of what was recorded in the second before it. Not in the future.",
    })
    since: number | null,
    @Arg("fromBeginning", () => Boolean, {
      nullable: true,
      description: "true: all that was ever recorded on one's own cases.",
    })
    fromBeginning: boolean | null,
    @First(100, "How many updates to return at most") first: number,
    @Ctx() ctx: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<CaughtUp> {
    await ctx.allNumbered();
    // What the request has read so far may be older than these updates.
    ctx.forgetReads();
    checkBeginning(ctx, { after, since, fromBeginning });
    const { field, args } =
      typeof after === "string" ? subscriptionOf(ctx, after, info.schema) : ownCases(ctx, info.schema);
    const live: unknown = await field.subscribe?.(undefined, args, ctx, info);
    if (!(live instanceof LiveStream)) throw new Error(`${field.name} returns cursors, but is not a live stream`);
    const start = typeof since === "number" ? await ctx.services.tail.placeSince(live.topics, since) : live.position;
    const { roots, position, caughtUp } = await read(ctx, live, start, first);
    const updates = await Promise.all(roots.map((root) => payload(field, root, args, info)));
    return { updates, cursor: live.cursorAt(position), caughtUp };
  }
}

/** Refuses anything but one place to begin. */
function checkBeginning(ctx: Context, { after, since, fromBeginning }: Beginning): void {
  const given = [
    typeof after === "string" && "after",
    typeof since === "number" && "since",
    fromBeginning && "fromBeginning",
  ].filter(Boolean);
  const field = given.at(-1) || "after";
  if (given.length !== 1) throw new Refusal("BAD_USER_INPUT", { reason: "eventsSince.oneBeginning", field });
  if (typeof since === "number" && since > ctx.now())
    throw new Refusal("BAD_USER_INPUT", { reason: "eventsSince.future", field });
}

interface Beginning {
  after: string | null;
  since: number | null;
  fromBeginning: boolean | null;
}

/** Marks the subscription whose stream is read where no cursor names one. */
export const WITHOUT_CURSOR = "isReadWithoutCursor";

/** The stream that is read without a cursor, from its beginning. */
function ownCases({ services, scope }: Context, schema: GraphQLSchema): { field: SubscriptionField; args: Arguments } {
  const fields = Object.values(schema.getSubscriptionType()?.getFields() ?? {}) as SubscriptionField[];
  const field = fields.find(({ extensions }) => extensions[WITHOUT_CURSOR] === true);
  if (!field) throw new Error("no subscription can be read without a cursor");
  return { field, args: { after: services.cursors.at(field.name, scope, 0) } };
}

/** The subscription that a cursor names, with the arguments it was made with. */
function subscriptionOf(
  ctx: Context,
  after: string,
  schema: GraphQLSchema,
): { field: SubscriptionField; args: Arguments } {
  const { stream, filter } = ctx.services.cursors.streamOf(after);
  const [name = "", id] = stream.split(":");
  const field = schema.getSubscriptionType()?.getFields()[name] as SubscriptionField | undefined;
  if (!field) throw new Refusal("RESYNC_REQUIRED", { reason: "resync.noStream", field: "after" });
  return { field, args: { id, after, ...(filter ? { filter: JSON.parse(filter) as unknown } : {}) } };
}

/** Never waits, and reads a bounded part of the log: a client that is far behind comes back with a later cursor. */
async function read(
  ctx: Context,
  live: LiveStream,
  start: number,
  first: number,
): Promise<{ roots: LiveRoot[]; position: number; caughtUp: boolean }> {
  const roots: LiveRoot[] = [];
  let position = start;
  let events = 0;
  for await (const step of walkLog(ctx.services.tail, live.topics, start, live.stream.lasting)) {
    const forThem = await live.select(step.events);
    const taken = forThem.slice(0, first - roots.length);
    roots.push(...taken);
    if (taken.length < forThem.length)
      return { roots, position: taken.at(-1)?.delivery.position ?? position, caughtUp: false };
    position = step.position;
    if (step.atHead) return { roots, position, caughtUp: true };
    events += step.events.length;
    if (events >= MOST_EVENTS) break;
  }
  return { roots, position, caughtUp: false };
}

/** Computed by the subscription's own resolver, in the context of the delivery, after the same authorisation check. */
async function payload(
  field: SubscriptionField,
  root: LiveRoot,
  args: Arguments,
  info: GraphQLResolveInfo,
): Promise<LiveUpdate> {
  const update = (await field.resolve?.(root, args, root.ctx, info)) as LiveUpdate;
  return Object.assign(update, { __typename: getNamedType(field.type).name });
}

/**
 * Lets payloads state their type. type-graphql would ask their classes, which they do not have, or a promise, which compiled
 * operations do not wait for.
 */
export function resolveUpdateTypes(schema: GraphQLSchema): GraphQLSchema {
  const updates = schema.getType("LiveUpdate") as GraphQLInterfaceType;
  updates.resolveType = ({ __typename }: { __typename: string }) => __typename;
  return schema;
}
