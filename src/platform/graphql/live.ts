import { Field, InterfaceType } from "type-graphql";
import { FeedCursor, type Delivery } from "../feed/feed-cursor";
import type { LoggedEvent } from "../feed/event.entity";
import type { Actor } from "../identity/actor";
import type { Tail } from "../feed/tail";
import { Refusal } from "../refusal";
import type { Context } from "./context";

@InterfaceType({ description: "What every payload of a live stream carries." })
export abstract class LiveUpdate {
  @Field(() => String, {
    description: "Keep it; give it as `after` when you come back, and nothing is lost or delivered twice.",
  })
  cursor: string;

  @Field(() => Boolean, {
    description:
      "You have everything committed so far. The first payload with `true` carries no event: it only says so.",
  })
  caughtUp: boolean;
}

/** One delivery, with the context of the person as they are at this moment. */
export interface LiveRoot {
  ctx: Context;
  delivery: Delivery;
  cursor: string;
}

interface Stream {
  /** Names the stream in cursors; a cursor of another one is refused. */
  name: string;
  topics: readonly string[];
  after?: string | null;
  /** Asked of each event with the person's rights of that moment. False passes the event over; a Refusal ends the stream. */
  permit(ctx: Context, event: LoggedEvent): boolean | Promise<boolean>;
}

/**
 * Opens a live stream. Before each delivery the account is looked at again: gone, suspended or signed out everywhere ends the
 * stream, and `permit` is asked with its roles of now. Each delivery gets a fresh context, so that no loader serves yesterday.
 */
export async function openStream(ctx: Context, stream: Stream): Promise<AsyncIterableIterator<LiveRoot>> {
  const { services } = ctx;
  const { tail, cursors } = services;
  // An empty cursor is a wrong one, not none: taken for "from now on" it would lose what lies between.
  const place =
    typeof stream.after === "string" ? await cursors.open(stream.after, stream.name, ctx.scope) : await headOf(tail);
  let current = ctx;
  const source = new FeedCursor(tail, stream.topics, place, async (event) => {
    current = ctx.renewed(await actorNow(ctx), services.readsOf(event.position));
    return stream.permit(current, event);
  });
  const deliveries: AsyncIterableIterator<LiveRoot> = {
    async next() {
      const result = await source.next();
      if (result.done) return { value: undefined, done: true };
      const delivery = result.value;
      // The payload that only says "caught up" shows the facts of now, not those of when the stream was opened.
      if (!delivery.event) current = ctx.renewed(current.actor);
      return {
        value: { ctx: current, delivery, cursor: cursors.at(stream.name, ctx.scope, delivery.position) },
        done: false,
      };
    },
    async return() {
      await source.return();
      return { value: undefined, done: true };
    },
    throw: (error: Error) => source.throw(error) as Promise<never>,
    [Symbol.asyncIterator]: () => deliveries,
  };
  return deliveries;
}

/** "From now on" means after all that is committed, also where this process has yet to read it. */
async function headOf(tail: Tail): Promise<number> {
  await tail.catchUp();
  return tail.position;
}

async function actorNow(ctx: Context): Promise<Actor | null> {
  if (!ctx.actor) return null;
  const actor = await ctx.services.currentActor(ctx.actor.accountId);
  if (!actor || actor.tokenVersion !== ctx.actor.tokenVersion) throw new Refusal("PERMISSION_REVOKED");
  return actor;
}
