import { Field, InterfaceType } from "type-graphql";
import { FeedCursor, type Delivery } from "../feed/feed-cursor";
import type { HeardEvent, NumberedEvent } from "../database/event.entity";
import type { Actor } from "../identity/actor";
import type { Lasting, Tail } from "../feed/tail";
import { Refusal } from "../refusal";
import type { Context } from "./context";
import type { Loaders } from "../database/loaders";

@InterfaceType({ description: "What every payload of a live stream contains." })
export abstract class LiveUpdate {
  @Field(() => String, {
    description: "Keep it; pass it as `after` when you reconnect, and nothing is lost or delivered twice.",
  })
  cursor: string;

  @Field(() => Boolean, {
    description:
      "You have everything committed so far. The first payload with `true` contains no event: it only reports this.",
  })
  caughtUp: boolean;
}

/** One delivery, with the context of the person as they are at this moment. */
export interface LiveRoot {
  ctx: Context;
  delivery: Delivery;
  cursor: string;
}

/** Viewers who see the same of a stream, so that one execution and one text serve them all. */
export interface Audience {
  /** Viewers with the same name see the same; null: this viewer's view is their own. */
  of(ctx: Context): string | null;
  /**
   * The accounts whose view of this one event (null: of the payload that only says `caughtUp`) is their own after all, e.g. a party
   * of the case; they are served alone.
   */
  apart(event: HeardEvent | null, loaders: Loaders): Promise<readonly string[]>;
}

interface Stream {
  /** Names the stream in cursors: the subscription's own field, and `:ID` when it is about one thing. Cursors of other streams are refused. */
  name: string;
  /** A function when a subscriber may gain or lose topics while subscribed: called again when their account changes. */
  topics: readonly string[] | ((ctx: Context) => readonly string[]);
  /** By what their events are found in the log, whatever others wrote in between. */
  lasting: Lasting;
  after?: string | null;
  /** The subscription's argument of this name; its cursors remember it. */
  filter?: object | null;
  /** Throws a Refusal, which ends the stream, when the person may not, or no longer, subscribe at all. Asked at each delivery, and when the account changes. */
  mayListen?(ctx: Context): void;
  /** Asked of each event with the person's rights of that moment; false skips it. */
  permit(ctx: Context, event: NumberedEvent): boolean | Promise<boolean>;
  audience?: Audience;
  /** Whose cursors are accepted, if not the viewer's own alone: `public`, `staff`. */
  scope?: string;
}

/**
 * A person's live stream. Before each delivery the account is read again: gone, suspended or signed out everywhere ends the
 * stream, and `permit` is asked with its present roles. Each delivery gets a fresh context, so that no loader serves stale rows.
 */
export class LiveStream implements AsyncIterable<LiveRoot> {
  private readonly source: FeedCursor;
  private current: Context;
  /** The log's head when the account was last read. */
  private lookedAt: number;
  readonly scope: string;

  constructor(
    private readonly ctx: Context,
    readonly stream: Stream,
    place: number,
    /** It has been notified of this already. */
    caughtUp = false,
  ) {
    this.current = ctx;
    this.scope = stream.scope ?? ctx.scope;
    this.lookedAt = ctx.services.tail.position;
    this.source = new FeedCursor(
      ctx.services.tail,
      this.topicsFor(ctx),
      place,
      async (event) => {
        await this.renew(ctx.services.readsOf(event.position), event.position);
        return stream.permit(this.current, event);
      },
      caughtUp,
      stream.lasting,
    );
  }

  /** For shared delivery from the log: the next event, regardless of who may see it, until it is passed. */
  upcoming(): Promise<Delivery | null> {
    return this.source.upcoming();
  }

  pass(delivery: Delivery): void {
    this.source.pass(delivery);
  }

  /** The next delivery; null when the person has caught up. */
  async nextNow(): Promise<LiveRoot | null> {
    const delivery = await this.source.nextNow();
    return delivery && this.root(delivery);
  }

  /** The events that this person may see as they are now, all judged at one moment. */
  async select(events: readonly NumberedEvent[]): Promise<LiveRoot[]> {
    const ctx = await this.renew(this.ctx.loaders);
    const permitted = await Promise.all(events.map(async (event) => this.stream.permit(ctx, event)));
    return events
      .filter((_, index) => permitted[index])
      .map((event) => ({
        ctx,
        delivery: { event, position: event.position, caughtUp: false },
        cursor: this.cursorAt(event.position),
      }));
  }

  /** Reads the account again; throws when the right is gone. */
  async renew(loaders?: Loaders, position?: number): Promise<Context> {
    const { tail } = this.ctx.services;
    this.lookedAt = tail.position;
    const ctx = this.ctx.renewed(await actorNow(this.ctx), loaders, position);
    this.stream.mayListen?.(ctx);
    if (typeof this.stream.topics === "function") this.source.follow(this.topicsFor(ctx));
    return (this.current = ctx);
  }

  /** Calls `ring` once, soon, when there is an event, or when the account has changed since `renew`. The returned function cancels it. */
  onBell(ring: () => void): () => void {
    return this.ctx.services.tail.wait([...this.topics, ...this.accountTopics], ring);
  }

  /** The log shows an event of the account since it was last read. */
  get accountChanged(): boolean {
    return this.ctx.services.tail.next(this.accountTopics, this.lookedAt) !== undefined;
  }

  get atHead(): boolean {
    return this.source.atHead;
  }

  get position(): number {
    return this.source.position;
  }

  /** The same delivery once more, with nothing cached from the first attempt. */
  async again({ delivery }: LiveRoot): Promise<LiveRoot> {
    await this.renew();
    return this.root(delivery);
  }

  /** Delivers no more. */
  close(): void {
    this.source.close();
  }

  /** graphql-js accepts nothing else as a stream; readers use `nextNow` and `onBell`. */
  [Symbol.asyncIterator](): never {
    throw new Error("a LiveStream is read by a LiveSubscription");
  }

  /** The topics for this person as they were when last read. */
  get topics(): readonly string[] {
    return this.topicsFor(this.current);
  }

  private get accountTopics(): readonly string[] {
    return this.ctx.actor ? [`account:${this.ctx.actor.accountId}`] : [];
  }

  private topicsFor(ctx: Context): readonly string[] {
    const { topics } = this.stream;
    return typeof topics === "function" ? topics(ctx) : topics;
  }

  private root(delivery: Delivery): LiveRoot {
    // The payload that only reports "caught up" shows present facts, not those of when the stream was opened.
    if (!delivery.event) this.current = this.ctx.renewed(this.current.actor);
    return { ctx: this.current, delivery, cursor: this.cursorAt(delivery.position) };
  }

  cursorAt(position: number): string {
    const { name, filter } = this.stream;
    return this.ctx.services.cursors.at(name, this.scope, position, filter ? JSON.stringify(filter) : null);
  }
}

export async function openStream(ctx: Context, stream: Stream): Promise<LiveStream> {
  const { tail, cursors } = ctx.services;
  const scope = stream.scope ?? ctx.scope;
  // An empty cursor is an invalid one, not none: treated as "from now on" it would lose what lies between.
  const { topics, lasting } = stream;
  const followed = stream.scope !== undefined && typeof topics !== "function" ? { topics, lasting } : undefined;
  const place =
    typeof stream.after === "string"
      ? await cursors.open(stream.after, stream.name, scope, followed)
      : await headOf(tail);
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
  const actor = await ctx.services.currentActor(ctx.actor.accountId, ctx.actor);
  if (!actor || actor.tokenVersion !== ctx.actor.tokenVersion) throw new Refusal("PERMISSION_REVOKED");
  return actor;
}
