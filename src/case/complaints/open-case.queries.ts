import type { PromiseKind } from "../../market/promises/promise-kind.types";
import { PromiseVersion } from "../../market/promises/promise-version.entity";
import type { Reader } from "../../platform/database/reader";
import { list, sql } from "../../platform/database/sql";
import { Breach } from "./breach.entity";
import { Complaint } from "./complaint.entity";
import { isDecided } from "./finality.pure";

/** Whether anything about the order is still to be settled. */
export async function hasOpenCase(reader: Reader, orderId: string): Promise<boolean> {
  const open = await reader.query("SELECT id FROM complaint WHERE order_id = ? AND status <> 'CLOSED' LIMIT 1", [
    orderId,
  ]);
  return open.length > 0;
}

/** The ids of what is still to be settled about these orders. */
export async function openCasesOf(reader: Reader, orderIds: readonly string[]): Promise<string[]> {
  const open = await reader.query<{ id: string }>(
    sql`SELECT id FROM complaint WHERE order_id IN (${list([...orderIds])}) AND status <> 'CLOSED' ORDER BY id`,
  );
  return open.map(({ id }) => id);
}

/** Whether a promise of this kind is complained of already, or that was decided: of the same order it is not complained of again. */
export async function isComplainedOf(reader: Reader, orderId: string, kind: PromiseKind): Promise<boolean> {
  const cases = (await reader.find(Complaint, { orderId })).filter(
    (each) => each.status !== "CLOSED" || isDecided(each),
  );
  const breaches = await reader.find(Breach, { complaintId: cases.map(({ id }) => id) });
  const versions = breaches.map(({ promiseVersionId }) => promiseVersionId);
  return (await reader.find(PromiseVersion, { id: versions, kind })).length > 0;
}
