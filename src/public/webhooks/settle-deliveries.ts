import { join, sql, type Sql } from "../../platform/database/sql";
import type { Tx } from "../../platform/database/tx";
import { WebhookDelivery, type WebhookAttempt } from "./webhook-delivery.entity";
import { WebhookEndpoint } from "./webhook-endpoint.entity";
import { laneOf, LONGEST_WAIT_MS, nextTry, PATIENCE_MS } from "./webhook-waits.pure";

const MOST_ATTEMPTS_KEPT = 20;
/** One that comes back after so long is sent at once what would otherwise have waited longer. */
const OUTAGE_MS = 60_000;
const GONE = 410;

/** What became of a delivery. */
export interface Outcome {
  endpoint: WebhookEndpoint;
  delivery: WebhookDelivery;
  /** null: the client may no longer see it. */
  attempt: WebhookAttempt | null;
  /** How long the answer asks to be left alone. */
  waitMs: number;
}

/** Writes down what became of them, and what is due next; returns the endpoints with which patience has ended. */
export async function settleDeliveries(tx: Tx, outcomes: readonly Outcome[]): Promise<WebhookEndpoint[]> {
  const ids = [...new Set(outcomes.map(({ endpoint }) => endpoint.id))];
  tx.lockAll(WebhookEndpoint, ids);
  const endpoints = await tx.find(WebhookEndpoint, { id: ids });
  const over = new Set<WebhookEndpoint>();
  for (const endpoint of endpoints) {
    const own = outcomes.filter((outcome) => outcome.endpoint.id === endpoint.id);
    // What a former address answers says nothing of the present one: what it has refused is due there.
    const isHere = (outcome: Outcome): boolean => outcome.endpoint.url === endpoint.url;
    for (const outcome of own) {
      const { delivery, attempt, waitMs } = outcome;
      if (!attempt) tx.execute("DELETE FROM webhook_delivery WHERE id = ?", [delivery.id]);
      else if (attempt.problem !== null && !isHere(outcome))
        tx.update(WebhookDelivery, delivery.id, { attempts: attemptsWith(delivery, attempt) });
      else if (settleDelivery(tx, delivery, attempt, waitMs) && isDead(endpoint, tx.now)) over.add(endpoint);
      else if (attempt.httpStatus === GONE) over.add(endpoint);
    }
    settleEndpoint(tx, endpoint, own.filter(isHere));
  }
  await releaseNext(tx, outcomes);
  return [...over];
}

/**
 * Whoever accepts something else is there: what is refused for so long holds back its own case only. That an endpoint fails is written down
 * a moment after the attempt by which its delivery counts.
 */
const isDead = ({ failingSince }: WebhookEndpoint, now: number): boolean =>
  failingSince !== null && now - failingSince >= PATIENCE_MS - OUTAGE_MS;

const attemptsWith = ({ attempts }: WebhookDelivery, attempt: WebhookAttempt): WebhookAttempt[] =>
  [...attempts, attempt].slice(-MOST_ATTEMPTS_KEPT);

/** Whether patience with it has ended: from then on it is tried as seldom as any. */
function settleDelivery(tx: Tx, delivery: WebhookDelivery, attempt: WebhookAttempt, waitMs: number): boolean {
  const attempts = attemptsWith(delivery, attempt);
  if (attempt.problem === null) {
    tx.update(WebhookDelivery, delivery.id, {
      attempts,
      ...{ status: "DELIVERED", dueAt: null, failingSince: null, deliveredAt: tx.now },
    });
    return false;
  }
  const failingSince = delivery.failingSince ?? attempt.at;
  const tries = delivery.tries + 1;
  const dueAt = nextTry(tries, failingSince, tx.now, Math.random(), waitMs);
  tx.update(WebhookDelivery, delivery.id, { attempts, tries, failingSince, dueAt: dueAt ?? tx.now + LONGEST_WAIT_MS });
  return dueAt === null;
}

function settleEndpoint(tx: Tx, endpoint: WebhookEndpoint, own: readonly Outcome[]): void {
  const attempts = own.flatMap(({ attempt }) => attempt ?? []);
  const { id, failingSince } = endpoint;
  if (attempts.some(({ problem }) => problem === null)) {
    if (failingSince === null) return;
    tx.change(endpoint, { failingSince: null });
    if (tx.now - failingSince >= OUTAGE_MS)
      tx.execute(
        sql`UPDATE webhook_delivery SET due_at = ${tx.now} WHERE endpoint_id = ${id} AND status = 'PENDING' AND due_at > ${tx.now}`,
      );
  } else if (attempts.length > 0 && failingSince === null) tx.change(endpoint, { failingSince: tx.now });
}

/** Whatever has waited for these is due. */
async function releaseNext(tx: Tx, outcomes: readonly Outcome[]): Promise<void> {
  const lanes = new Map<string, Sql>();
  for (const { endpoint, delivery, attempt } of outcomes)
    if (!attempt || attempt.problem === null)
      lanes.set(
        laneOf(endpoint.id, delivery.streamId),
        sql`(endpoint_id = ${endpoint.id} AND stream_id = ${delivery.streamId})`,
      );
  if (lanes.size === 0) return;
  const next = await tx.query<{ endpoint_id: string; position: number }>(
    sql`SELECT endpoint_id, MIN(position) AS position FROM webhook_delivery
        WHERE status = 'PENDING' AND (${join([...lanes.values()], " OR ")}) GROUP BY endpoint_id, stream_id`,
  );
  for (const { endpoint_id: endpointId, position } of next)
    tx.execute(
      sql`UPDATE webhook_delivery SET due_at = ${tx.now} WHERE endpoint_id = ${endpointId} AND position = ${position} AND due_at IS NULL`,
    );
}
