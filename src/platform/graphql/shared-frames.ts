import { LRUCache } from "lru-cache";
import { atMost } from "../at-most";
import type { Delivery } from "../feed/feed-cursor";
import type { AnyoneLike } from "../identity/actor";
import type { Context } from "./context";
import type { LiveRoot, LiveStream } from "./live";

/** What a whole audience is sent for one event: executed once, its text made once. */
export interface Frame {
  position: number;
  /** The execution's result, as JSON; null: nothing for this audience. */
  payload: Buffer | null;
  /** Accounts that must not be sent it: they are served separately. */
  apart: readonly string[];
}

export const isApart = ({ apart }: Frame, accountId: string | null): boolean =>
  accountId !== null && apart.includes(accountId);

/** ALONE: each viewer of the audience must be served separately. */
export type Shared = Frame | "ALONE";

/** Executes for an audience; null when the result cannot be shared. */
type Execute = (ctx: Context, root: LiveRoot) => Promise<Buffer | null>;

/** One subscription of one audience: viewers with the same one may share. */
export interface Sharing {
  /** Document and variables. */
  operation: string;
  audience: string;
  live: LiveStream;
  /** The context of any of them, as they are in this audience (roles change); its person is never used. */
  ctx: Context;
  execute: Execute;
}

/** Long enough for a wave of clients reconnecting together; short enough that the facts shown are current. */
const KEPT_MS = 500;
const MOST_KEPT = 10_000;

/** Execute once: what one of an audience has just been sent is reused for the next. */
export class SharedFrames {
  /** Let go of by itself: nobody asks for an event's frame again once those who wait have been sent it. */
  private readonly recent = new LRUCache<string, Promise<Shared>>({
    ...atMost(MOST_KEPT),
    ttl: KEPT_MS,
    ttlAutopurge: true,
  });
  /** Operations that turned out to show each of an audience something of their own. */
  private readonly personal = new LRUCache<string, true>({ max: 1_000 });

  constructor(private readonly anyoneLike: AnyoneLike) {}

  mayShare(operation: string, audience: string): boolean {
    return !this.personal.has(`${operation} ${audience}`);
  }

  of(sharing: Sharing, delivery: Delivery): Promise<Shared> {
    const { operation, audience, live } = sharing;
    const { event, position, caughtUp } = delivery;
    const key = [operation, live.stream.name, live.scope, audience, position, event !== null, caughtUp].join(" ");
    const known = this.recent.get(key);
    if (known) return known;
    const frame = this.make(sharing, delivery);
    this.recent.set(key, frame);
    // Failures are not cached: the next viewer tries again.
    frame.catch(() => this.recent.delete(key));
    return frame;
  }

  private async make({ operation, audience, live, ctx, execute }: Sharing, delivery: Delivery): Promise<Shared> {
    const { event, position } = delivery;
    const loaders = ctx.services.readsOf(position);
    const apart = (await live.stream.audience?.apart(event, loaders)) ?? [];
    const anyone = ctx.actor && this.anyoneLike(ctx.actor, ctx, (accountId) => apart.includes(accountId));
    const shared = ctx.renewed(anyone, loaders, position);
    try {
      const isPermitted = !event || (await live.stream.permit(shared, event));
      const payload = isPermitted
        ? await execute(shared, { ctx: shared, delivery, cursor: live.cursorAt(position) })
        : null;
      if (!anyone?.wasPersonal) return payload || !isPermitted ? { position, payload, apart } : "ALONE";
    } catch (error) {
      if (!anyone?.wasPersonal) throw error;
    }
    this.personal.set(`${operation} ${audience}`, true);
    return "ALONE";
  }
}
