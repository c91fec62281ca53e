import { sql, type Sql } from "../../platform/database/sql";
import type { Reader } from "../../platform/database/reader";

/**
 * Cases with a service or a refund in default that was not done, and towards which something counts as paid, all of it or a part; the deposit
 * may have paid the rest.
 */
const credited = (where: Sql): Sql =>
  sql`SELECT DISTINCT c.id AS id FROM complaint c JOIN remedy r ON r.complaint_id = c.id AND r.ruling_id = c.current_ruling_id
    WHERE r.basis IS NULL AND r.defaulted_at IS NOT NULL AND r.credited_amount > 0 AND COALESCE(r.confirmed_at, r.waived_at) IS NULL
      AND (r.verified_at IS NULL OR r.verified_at = r.defaulted_at) AND ${where}`;

const idsOf = async (reader: Reader, statement: Sql): Promise<string[]> =>
  (await reader.query<{ id: string }>(statement)).map(({ id }) => id);

/** Of the same order as this case, which is not among them. */
export const besideCase = (reader: Reader, { id, orderId }: { id: string; orderId: string }): Promise<string[]> =>
  idsOf(reader, credited(sql`c.order_id = ${orderId} AND c.id <> ${id}`));

/** Where less of the price may go back than was counted: a ruling of another case of the order was reversed, or a remedy of one was waived. */
export const whereLessGoesBack = (reader: Reader, providerId: string): Promise<string[]> =>
  idsOf(
    reader,
    credited(sql`c.provider_id = ${providerId} AND (
      EXISTS (SELECT 1 FROM complaint o JOIN ruling g ON g.complaint_id = o.id
        WHERE o.order_id = c.order_id AND o.id <> c.id AND g.reversed_at IS NOT NULL)
      OR EXISTS (SELECT 1 FROM complaint o JOIN remedy w ON w.complaint_id = o.id
        WHERE o.order_id = c.order_id AND w.waived_at IS NOT NULL))`),
  );
