import type { Reader } from "../../platform/database/reader";
import { OutsideRoute } from "./outside-route.entity";

/** The catalogue at one moment. */
export async function routesInForce(reader: Reader, at: number): Promise<OutsideRoute[]> {
  const mapper = reader.mapper(OutsideRoute);
  const rows = await reader.query(
    `SELECT ${mapper.select("t")} FROM outside_route t WHERE t.effective_from <= ? AND (t.effective_until IS NULL OR t.effective_until > ?)`,
    [at, at],
  );
  const routes = rows.map((row) => mapper.hydrate(row));
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
