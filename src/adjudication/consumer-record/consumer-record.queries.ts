import type { Reader } from "../../platform/database/reader";
import { list, sql } from "../../platform/database/sql";
import type { CaseNumbers, OrderNumbers } from "./consumer-record.types";

type Of<N> = { [K in keyof N]: N[K] } & { id: string };

/** By consumer, in one statement for all of them. What the platform opened for a person is not the person's doing. */
export async function countCases(
  reader: Reader,
  consumerIds: readonly string[],
  since: number,
): Promise<Map<string, CaseNumbers>> {
  const rows = await reader.query<Of<CaseNumbers>>(
    sql`SELECT c.consumer_id AS id, COUNT(*) AS opened,
       COUNT(CASE WHEN c.status <> 'CLOSED' THEN 1 END) AS openNow,
       COUNT(CASE WHEN c.breach_class <> 'ORDINARY' THEN 1 END) AS grave,
       COUNT(CASE WHEN g.outcome = 'UPHELD' THEN 1 END) AS upheld,
       COUNT(CASE WHEN g.outcome = 'PARTLY_UPHELD' THEN 1 END) AS partlyUpheld,
       COUNT(CASE WHEN g.outcome = 'DISMISSED' THEN 1 END) AS dismissed,
       COUNT(CASE WHEN c.closure_reason = 'SETTLED' THEN 1 END) AS settled,
       COUNT(CASE WHEN c.closure_reason = 'WITHDRAWN' THEN 1 END) AS withdrawn,
       COUNT(CASE WHEN c.closure_reason = 'NOT_ACCEPTED' AND c.refusal_ground = 'ABUSIVE' THEN 1 END) AS refusedAsAbusive,
       COUNT(DISTINCT c.provider_id) AS providers, MIN(c.opened_at) AS firstOpenedAt, MAX(c.opened_at) AS lastOpenedAt
     FROM complaint c
     LEFT JOIN event_log e ON e.stream_id = c.id AND e.seq = 1
     LEFT JOIN ruling g ON g.id = c.current_ruling_id AND g.status = 'ISSUED'
     WHERE c.consumer_id IN (${list(consumerIds)}) AND c.opened_at >= ${since}
       AND (e.actor_id IS NULL OR e.actor_id = c.consumer_id)
     GROUP BY c.consumer_id`,
  );
  return byId(rows);
}

/** The same for orders. */
export async function countOrders(
  reader: Reader,
  consumerIds: readonly string[],
  since: number,
): Promise<Map<string, OrderNumbers>> {
  const rows = await reader.query<Of<OrderNumbers>>(
    sql`SELECT o.consumer_id AS id, COUNT(*) AS orders,
       COUNT(CASE WHEN o.status = 'COMPLETED' AND NOT EXISTS (SELECT 1 FROM complaint c WHERE c.order_id = o.id) THEN 1 END)
         AS completedWithoutCase,
       COUNT(CASE WHEN EXISTS (SELECT 1 FROM complaint c WHERE c.consumer_id = o.consumer_id
         AND c.provider_id = o.provider_id AND c.opened_at < o.placed_at) THEN 1 END) AS ordersAfterCase
     FROM service_order o WHERE o.consumer_id IN (${list(consumerIds)}) AND o.placed_at >= ${since}
     GROUP BY o.consumer_id`,
  );
  return byId(rows);
}

const byId = <N extends object>(rows: readonly (N & { id: string })[]): Map<string, N> =>
  new Map(rows.map(({ id, ...numbers }) => [id, numbers as unknown as N]));
