import { PLATFORM_ACCOUNT } from "../../accounts/platform-account";
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

export const countOrders = (reader: Reader, providerId: string, since: number, until: number): Promise<number> =>
  count(
    reader,
    "SELECT COUNT(*) AS n FROM service_order o WHERE o.provider_id = ? AND o.placed_at > ? AND o.placed_at <= ? AND o.consumer_id <> ?",
    [providerId, since, until, PLATFORM_ACCOUNT],
  );

async function count(reader: Reader, sql: string, params: (string | number)[]): Promise<number> {
  const [row] = await reader.query<{ n: number }>(sql, params);
  return row?.n ?? 0;
}
