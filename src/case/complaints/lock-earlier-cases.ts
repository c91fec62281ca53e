import { list, sql } from "../../platform/database/sql";
import type { Tx } from "../../platform/database/tx";
import type { Breach } from "./breach.entity";
import { Complaint } from "./complaint.entity";

/** The cases about these promises of the order, oldest first. One that is just being closed is seen as it will be. */
export async function lockEarlierCases(
  tx: Tx,
  orderId: string,
  breaches: readonly Pick<Breach, "promiseId">[],
): Promise<Complaint[]> {
  const found = await tx.query<{ id: string }>(
    sql`SELECT DISTINCT c.id FROM complaint c JOIN breach b ON b.complaint_id = c.id
        WHERE c.order_id = ${orderId} AND b.promise_id IN (${list(breaches.map(({ promiseId }) => promiseId))}) ORDER BY c.id`,
  );
  const earlier: Complaint[] = [];
  for (const { id } of found) {
    const complaint = await tx.lock(Complaint, id);
    if (complaint) earlier.push(complaint);
  }
  return earlier;
}
