import type { ExecutionResult } from "graphql";
import type { Actor } from "../../accounts/actor/actor";
import { REGISTER_TOPIC } from "../../adjudication/register/enter-register";
import { Loaders } from "../../platform/database/loaders";
import { list, sql } from "../../platform/database/sql";
import type { NumberedEvent } from "../../platform/database/event.entity";
import type { Tx } from "../../platform/database/tx";
import { numberedEvents } from "../../platform/feed/numbered-events";
import type { Services } from "../../platform/graphql/context";
import { newId } from "../../platform/ids";
import { LeadLost } from "../../platform/lead-lost";
import type { Lead, Leaders } from "../../platform/leaders/leaders";
import { logFault } from "../../platform/telemetry/log-fault";
import { Refusal } from "../../platform/refusal";
import { RungWork } from "../../platform/scheduling/rung-work";
import { MINUTE } from "../../platform/time";
import { attemptOf } from "./attempt-of";
import { disableWebhookEndpoint } from "./disable-webhook-endpoint";
import { idsOf } from "./event-ids.pure";
import { mayConcern, newsFor, type News } from "./news-for";
import { settleDeliveries, type Outcome } from "./settle-deliveries";
import { WebhookDelivery } from "./webhook-delivery.entity";
import { WebhookEndpoint } from "./webhook-endpoint.entity";
import { webhookEncryption, WebhookMessage } from "./webhook-message";
import { laneOf } from "./webhook-waits.pure";
import { WebhookTraffic } from "./webhook-traffic";
import { livingEndpoints } from "./webhook.queries";
import { addTo } from "../../platform/grouping.pure";

/** Under which name it is led, see Leaders. */
export const COURIER_LEAD = "webhooks";

/** Events of the log that are looked at together. */
const PAGE = 500;
/** So much of the log that was for nobody is remembered in the places of endpoints. */
const KEEP_EVERY = 1_000;
const TICK_MS = 1_000;
const MAKES_ENDPOINTS = /^(WEBHOOK|API)_/;
const MOST_OUTCOMES = 200;

interface Sent extends Outcome {
  lead: Lead;
}

/** How far an endpoint's part of the log has been looked at: what it says itself, and what is known here; and for what. */
interface Place {
  placed: number;
  looked: number;
  sought: string;
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
  private readonly places = new Map<string, Place>();
  private readonly traffic = new WebhookTraffic();
  private readonly sending = new Set<Promise<void>>();
  private outcomes: Sent[] = [];
  private lookedForDueAt = -Infinity;
  /** Nobody had an endpoint when it was last looked: what happens is for nobody until that changes. */
  private isIdle = false;

  constructor(
    private readonly services: Services,
    private readonly leaders: Leaders,
  ) {
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
      const isBehind = await this.enlist(lead, endpoints);
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
    this.places.clear();
    this.traffic.forget();
    this.lookedForDueAt = -Infinity;
  }

  // ——— from the log into the deliveries

  /** True when more of the log is waiting. */
  private async enlist(lead: Lead, endpoints: readonly WebhookEndpoint[]): Promise<boolean> {
    const head = this.services.tail.position;
    const groups = new Map<number, WebhookEndpoint[]>();
    let isBehind = false;
    for (const endpoint of endpoints) {
      const { looked } = this.placeOf(endpoint);
      if (await this.placeAnew(lead, endpoint)) isBehind = true;
      else if (looked < head) addTo(groups, looked, endpoint);
    }
    for (const [after, group] of groups) {
      const upTo = Math.min(after + PAGE, head);
      await this.enlistGroup(lead, group, await this.eventsBetween(after, upTo), upTo);
      isBehind ||= upTo < head;
    }
    return isBehind;
  }

  /** Somebody may have moved it. */
  private placeOf(endpoint: WebhookEndpoint): Place {
    const known = this.places.get(endpoint.id);
    return known?.placed === endpoint.position ? known : this.setPlace(endpoint, endpoint.position);
  }

  private setPlace(endpoint: WebhookEndpoint, position: number): Place {
    const place = { placed: position, looked: position, sought: this.soughtFor(endpoint) };
    this.places.set(endpoint.id, place);
    return place;
  }

  private soughtFor({ clientId, eventTypes }: WebhookEndpoint): string {
    return [...eventTypes, ...(this.actors.get(clientId)?.client?.scopes ?? [])].join(" ");
  }

  /**
   * True when there was reason to: it is to be looked at again from some place on, or for something else from now on. Its place is written
   * down, so that nobody looks for that in what lies before; it is looked at from there in the next round.
   */
  private async placeAnew(lead: Lead, endpoint: WebhookEndpoint): Promise<boolean> {
    const { placed, looked, sought } = this.placeOf(endpoint);
    const { id, lookAgainAfter } = endpoint;
    if (lookAgainAfter === null && sought === this.soughtFor(endpoint)) return false;
    const position = Math.min(looked, lookAgainAfter ?? looked);
    const isPlaced = await lead.database.transact(async (tx) => {
      const present = await tx.lock(WebhookEndpoint, id);
      if (present?.position !== placed || present.lookAgainAfter !== lookAgainAfter) return false;
      tx.change(present, { position, lookAgainAfter: null });
      return true;
    });
    if (isPlaced) this.setPlace(endpoint, position);
    return true;
  }

