import { kindsWith } from "../../house-rules/measures.table";
import type { Reader } from "../../platform/database/reader";
import { list, sql, type Sql } from "../../platform/database/sql";
import type { Tx } from "../../platform/database/tx";
import { Refusal } from "../../platform/refusal";
import { foldLicence } from "./licence.pure";
import { actsAt, isOfKind } from "./penalty-acts.queries";

/** SQL: cooperation with provider `v` has ended for good. */
const isTerminated = (at: number): Sql =>
  sql`(v.status = 'TERMINATED' OR EXISTS (SELECT 1 FROM penalty p WHERE p.provider_id = v.id AND ${isOfKind(kindsWith("restricts", ["COOPERATION"]))} AND ${actsAt(at)}))`;

/** Those of the given providers with which cooperation has ended. */
export async function terminatedAmong(
  reader: Reader,
  providerIds: readonly string[],
  now: number,
): Promise<ReadonlySet<string>> {
  if (providerIds.length === 0) return new Set();
  const rows = await reader.query<{ id: string }>(
    sql`SELECT v.id FROM provider v WHERE v.id IN (${list(providerIds)}) AND ${isTerminated(now)}`,
  );
  return new Set(rows.map(({ id }) => id));
}

/** A terminated provider's licence cannot return, however it is spelt. This reveals nothing: the termination is public. */
export async function refuseTerminatedLicence(tx: Tx, licenceNo: string, field: string): Promise<void> {
  const rows = await tx.query(
    sql`SELECT v.id FROM provider v WHERE v.licence_key = ${foldLicence(licenceNo)} AND ${isTerminated(tx.now)}`,
  );
  if (rows.length > 0) throw new Refusal("ALREADY_EXISTS", { reason: "provider.licenceTerminated", field });
}
