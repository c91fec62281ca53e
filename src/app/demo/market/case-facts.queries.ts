import type { PromiseKind } from "../../../market/promises/promise-kind.types";
import type { Reader } from "../../../platform/database/reader";

/** The promises of the provider's own that are frozen in an order. */
export const promisesOf = (reader: Reader, orderId: string): Promise<{ id: string; kind: PromiseKind }[]> =>
  reader.query<{ id: string; kind: PromiseKind }>(
    `SELECT v.id, v.kind FROM order_promise o JOIN promise_version v ON v.id = o.promise_version_id
     WHERE o.order_id = ? AND v.platform_promise IS NULL ORDER BY v.id`,
    [orderId],
  );