  private async eventsBetween(after: number, upTo: number): Promise<NumberedEvent[]> {
    const { tail, database } = this.services;
    if (after >= tail.oldestInMemory) return tail.inMemory(after, upTo);
    return numberedEvents(database, sql`p.position > ${after} AND p.position <= ${upTo}`);
  }

  private async enlistGroup(
    lead: Lead,
    endpoints: readonly WebhookEndpoint[],
    events: readonly NumberedEvent[],
    upTo: number,
  ): Promise<void> {
    const concern = events.filter(({ topicList }) => topicList.some(isFollowed));
    const loaders = new Loaders(this.services.database);
    const found =
      concern.length === 0 ? [] : await Promise.all(endpoints.map((each) => this.wanted(each, concern, loaders)));
    const wanted = found.flat();
    const idle = endpoints.every((each) => upTo - this.placeOf(each).placed < KEEP_EVERY);
    if (wanted.length > 0 || !idle) {
      const moved = await lead.database.transact((tx) => this.writeDown(tx, endpoints, wanted, upTo));
      for (const endpoint of endpoints) if (moved.includes(endpoint.id)) this.setPlace(endpoint, upTo);
      for (const { endpoint } of wanted) this.traffic.wait(endpoint.id);
    } else for (const endpoint of endpoints) this.placeOf(endpoint).looked = upTo;
  }

  private async wanted(
    endpoint: WebhookEndpoint,
    events: readonly NumberedEvent[],
    loaders: Loaders,
  ): Promise<{ endpoint: WebhookEndpoint; event: NumberedEvent }[]> {
    const actor = this.actors.get(endpoint.clientId);
    if (!actor) throw new Error(`nobody acts for ${endpoint.id}`);
    const types = new Set<string>(endpoint.eventTypes);
    const asked = events.filter(
      ({ type, topicList }) => (types.size === 0 || types.has(type)) && mayConcern(actor, topicList),
    );
    const news = await Promise.all(asked.map((event) => newsFor(actor, loaders, this.services.cursors, event)));
    return asked.filter((_, index) => news[index]).map((event) => ({ endpoint, event }));
  }

  /** Returns the endpoints whose places were as they are known here, and have been moved. */
  private async writeDown(
    tx: Tx,
    endpoints: readonly WebhookEndpoint[],
    wanted: readonly { endpoint: WebhookEndpoint; event: NumberedEvent }[],
    upTo: number,
  ): Promise<string[]> {
    const ids = endpoints.map(({ id }) => id);
    tx.lockAll(WebhookEndpoint, ids);
    const present = await tx.find(WebhookEndpoint, { id: ids, status: "ACTIVE", deletedAt: null });
    const moved = present
      .filter((each) => this.places.get(each.id)?.placed === each.position && each.lookAgainAfter === null)
      .map(({ id }) => id);
    const mine = wanted.filter(({ endpoint }) => moved.includes(endpoint.id));
    if (mine.length > 0) {
      const ofThese = sql`endpoint_id IN (${list([...new Set(mine.map(({ endpoint }) => endpoint.id))])})`;
      const known = await tx.select(
        WebhookDelivery,
        sql`FROM webhook_delivery t WHERE ${ofThese} AND position IN (${list([...new Set(mine.map(({ event }) => event.position))])})`,
      );
      const busy = await tx.query<{ endpoint_id: string; stream_id: string }>(
        sql`SELECT DISTINCT endpoint_id, stream_id FROM webhook_delivery
            WHERE ${ofThese} AND status = 'PENDING' AND stream_id IN (${list([...new Set(mine.map(({ event }) => event.streamId))])})`,
      );
      const held = new Set(busy.map((row) => laneOf(row.endpoint_id, row.stream_id)));
      for (const { endpoint, event } of mine) {
        const lane = laneOf(endpoint.id, event.streamId);
        const before = known.find((each) => each.endpointId === endpoint.id && each.position === event.position);
        if (before?.status === "PENDING") continue;
        const begun = {
          status: "PENDING" as const,
          tries: 0,
          failingSince: null,
          dueAt: held.has(lane) ? null : tx.now,
        };
        held.add(lane);
        if (before) tx.update(WebhookDelivery, before.id, begun);
        else
          tx.insert(WebhookDelivery, {
            ...begun,
            id: newId(WebhookDelivery),
            endpointId: endpoint.id,
            position: event.position,
            streamId: event.streamId,
            eventType: event.type,
            attempts: [],
            createdAt: tx.now,
            deliveredAt: null,
          });
      }
    }
    if (moved.length > 0) tx.execute(sql`UPDATE webhook_endpoint SET position = ${upTo} WHERE id IN (${list(moved)})`);
    return moved;
  }

  // ——— from the deliveries to the endpoints

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

  // ——— what became of it

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

const isFollowed = (topic: string): boolean =>
  topic === REGISTER_TOPIC || topic.startsWith("cases:") || topic.startsWith("provider:");
