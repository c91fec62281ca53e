import type { Severity } from "../../case/complaints/case-enums.types";
import type { Reader } from "../../platform/database/reader";

/** Not to do what one agreed or was ordered to do is serious, whatever the promise behind it was. */
export const LEVEL_OF_NON_PERFORMANCE: Severity = "L3";

/** Did the provider ever let a settlement of this case go by without performing it? */
export async function hasDefaultedOnSettlement(reader: Reader, complaintId: string): Promise<boolean> {
  const [row] = await reader.query(
    "SELECT id FROM settlement WHERE complaint_id = ? AND defaulted_at IS NOT NULL LIMIT 1",
    [complaintId],
  );
  return row !== undefined;
}
