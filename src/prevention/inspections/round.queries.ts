import { SELLING } from "../../market/listings/listing.policy";
import type { Reader } from "../../platform/database/reader";
import type { SqlValue } from "../../platform/database/row-mapper";
import type { InspectionPlan } from "./inspection-plan.entity";

/** SQL over provider `p`: providers who sell, in the plan's category if it has one. */
function inPlan({ category, providerId }: InspectionPlan): { sql: string; params: SqlValue[] } {
  const conditions = [`p.status IN (${SELLING.map(() => "?").join(", ")})`];
  const params: SqlValue[] = [...SELLING];
  if (providerId !== null) {
    conditions.push("p.id = ?");
    params.push(providerId);
  }
  if (category !== null) {
    conditions.push("p.id IN (SELECT l.provider_id FROM listing l WHERE l.status = 'LISTED' AND l.category = ?)");
    params.push(category);
  }
  return { sql: conditions.join(" AND "), params };
}

/** The pool from which lots are drawn, sorted. */
export async function providersInPool(reader: Reader, plan: InspectionPlan): Promise<string[]> {
  const { sql, params } = inPlan(plan);
  const rows = await reader.query<{ id: string }>(`SELECT p.id FROM provider p WHERE ${sql} ORDER BY p.id`, params);
  return rows.map(({ id }) => id);
}

/** Providers never inspected first, then those inspected longest ago. */
export async function longestUnseen(reader: Reader, plan: InspectionPlan): Promise<string[]> {
  const { sql, params } = inPlan(plan);
  const rows = await reader.query<{ id: string }>(
    `SELECT p.id, (SELECT MAX(i.opened_at) FROM inspection i WHERE i.provider_id = p.id) AS seen_at
     FROM provider p WHERE ${sql} ORDER BY seen_at, p.id LIMIT ${plan.perRound}`,
    params,
  );
  return rows.map(({ id }) => id);
}
