import type { FindingResult } from "../../adjudication/rulings/ruling-enums.types";
import { toOrderRecord } from "../../case/complaints/order-record.queries";
import { Complaint } from "../../case/complaints/complaint.entity";
import type { Order } from "../../market/orders/order.entity";
import { lineageOf } from "../../market/promises/promise-lineage.pure";
import { PromiseVersion } from "../../market/promises/promise-version.entity";
import type { Row } from "../../platform/database/reader";
import { raw, sql } from "../../platform/database/sql";
import type { Tx } from "../../platform/database/tx";
import { isPaidAndIndependent } from "../reputation/independent-order.queries";
import type { PromiseFacts } from "./promise-outcome.pure";

/** A promise of an order with what decides its outcome. */
export interface FrozenPromise {
  /** The order promise's. */
  id: string;
  lineage: string;
  facts: PromiseFacts;
}

/** Everything that decides what became of the order's promises. */
export async function frozenPromises(tx: Tx, order: Order, at: number): Promise<FrozenPromise[]> {
  const versions = tx.mapper(PromiseVersion);
  const rows = await tx.query<Row & { frozen_id: string; listing_id: string | null }>(
    sql`SELECT p.id AS frozen_id, s.listing_id, ${raw(versions.select("v", "v_"))} FROM order_promise p
     JOIN promise_version v ON v.id = p.promise_version_id JOIN service_promise s ON s.id = v.promise_id
     WHERE p.order_id = ${order.id} AND s.platform_promise IS NULL ORDER BY p.id`,
  );
  if (rows.length === 0) return [];
  const record = toOrderRecord(order, await tx.find(Complaint, { orderId: order.id }));
  const isIndependent = await isPaidAndIndependent(tx, order.id, at);
  const findings = await contestedPromises(tx, order.id);
  return rows.map((row) => {
    const version = versions.hydrate(row, "v_");
    return {
      id: row.frozen_id,
      lineage: lineageOf({ listingId: row.listing_id, kind: version.kind, platformPromise: null }, order.providerId),
      facts: {
        record,
        promise: version,
        isIndependent,
        isContested: findings.has(version.promiseId),
        finding: findings.get(version.promiseId) ?? null,
      },
    };
  });
}

/** The promises that complaints are about, each with the finding of the final ruling in force. */
async function contestedPromises(tx: Tx, orderId: string): Promise<Map<string, FindingResult | null>> {
  const rows = await tx.query<{ promise_id: string; finding: FindingResult | null }>(
    sql`SELECT b.promise_id, CASE WHEN r.id IS NULL THEN NULL ELSE f.finding END AS finding
     FROM complaint c JOIN breach b ON b.complaint_id = c.id LEFT JOIN ruling_finding f ON f.breach_id = b.id
     LEFT JOIN ruling r ON r.id = f.ruling_id AND r.status = 'ISSUED' AND r.final_at IS NOT NULL
     WHERE c.order_id = ${orderId} ORDER BY r.final_at`,
  );
  const findings = new Map<string, FindingResult | null>();
  for (const { promise_id: id, finding } of rows) findings.set(id, finding ?? findings.get(id) ?? null);
  return findings;
}
