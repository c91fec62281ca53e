import type { RateLimiterAbstract } from "rate-limiter-flexible";
import { Webhook } from "standardwebhooks";
import { isOver, type Counters } from "../../platform/redis/counters";
import type { Reader } from "../../platform/database/reader";
import { webhookHeaders } from "../../platform/carriers/webhook-headers.pure";
import { textOf } from "../../platform/http/body";
import { newId } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";

const PATIENCE_MS = 5_000;
/** An order with its listing, its promises and its parties. */
const LONGEST_ANSWER = 1_000_000;
/** Whoever has an order knows its number; who tries numbers is slowed. */
const PER_PERSON = { points: 20, duration: 3_600 };

export interface OrderLookupSettings {
  url: string;
  secret: string;
  /** The source whose records it answers with, by its name. */
  source: string;
}

const opened = new WeakMap<object, OrderLookup>();

/**
 * Where the marketplace is asked for an order that somebody wants to complain about, and that it has not sent. It is asked by a request
 * signed as Standard Webhooks describe, names whoever asks by their subject, and answers with records or with 404.
 */
export class OrderLookup {
  private readonly webhook: Webhook;
  private readonly people: RateLimiterAbstract;

  constructor(
    private readonly settings: OrderLookupSettings,
    counters: Counters,
  ) {
    this.webhook = new Webhook(settings.secret);
    this.people = counters.limiter("order-lookup", PER_PERSON);
  }

  static openBy(reader: Reader, lookup: OrderLookup): void {
    opened.set(reader.source, lookup);
  }

  static of(reader: Reader): OrderLookup | null {
    return opened.get(reader.source) ?? null;
  }

  get source(): string {
    return this.settings.source;
  }

  /** RATE_LIMITED when this person has asked too often. */
  async charge(accountId: string): Promise<void> {
    try {
      await this.people.consume(accountId);
    } catch (error) {
      if (!isOver(error)) throw error;
      const seconds = Math.max(1, Math.ceil(error.msBeforeNext / 1_000));
      const params = { most: PER_PERSON.points, minutes: Math.ceil(seconds / 60) };
      throw new Refusal("RATE_LIMITED", { reason: "intake.tooManyAsked", retryAfter: seconds, params });
    }
  }

  /** The records, as text each; null: it has no such order of theirs. Throws when it does not answer, or not with records. */
  async ask(number: string, subject: string): Promise<string[] | null> {
    const body = JSON.stringify({ order: number, person: { subject } });
    const at = new Date();
    const id = newId(OrderLookup);
    const response = await fetch(this.settings.url, {
      method: "POST",
      redirect: "error",
      headers: { ...webhookHeaders(id, at, [this.webhook.sign(id, at, body)]), accept: "application/json" },
      body,
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (response.status === 404) {
      await response.body?.cancel();
      return null;
    }
    if (!response.ok) {
      await response.body?.cancel();
      throw new Error(`the order look-up answered with status ${response.status}`);
    }
    const answer: unknown = JSON.parse(await bounded(response));
    const records = typeof answer === "object" && answer !== null && "records" in answer ? answer.records : null;
    if (!Array.isArray(records)) throw new Error("the order look-up answered with no records");
    return records.map((record) => JSON.stringify(record));
  }

  static readonly idPrefix = "olk";
}

async function bounded(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > LONGEST_ANSWER) throw new Error("the order look-up answered with too much");
    chunks.push(chunk);
  }
  return textOf(Buffer.concat(chunks));
}
