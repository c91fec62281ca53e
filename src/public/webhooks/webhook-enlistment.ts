import type { Actor } from "../../accounts/actor/actor";
import { REGISTER_TOPIC } from "../../adjudication/register/enter-register";
import type { NumberedEvent } from "../../platform/database/event.entity";
import { Loaders } from "../../platform/database/loaders";
import { list, sql } from "../../platform/database/sql";
import type { Tx } from "../../platform/database/tx";
import { eventsBetween } from "../../platform/feed/events-between";
import type { Services } from "../../platform/graphql/context";
import { addTo } from "../../platform/grouping.pure";
import { newId } from "../../platform/ids";
import type { Lead } from "../../platform/leaders/leaders";
import { mayConcern, newsFor } from "./news-for";
import { WebhookDelivery } from "./webhook-delivery.entity";
import { WebhookEndpoint } from "./webhook-endpoint.entity";
import type { WebhookTraffic } from "./webhook-traffic";
import { laneOf } from "./webhook-waits.pure";

/** Events of the log that are looked at together. */
const PAGE = 500;
/** So much of the log that was for nobody is remembered in the places of endpoints. */
const KEEP_EVERY = 1_000;

/** How far an endpoint's part of the log has been looked at: what it says itself, and what is known here; and for what. */
interface Place {
  placed: number;
  looked: number;
  sought: string;
}

/** Writes down what of the log is to be sent to the endpoints, and moves their places. */
export class WebhookEnlistment {
  private readonly places = new Map<string, Place>();

  constructor(
    private readonly services: Services,
    /** The clients as they are in this round. */
    private readonly actors: ReadonlyMap<string, Actor>,
    private readonly traffic: WebhookTraffic,
  ) {}

  /** What others did meanwhile is not known. */
  forget(): void {
    this.places.clear();
  }

  /** True when more of the log is waiting. */
  async enlist(lead: Lead, endpoints: readonly WebhookEndpoint[]): Promise<boolean> {
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
      await this.enlistGroup(lead, group, await eventsBetween(this.services, after, upTo), upTo);
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
}

const isFollowed = (topic: string): boolean =>
  topic === REGISTER_TOPIC || topic.startsWith("cases:") || topic.startsWith("provider:");
