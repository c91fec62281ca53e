import type { Reader } from "../../platform/database/reader";
import { sql } from "../../platform/database/sql";
import { OutsideRoute } from "./outside-route.entity";

/** The catalogue at one moment. */
export async function routesInForce(reader: Reader, at: number): Promise<OutsideRoute[]> {
  const rows = await reader.select(
    OutsideRoute,
    sql`FROM outside_route t WHERE t.effective_from <= ${at} AND (t.effective_until IS NULL OR t.effective_until > ${at})`,
  );
  const routes = rows;
  return routes.sort((a, b) => ORDER.indexOf(a.route) - ORDER.indexOf(b.route));
}

/** In the order of the law. */
const ORDER: readonly OutsideRoute["route"][] = [
  "CONSUMER_ASSOCIATION",
  "MEDIATION",
  "ADMINISTRATIVE_AUTHORITY",
  "ARBITRATION",
  "COURT",
];
