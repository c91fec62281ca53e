import { UniqueViolation } from "../../platform/database/faults";
import type { Reader } from "../../platform/database/reader";
import { list, sql, type Sql } from "../../platform/database/sql";
import { Refusal } from "../../platform/refusal";
import { caseNumber } from "./case-number.pure";
import { GRAVE_PROMISE } from "./grave-promise.table";
import type { OpenComplaintInput } from "./complaint.types";

type Filed = Pick<OpenComplaintInput, "orderId" | "breaches" | "breachClass">;
type Reopened = { complaintId: string };

/**
 * Files a case, or opens one again. Of a promise of an order there is one open case at a time: the database's unique key decides between two
 * at once, and its error becomes a refusal with the id of the other. Where that one has been closed since, trying again tells what holds now.
 */
export async function refusingSecondCase<T>(
  reader: Reader,
  input: Filed | Reopened,
  open: () => Promise<T>,
): Promise<T> {
  try {
    return await open();
  } catch (error) {
    if (!(error instanceof UniqueViolation) || error.constraint !== "uq_breach_open_key") throw error;
    const [field, find] =
      "orderId" in input ? ["input.breaches", openAbout(input)] : ["input.complaintId", openBeside(input)];
    const [other] = await reader.query<{ id: string; number: number | null }>(find);
    if (other)
      throw new Refusal("COMPLAINT_ALREADY_OPEN", {
        field,
        existingId: other.id,
        params: { number: caseNumber(other) },
      });
    return open();
  }
}

function openAbout({ orderId, breaches, breachClass }: Filed): Sql {
  const promise =
    breaches.length > 0
      ? sql`v.id IN (${list(breaches.map(({ promiseVersionId }) => promiseVersionId))})`
      : sql`v.platform_promise = ${breachClass === "ORDINARY" ? null : GRAVE_PROMISE[breachClass]}`;
  return sql`SELECT c.id, c.number FROM breach b JOIN complaint c ON c.id = b.complaint_id JOIN promise_version v ON v.promise_id = b.promise_id
     WHERE c.order_id = ${orderId} AND c.status <> 'CLOSED' AND ${promise} LIMIT 1`;
}

const openBeside = ({ complaintId }: Reopened): Sql =>
  sql`SELECT d.id, d.number FROM breach own JOIN complaint c ON c.id = own.complaint_id
     JOIN breach other ON other.promise_id = own.promise_id AND other.open_key IS NOT NULL
     JOIN complaint d ON d.id = other.complaint_id AND d.order_id = c.order_id
     WHERE own.complaint_id = ${complaintId} LIMIT 1`;
