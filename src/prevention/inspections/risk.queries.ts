import { PLATFORM_ACCOUNT } from "../../accounts/account/platform-account";
import type { Reader } from "../../platform/database/reader";
import type { RiskMeasure } from "./inspection-enums.types";

const EVENTS: Record<RiskMeasure, string> = {
  // Cases opened by the platform say nothing about how many consumers complain.
  FILED: `SELECT COUNT(DISTINCT c.consumer_id) AS n FROM complaint c
    WHERE c.provider_id = ? AND c.opened_at > ? AND c.opened_at <= ?
      AND NOT EXISTS (SELECT 1 FROM inspection_observation o WHERE o.complaint_id = c.id)`,
  UPHELD: `SELECT COUNT(DISTINCT r.complaint_id) AS n FROM ruling r
    WHERE r.provider_id = ? AND r.final_at > ? AND r.final_at <= ? AND r.outcome <> 'DISMISSED' AND r.reversed_at IS NULL`,
};

export const countEvents = (
  reader: Reader,
  measure: RiskMeasure,
  providerId: string,
  since: number,
  until: number,
): Promise<number> => count(reader, EVENTS[measure], [providerId, since, until]);

/**
 * Orders that were paid for, and consumers who complained about others: accounts and orders cost nothing, and whoever places them with itself
 * must not make a rising rate look ordinary.
 */
const ORDERS = `SELECT COUNT(DISTINCT CASE WHEN o.is_paid = 1 THEN o.id ELSE o.consumer_id END) AS n FROM (
    SELECT s.id, s.consumer_id, CASE WHEN s.price_amount > 0 AND s.price_amount <= (SELECT SUM(p.amount) FROM payment p
        WHERE p.order_id = s.id AND p.purpose = 'ORDER' AND p.status = 'CONFIRMED') THEN 1 ELSE 0 END AS is_paid
    FROM service_order s WHERE s.provider_id = ? AND s.placed_at > ? AND s.placed_at <= ? AND s.consumer_id <> ?) o
  WHERE o.is_paid = 1 OR EXISTS (SELECT 1 FROM complaint c WHERE c.order_id = o.id)`;

export const countOrders = (reader: Reader, providerId: string, since: number, until: number): Promise<number> =>
  count(reader, ORDERS, [providerId, since, until, PLATFORM_ACCOUNT]);

async function count(reader: Reader, sql: string, params: (string | number)[]): Promise<number> {
  const [row] = await reader.query<{ n: number }>(sql, params);
  return row?.n ?? 0;
}
