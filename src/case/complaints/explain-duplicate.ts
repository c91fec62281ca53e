import { UniqueViolation } from "../../platform/database/faults";
import type { Database } from "../../platform/database/database";
import { list, sql } from "../../platform/database/sql";
import { Refusal } from "../../platform/refusal";
import type { OpenComplaintInput } from "./complaint.types";

/** The database's unique key decides between two complaints filed at once; this turns its error into a refusal with the id of the open case. */
export async function explainDuplicate(
  database: Database,
  input: Pick<OpenComplaintInput, "orderId" | "breaches">,
  error: unknown,
): Promise<unknown> {
  if (!(error instanceof UniqueViolation) || error.constraint !== "uq_breach_open_key") return error;
  const [open] = await database.query<{ id: string }>(
    sql`SELECT c.id FROM breach b JOIN complaint c ON c.id = b.complaint_id
     WHERE c.order_id = ${input.orderId} AND c.status <> 'CLOSED' AND b.promise_version_id IN (${list(input.breaches.map(({ promiseVersionId }) => promiseVersionId))}) LIMIT 1`,
  );
  return open
    ? new Refusal("COMPLAINT_ALREADY_OPEN", { field: "input.breaches", existingId: open.id, params: { id: open.id } })
    : error;
}
