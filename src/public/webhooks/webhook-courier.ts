import type { ExecutionResult } from "graphql";
import type { Actor } from "../../accounts/actor/actor";
import { Loaders } from "../../platform/database/loaders";
import { list, sql } from "../../platform/database/sql";
import type { NumberedEvent } from "../../platform/database/event.entity";
import { numberedEvents } from "../../platform/feed/numbered-events";
import type { Services } from "../../platform/graphql/context";
import { LeadLost } from "../../platform/lead-lost";
import type { Lead, Leaders } from "../../platform/leaders/leaders";
import { logFault } from "../../platform/telemetry/log-fault";
import { Refusal } from "../../platform/refusal";
import { RungWork } from "../../platform/scheduling/rung-work";
import { MINUTE } from "../../platform/time";
import { attemptOf } from "./attempt-of";
import { disableWebhookEndpoint } from "./disable-webhook-endpoint";
import { idsOf } from "./event-ids.pure";
import { newsFor, type News } from "./news-for";
import { settleDeliveries, type Outcome } from "./settle-deliveries";
import { WebhookDelivery } from "./webhook-delivery.entity";
import { WebhookEndpoint } from "./webhook-endpoint.entity";
import { webhookEncryption, WebhookMessage } from "./webhook-message";
import { WebhookEnlistment } from "./webhook-enlistment";
import { WebhookTraffic } from "./webhook-traffic";
import { livingEndpoints } from "./webhook.queries";

/** Under which name it is led, see Leaders. */
export const COURIER_LEAD = "webhooks";

const TICK_MS = 1_000;
const MAKES_ENDPOINTS = /^(WEBHOOK|API)_/;
const MOST_OUTCOMES = 200;

interface Sent extends Outcome {
  lead: Lead;
}

/**
 * Sends to the endpoints what their clients may see of the log: each event at least once, those of one stream in order, one after the other.
 * First it is written down what is to be sent (that moves the endpoint's place, in one transaction), then it is sent, then written down
 * what became of it; whoever takes over in between sends it again, under the same id. One process does it at a time, and writes only for as
 * long as it does. Nothing is held in memory but what is under way.
 */
export class WebhookCourier {
  private readonly rounds = new RungWork(
    () => this.round(),
    (error) => logFault(this.services.log, error, {}, "webhooks could not be sent; trying again"),
  );
  private readonly stopListening: () => void;
  private lead: Lead | null = null;
  /** The clients as they are in this round; whoever is sent something is asked again then. */
  private readonly actors = new Map<string, Actor>();
  private readonly traffic = new WebhookTraffic();
  private readonly enlistment: WebhookEnlistment;
  private readonly sending = new Set<Promise<void>>();
  private outcomes: Sent[] = [];
  private lookedForDueAt = -Infinity;
  /** Nobody had an endpoint when it was last looked: what happens is for nobody until that changes. */
  private isIdle = false;

  constructor(
    private readonly services: Services,
    private readonly leaders: Leaders,
  ) {
    this.enlistment = new WebhookEnlistment(services, this.actors, this.traffic);
    const ring = (): void => this.rounds.ring();
    const stopHearing = services.tail.observe(({ type }) => {
      if (!this.isIdle || MAKES_ENDPOINTS.test(type)) ring();
    });
    const stopLeading = leaders.onLead(ring);
    const timer = setInterval(ring, TICK_MS).unref();
    this.stopListening = () => (clearInterval(timer), stopHearing(), stopLeading());
  }

  /** Waits for what is under way: not longer than the patience with one answer. */
  async stop(): Promise<void> {
    this.stopListening();
    await this.rounds.stop();
    await Promise.all(this.sending);
    const { lead } = this;
    try {
      while (lead && this.outcomes.length > 0) await this.settle(lead);
    } catch (error) {
      logFault(this.services.log, error, {}, "what became of the last webhooks is not known; they are sent again");
    }
  }

  private async round(): Promise<void> {
    // The tail tells of the events that it has read one after the other: those that follow in the same turn belong to this round.
    await Promise.resolve();
    const lead = this.leaders.of(COURIER_LEAD);
    if (lead !== this.lead) this.begin(lead);
    if (!lead) return;
    try {
      while (this.outcomes.length > 0) await this.settle(lead);
      const endpoints = await this.reached(lead);
      this.isIdle = endpoints.length === 0;
      const isBehind = await this.enlistment.enlist(lead, endpoints);
      await this.dispatch(lead, endpoints);
      if (isBehind) this.rounds.ring();
    } catch (error) {
      // Whoever leads now sends again what is not written down.
      if (!(error instanceof LeadLost)) throw error;
    }
  }

  /** The places of the others stay where they are: what happens meanwhile is sent once their clients may act again. */
  private async reached(lead: Lead): Promise<WebhookEndpoint[]> {
    const living = await livingEndpoints(lead.database, this.services.clock.now());
    this.actors.clear();
    for (const { clientId } of living) {
      const actor = this.actors.get(clientId) ?? (await this.services.currentActor(clientId));
      if (actor) this.actors.set(clientId, actor);
    }
    return living.filter(({ clientId }) => this.actors.has(clientId));
  }

  /** What others did meanwhile is not known. */
  private begin(lead: Lead | null): void {
    this.lead = lead;
    this.outcomes = [];
    this.enlistment.forget();
    this.traffic.forget();
    this.lookedForDueAt = -Infinity;
  }

