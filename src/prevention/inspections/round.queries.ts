import { SELLING } from "../../market/listings/listing.pure";
import type { Reader } from "../../platform/database/reader";
import { allOf, list, sql, type Sql } from "../../platform/database/sql";
import type { InspectionPlan } from "./inspection-plan.entity";

/** SQL over provider `p`: providers who sell, in the plan's category if it has one. */
function inPlan({ category, providerId }: InspectionPlan): Sql {
  return allOf([
    sql`p.status IN (${list(SELLING)})`,
    providerId !== null && sql`p.id = ${providerId}`,
    category !== null &&
      sql`p.id IN (SELECT l.provider_id FROM listing l WHERE l.status = 'LISTED' AND l.category = ${category})`,
  ]);
}

/** The pool from which lots are drawn, sorted. */
export async function providersInPool(reader: Reader, plan: InspectionPlan): Promise<string[]> {
  const rows = await reader.query<{ id: string }>(sql`SELECT p.id FROM provider p WHERE ${inPlan(plan)} ORDER BY p.id`);
  return rows.map(({ id }) => id);
}

/** Providers never inspected first, then those inspected longest ago. */
export async function longestUnseen(reader: Reader, plan: InspectionPlan): Promise<string[]> {
  const rows = await reader.query<{ id: string }>(
    sql`SELECT p.id, (SELECT MAX(i.opened_at) FROM inspection i WHERE i.provider_id = p.id) AS seen_at
     FROM provider p WHERE ${inPlan(plan)} ORDER BY seen_at, p.id LIMIT ${plan.perRound}`,
  );
  return rows.map(({ id }) => id);
}
