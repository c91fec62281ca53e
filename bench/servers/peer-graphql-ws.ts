import { buildSchema } from "graphql";
import { useServer } from "graphql-ws/use/ws";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { WebSocketServer } from "ws";
import { UP_TO_DATE } from "../platform/live/up-to-date";
import { sentByPost } from "../support/sent-by-post";

/**
 * graphql-ws as its guide sets it up: each subscriber's operation is executed by graphql-js for each message. What usually makes
 * that expensive is left out in its favour: POST an update, and every subscriber resolves plain fields of that one object; no database,
 * no rights, no cursors, and no catching up after a disconnection.
 */
const schema = buildSchema(readFileSync(join(__dirname, "../../../schema/schema.graphql"), "utf8"));
const subscribers = new Set<(update: unknown) => void>();

/** Written by hand, because a waiting generator would outlive its subscriber. */
class Updates implements AsyncIterableIterator<unknown> {
  private readonly waiting: unknown[] = [UP_TO_DATE];
  private wake: ((result: IteratorResult<unknown>) => void) | null = null;
  private readonly hear = (update: unknown): void => {
    if (this.wake) this.wake({ value: update, done: false });
    else this.waiting.push(update);
    this.wake = null;
  };

  constructor() {
    subscribers.add(this.hear);
  }

  next(): Promise<IteratorResult<unknown>> {
    if (this.waiting.length > 0) return Promise.resolve({ value: this.waiting.shift(), done: false });
    return new Promise((done) => (this.wake = done));
  }

  return(): Promise<IteratorResult<unknown>> {
    subscribers.delete(this.hear);
    this.wake?.({ value: undefined, done: true });
    return Promise.resolve({ value: undefined, done: true });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}

const field = schema.getSubscriptionType()?.getFields().moderationQueueUpdated;
if (!field) throw new Error("the schema has no moderationQueueUpdated");
field.subscribe = () => new Updates();
field.resolve = (update: unknown) => update;

const server = sentByPost((body) => {
  const update: unknown = JSON.parse(body);
  for (const hear of subscribers) hear(update);
});
useServer({ schema }, new WebSocketServer({ server, path: "/graphql" }));