  private async dispatch(lead: Lead, endpoints: readonly WebhookEndpoint[]): Promise<void> {
    const now = this.services.clock.now();
    if (performance.now() - this.lookedForDueAt >= TICK_MS) {
      this.lookedForDueAt = performance.now();
      const rows = await lead.database.query<{ endpoint_id: string }>(
        sql`SELECT DISTINCT endpoint_id FROM webhook_delivery WHERE due_at <= ${now} AND endpoint_id IN (${list(endpoints.map(({ id }) => id))})`,
      );
      for (const row of rows) this.traffic.wait(row.endpoint_id);
    }
    // One after the other: what one takes of the places under way, the next does not have.
    for (const endpoint of this.traffic.inTurn(endpoints)) {
      const room = this.traffic.roomFor(endpoint, now);
      if (room === 0) continue;
      const rows = await this.dueOf(lead, endpoint, room + 1, now);
      this.traffic.serve(endpoint.id, rows.length > room);
      await this.start(lead, endpoint, rows.slice(0, room));
    }
  }

  private dueOf(lead: Lead, { id }: WebhookEndpoint, most: number, now: number): Promise<WebhookDelivery[]> {
    return lead.database.select(
      WebhookDelivery,
      sql`FROM webhook_delivery t WHERE t.endpoint_id = ${id} AND t.due_at <= ${now} AND t.id NOT IN (${list(["", ...this.traffic.underWayTo(id)])})
          ORDER BY t.due_at, t.position LIMIT ${most}`,
    );
  }

  private async start(lead: Lead, endpoint: WebhookEndpoint, deliveries: readonly WebhookDelivery[]): Promise<void> {
    if (deliveries.length === 0) return;
    const positions = deliveries.map(({ position }) => position);
    const events = await this.eventsAt(positions);
    // As the client is now, whatever was the case when it was written down.
    const actor = await this.services.currentActor(endpoint.clientId);
    if (!actor) return;
    const loaders = new Loaders(this.services.database);
    for (const delivery of deliveries) {
      const event = events.get(delivery.position);
      if (!event) throw new Error(`the log has nothing at ${delivery.position}`);
      this.traffic.begin(endpoint, delivery.id);
      const sending = this.send(actor, loaders, endpoint, delivery, event)
        .then((tried) => this.sent({ lead, endpoint, delivery, ...tried }))
        .catch((error: unknown) => {
          if (lead === this.lead) this.traffic.end(endpoint.id, delivery.id);
          // As when its secret was encrypted under a key that is no more: others go on.
          this.traffic.rest(endpoint.id, this.services.clock.now() + MINUTE);
          logFault(this.services.log, error, { id: delivery.id }, "a webhook could not be made");
        })
        .finally(() => this.sending.delete(sending));
      this.sending.add(sending);
    }
  }

  private async eventsAt(positions: readonly number[]): Promise<Map<number, NumberedEvent>> {
    const { tail, database } = this.services;
    const recent = positions.flatMap((position) =>
      position > tail.oldestInMemory ? tail.inMemory(position - 1, position) : [],
    );
    // Older, or written down by another process that has read further.
    const others = positions.filter((position) => recent.every((event) => event.position !== position));
    const read = others.length === 0 ? [] : await numberedEvents(database, sql`p.position IN (${list(others)})`);
    return new Map([...read, ...recent].map((event) => [event.position, event]));
  }

  private async send(
    actor: Actor,
    loaders: Loaders,
    endpoint: WebhookEndpoint,
    delivery: WebhookDelivery,
    event: NumberedEvent,
  ): Promise<Pick<Outcome, "attempt" | "waitMs">> {
    const { cursors, sealer, poster, clock } = this.services;
    const news = await newsFor(actor, loaders, cursors, event);
    if (!news) return { attempt: null, waitMs: 0 };
    const response = await this.respond(actor, endpoint, news);
    if (response instanceof Refusal) {
      const attempt = {
        at: clock.now(),
        httpStatus: null,
        durationMs: 0,
        problem: "QUERY_FAILED",
        excerpt: null,
      } as const;
      return { attempt, waitMs: 0 };
    }
    const of = { id: event.hash, type: event.type, createdAt: event.at };
    const said = { ...of, ...news, ...(endpoint.query === null ? {} : { response }) };
    const message = new WebhookMessage(webhookEncryption(sealer), said);
    return attemptOf(poster, clock, endpoint.url, message.headers(endpoint, clock.now()), message.body);
  }

  /** A refusal: it may be answered later. */
  private async respond(
    actor: Actor,
    { query }: WebhookEndpoint,
    news: News,
  ): Promise<ExecutionResult | Refusal | null> {
    if (query === null) return null;
    try {
      return await this.services.storedQueries.run(actor, query, idsOf(news));
    } catch (error) {
      if (error instanceof Refusal) return error;
      throw error;
    }
  }

  private sent(outcome: Sent): void {
    const { endpoint, attempt } = outcome;
    if (attempt) this.traffic.hear(endpoint.id, attempt, this.services.clock.now());
    this.outcomes.push(outcome);
    this.rounds.ring();
  }

  private async settle(lead: Lead): Promise<void> {
    // Others come in meanwhile.
    const taken = this.outcomes.splice(0, MOST_OUTCOMES);
    const some = taken.filter((outcome) => outcome.lead === lead);
    try {
      const over = await lead.database.transact((tx) => settleDeliveries(tx, some));
      for (const endpoint of over) await lead.database.transact((tx) => disableWebhookEndpoint(tx, endpoint));
    } catch (error) {
      this.outcomes.unshift(...taken);
      throw error;
    }
    for (const { endpoint, delivery } of some) this.traffic.end(endpoint.id, delivery.id);
  }
}
