import { Field, InterfaceType } from "type-graphql";
import { FeedCursor, type Delivery } from "../feed/feed-cursor";
import type { LoggedEvent } from "../feed/event.entity";
import type { Actor } from "../identity/actor";
import type { Tail } from "../feed/tail";
import { Refusal } from "../refusal";
import type { Context } from "./context";
import type { Loaders } from "./loaders";

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

/** Who sees the same of a stream, so that one execution and one text serve them all. */
export interface Audience {
  /** Those of one name see the same; null: this viewer's view is their own. */
  of(ctx: Context): string | null;
  /** The accounts whose view of this one event is their own after all, e.g. a party of the case; they are served alone. */
  apart(event: LoggedEvent, loaders: Loaders): Promise<readonly string[]>;
}

interface Stream {
  /** Names the stream in cursors; a cursor of another one is refused. */
  name: string;
  topics: readonly string[];
  after?: string | null;
  /** Asked of each event with the person's rights of that moment. False passes the event over; a Refusal ends the stream. */
  permit(ctx: Context, event: LoggedEvent): boolean | Promise<boolean>;
  audience?: Audience;
  /** Whose cursors fit, if not the viewer's own alone: `public`, `staff`. */
  scope?: string;
}

/**
 * A person's live stream. Before each delivery the account is looked at again: gone, suspended or signed out everywhere ends the
 * stream, and `permit` is asked with its roles of now. Each delivery gets a fresh context, so that no loader serves yesterday.
 */
export class LiveStream implements AsyncIterableIterator<LiveRoot> {
  private readonly source: FeedCursor;
  private current: Context;
  readonly scope: string;

  constructor(
    private readonly ctx: Context,
    readonly stream: Stream,
    place: number,
  ) {
    this.current = ctx;
    this.scope = stream.scope ?? ctx.scope;
    this.source = new FeedCursor(ctx.services.tail, stream.topics, place, async (event) => {
      await this.renew(ctx.services.readsOf(event.position));
      return stream.permit(this.current, event);
    });
  }

  async next(): Promise<IteratorResult<LiveRoot>> {
    const result = await this.source.next();
    return result.done ? { value: undefined, done: true } : { value: this.root(result.value), done: false };
  }

  /** What there is now; null when the person has caught up. */
  async nextNow(): Promise<LiveRoot | null> {
    const delivery = await this.source.nextNow();
    return delivery && this.root(delivery);
  }

  /** Looks at the account again; throws when the right is gone. */
  async renew(loaders?: Loaders): Promise<Context> {
    this.current = this.ctx.renewed(await actorNow(this.ctx), loaders);
    return this.current;
  }

  /** Until there is something, or the stream is over. */
  wait(): Promise<void> {
    return this.source.bell();
  }

  get atHead(): boolean {
    return this.source.atHead;
  }

  get position(): number {
    return this.source.position;
  }

  skipTo(position: number): void {
    this.source.skipTo(position);
  }

  async return(): Promise<IteratorResult<LiveRoot>> {
    await this.source.return();
    return { value: undefined, done: true };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  private root(delivery: Delivery): LiveRoot {
    // The payload that only says "caught up" shows the facts of now, not those of when the stream was opened.
    if (!delivery.event) this.current = this.ctx.renewed(this.current.actor);
    return { ctx: this.current, delivery, cursor: this.cursorAt(delivery.position) };
  }

  cursorAt(position: number): string {
    return this.ctx.services.cursors.at(this.stream.name, this.scope, position);
  }
}

export async function openStream(ctx: Context, stream: Stream): Promise<LiveStream> {
  const { tail, cursors } = ctx.services;
  const scope = stream.scope ?? ctx.scope;
  // An empty cursor is a wrong one, not none: taken for "from now on" it would lose what lies between.
  const place =
    typeof stream.after === "string" ? await cursors.open(stream.after, stream.name, scope) : await headOf(tail);
  return new LiveStream(ctx, stream, place);
}

/** "From now on" means after all that is committed, also where this process has yet to read it. */
async function headOf(tail: Tail): Promise<number> {
  await tail.catchUp();
  return tail.position;
}

/** The person as they are at this moment; PERMISSION_REVOKED when they are gone, suspended or signed out everywhere. */
export async function actorNow(ctx: Context): Promise<Actor | null> {
  if (!ctx.actor) return null;
  const actor = await ctx.services.currentActor(ctx.actor.accountId);
  if (!actor || actor.tokenVersion !== ctx.actor.tokenVersion) throw new Refusal("PERMISSION_REVOKED");
  return actor;
}

/** The usual audience: nobody whose memberships could matter; else everybody of the same roles and language. */
export function byRoles({ actor, locale }: Context): string | null {
  if (actor && actor.memberships.length > 0) return null;
  const roles = actor ? `roles ${[...actor.roles].sort().join(",")}` : "visitors";
  return `${roles} ${locale}`;
}
