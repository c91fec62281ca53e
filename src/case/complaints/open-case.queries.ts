import type { Reader } from "../../platform/database/reader";

/** Whether anything about the order is still to be settled. */
export async function hasOpenCase(reader: Reader, orderId: string): Promise<boolean> {
  const open = await reader.query("SELECT id FROM complaint WHERE order_id = ? AND status <> 'CLOSED' LIMIT 1", [
    orderId,
  ]);
  return open.length > 0;
}
