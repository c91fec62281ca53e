import { UniqueViolation } from "../../platform/database/faults";
import type { Database } from "../../platform/database/database";
import { list, sql } from "../../platform/database/sql";
import { Refusal } from "../../platform/refusal";
import { caseNumber } from "./case-number.pure";
import { GRAVE_PROMISE } from "./grave-promise.table";
import type { OpenComplaintInput } from "./complaint.types";

/** The database's unique key decides between two complaints filed at once; this turns its error into a refusal with the id of the open case. */
export async function explainDuplicate(
  database: Database,
  input: Pick<OpenComplaintInput, "orderId" | "breaches" | "breachClass">,
  error: unknown,
): Promise<unknown> {
  if (!(error instanceof UniqueViolation) || error.constraint !== "uq_breach_open_key") return error;
  const { breaches, breachClass } = input;
  const about =
    breaches.length > 0
      ? sql`v.id IN (${list(breaches.map(({ promiseVersionId }) => promiseVersionId))})`
      : sql`v.platform_promise = ${breachClass === "ORDINARY" ? null : GRAVE_PROMISE[breachClass]}`;
  const [open] = await database.query<{ id: string; number: number | null }>(
    sql`SELECT c.id, c.number FROM breach b JOIN complaint c ON c.id = b.complaint_id JOIN promise_version v ON v.promise_id = b.promise_id
     WHERE c.order_id = ${input.orderId} AND c.status <> 'CLOSED' AND ${about} LIMIT 1`,
  );
  return open
    ? new Refusal("COMPLAINT_ALREADY_OPEN", {
        field: "input.breaches",
        existingId: open.id,
        params: { number: caseNumber(open) },
      })
    : error;
}
