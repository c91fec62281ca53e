import type { Severity } from "../../case/complaints/case-enums.types";
import type { Reader } from "../../platform/database/reader";

/** Not performing a settlement or a ruling is serious, whatever the original promise was. */
export const LEVEL_OF_NON_PERFORMANCE: Severity = "L3";

/** Whether the provider ever failed to perform a settlement of this case. */
export async function hasDefaultedOnSettlement(reader: Reader, complaintId: string): Promise<boolean> {
  const [row] = await reader.query(
    "SELECT id FROM settlement WHERE complaint_id = ? AND defaulted_at IS NOT NULL LIMIT 1",
    [complaintId],
  );
  return row !== undefined;
}
